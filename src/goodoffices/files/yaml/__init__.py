"""The text of model files: places, values and edits."""
