"""The published conflicts that come with the package."""

from goodoffices.cases.catalog import case, names, path

__all__ = ["case", "names", "path"]
