"""The brief: everything that the analyses find, as one page that a mediator can read and send."""

from goodoffices.show.brief.making import FORMATS, SUFFIXES, Brief, brief

__all__ = ["FORMATS", "SUFFIXES", "Brief", "brief"]
