"""Values put into messages of other languages than English, which format strings are made for."""

from __future__ import annotations

from collections.abc import Callable
from numbers import Number
from string import Formatter
from typing import cast

BEGINS = "\x1f"
"""Stands before a text in a message, so that "de" can become "d’" there."""


class Values(Formatter):
    """Puts values into messages: numbers as ``number`` writes them, texts with a mark before."""

    def __init__(self, number: Callable[[str], str]) -> None:
        self._number = number

    def format_field(self, value: object, format_spec: str) -> str:
        """Write a value; what is no number stands as it is, behind a mark."""
        written = cast("str", super().format_field(value, format_spec))
        return self._number(written) if isinstance(value, Number) else BEGINS + written
