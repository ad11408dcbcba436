"""Answers, told to readers."""
