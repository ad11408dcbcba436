"""What evenness say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.mediation.evenness import Burden, Evenness, Side
from goodoffices.show.telling import data, text
from goodoffices.show.words import Words, amount, listing


@data.register(Burden)
def burden_data(answer: Burden) -> dict[str, Any]:
    """Return plain data for JSON."""
    return dict(vars(answer))


@data.register(Side)
def side_data(answer: Side) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "on": list(answer.on),
        **answer.answer.to_dict(),
        "burdens": [burden.to_dict() for burden in answer.burdens],
    }


@data.register(Evenness)
def evenness_data(answer: Evenness) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {"title": answer.conflict.title, "sides": [side.to_dict() for side in answer.sides]}


@text.register(Evenness)
def evenness_text(answer: Evenness) -> str:
    """Tell the answer and the burdens for each side."""
    words = Words(answer.conflict)
    lines = []
    for side in answer.sides:
        only = " only" if len(answer.sides) > 1 and side is not answer.sides[-1] else ""
        parties = listing([words.party(name) for name in side.on])
        lines.append(f"Levers on {parties}{only}: {side.answer.summary}")
        lines += [f"  {_told(burden, words)}" for burden in side.burdens if _bears(burden)]
    lines.append("(Burdens are in units of what lies between a party's worst and best outcome.)")
    return "\n".join(lines)


def _bears(burden: Burden) -> bool:
    return burden.pressure > 0 or burden.inducement > 0


def _told(burden: Burden, words: Words) -> str:
    kinds = [("pressure", burden.pressure), ("inducement", burden.inducement)]
    borne = listing([f"{kind} {amount(size)}" for kind, size in kinds if size > 0])
    return f"{words.party(burden.decision_maker)}: {borne}"
