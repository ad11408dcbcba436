"""The published conflicts that come with the package."""
