"""The brief: everything that the analyses find, as one page that a mediator can read and send."""

from goodoffices.io.brief.making import FORMATS, Brief, brief

__all__ = ["FORMATS", "Brief", "brief"]
