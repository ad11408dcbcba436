"""Notebooks as files: ``NAME.sources.yaml`` beside the model that it is about."""
