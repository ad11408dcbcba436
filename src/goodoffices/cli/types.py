"""Types of the command line: numbers, and what is said of a text that is none."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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


Ends = tuple[int | None, int | None]
if TYPE_CHECKING:
    _SpanType = click.ParamType[Ends]
else:
    _SpanType = click.ParamType  # before version 8.4 it takes no argument


class Span(_SpanType):
    """A number, or the least and the most: as 12, 10-100, 10- or -100."""

    name = "range"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - Click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Ends:
        """Read a range; Click calls this."""
        low, dash, high = str(value).replace(" ", "").partition("-")
        ends = [low, high if dash else low]
        if not any(ends) or not all(end.isdecimal() or not end for end in ends):
            self.fail(f"'{value}' is no range; write it as 12, 10-100, 10- or -100", param, ctx)
        least, most = (int(end) if end else None for end in ends)
        if least is not None and most is not None and least > most:
            self.fail(f"'{value}' is empty; the first number is the least", param, ctx)
        return least, most
