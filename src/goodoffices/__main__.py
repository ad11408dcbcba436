"""The command ``goodoffices``, and ``python -m goodoffices``.

Ctrl-C is heard before anything is imported that takes long.
"""

import gc
import os
import signal
import sys
from importlib import import_module
from types import ModuleType

_INTERRUPTED = 130
_COLLECT_AFTER = 300_000  # new objects; commands make about as many, and few that need collecting


def main() -> None:
    """Run the command line; Ctrl-C ends it with one line and status 130, whenever it comes."""
    gc.set_threshold(_COLLECT_AFTER)
    _open_streams()
    try:
        _heard()
    finally:
        gc.freeze()  # what is left goes with the process; looking for circles in it takes longer


def workbench() -> None:
    """Open the workbench, for those who click instead of type."""
    sys.argv[1:1] = ["web"]
    main()


def _heard() -> None:
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:  # ignored, as by nohup
        _program()
        return
    signal.signal(signal.SIGINT, _leave)
    from goodoffices.cli.interruption import interruptible

    with interruptible():
        _program()


def _open_streams() -> None:
    """Open standard streams that are closed, so that no other file comes to stand for them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def _program() -> None:
    _without_plugins()
    from goodoffices.cli.main import main as program

    program(prog_name="goodoffices")


def _without_plugins() -> None:
    """Have Pydantic look for no plugins: what looks for them takes a 20th of a command's time."""
    name = "pydantic.plugin._loader"

    class Without(ModuleType):
        get_plugins = staticmethod(tuple)

        def __getattr__(self, attribute: str) -> object:
            if attribute.startswith("__"):
                raise AttributeError(attribute)
            del sys.modules[name]
            return getattr(import_module(name), attribute)

    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.modules.setdefault(name, Without(name))


def _leave(*_: object) -> None:
    os.write(2, b"Interrupted before anything was done.\n")
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
