"""The forms in which answers are written."""
