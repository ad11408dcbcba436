"""Goodoffices: which outcomes of a dispute can hold, and what it takes to get there.

Names are loaded when they are first used, so that importing the package costs next to nothing;
``__init__.pyi`` lists them.
"""

import lazy_loader

__version__ = "0.1.0.dev0"

__getattr__, _, __all__ = lazy_loader.attach_stub(__name__, __file__)
__all__ += ["__version__"]
__all__.sort()


def __dir__() -> list[str]:
    return __all__
