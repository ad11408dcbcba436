"""Options that give a number to a party, as ``--rate Russia=2``."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.errors import RequestError


def numbers_by_name(texts: Iterable[str], option: str, what: str) -> dict[str, float]:
    """Read NAME=NUMBER, each name once.

    Parameters
    ----------
    option, what
        The option's name, and what it gives, for messages: ``--rate`` and ``rate``.
    """
    found: dict[str, float] = {}
    for text in texts:
        name, equals, number = text.rpartition("=")
        if name in found:
            raise RequestError(f"{option} '{text}': {name} is given a {what} twice; give it once")
        try:
            found[name] = float(number if equals else "")
        except ValueError:
            message = f"{option} '{text}': expected a party and a number, as Russia=2"
            raise RequestError(message) from None
    return found
