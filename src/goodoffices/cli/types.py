"""Types of the command line: numbers, and what is said of a text that is none."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import click

from goodoffices.errors import as_number

Command = Callable[..., Any]


class Count(click.IntRange):
    """A whole number in a range."""

    name = "whole number"


class Number(click.types.FloatParamType):
    """A number, at most ``most``; beyond it ``advice`` is given."""

    name = "number"

    def __init__(self, most: float = math.inf, advice: str = "") -> None:
        self._most = most
        self._advice = advice

    def convert(
        self,
        value: Any,  # noqa: ANN401 - Click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read a number; Click calls this."""
        text = str(value)
        if meant := as_number(text):
            self.fail(f"'{text}' is no number; write {meant}", param, ctx)
        number: float = super().convert(value, param, ctx)
        if number > self._most:
            self.fail(f"{text} is more than {self._most:g}; {self._advice}", param, ctx)
        return number


class Share(click.types.FloatParamType):
    """A share above 0 and up to 1: as 0.9, or as 90%."""

    name = "share"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - Click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read a share; Click calls this."""
        text = str(value).strip()
        try:
            share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            share = math.nan
        if not 0 < share <= 1:
            message = f"'{text}' is no share above 0 and up to 1; write it as 0.9 or 90%"
            self.fail(message, param, ctx)
        return share
