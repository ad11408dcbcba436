"""How a settlement is come to, in words."""

from __future__ import annotations

from goodoffices.mediation.way_there import WayThere
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import text
from goodoffices.show.words import Words, listing


def way_told(way: WayThere | None, words: Words) -> str:
    """Say how one gets from the status quo to a settlement."""
    if way is None:
        return say("How one gets there: not said, since the model has no status quo to start from.")
    if way.by == "improvements" and not way.moves:
        return say("How one gets there: the conflict stands there already.")
    return say("How one gets there: {}", _SENTENCES[way.by](way, words))


def _stepwise(way: WayThere, words: Words) -> str:
    return say("by improvements, each step a gain for whoever takes it: {}.", _steps(way, words))


def _jointly(way: WayThere, words: Words) -> str:
    who = _parties(way.signatories, words)
    return say(
        "by a joint move of all who sign ({}): {}. No steps lead there that each "
        "better the lot of whoever takes them, so nobody goes first by itself: "
        "somebody has to bring them to move at once, or in steps under guarantees.",
        who,
        _steps(way, words),
    )


def _nowhere(way: WayThere, words: Words) -> str:
    if way.moves is None:
        return say("not at all: no moves lead there from state {}.", words.ref(way.start))
    outside = tuple(dict.fromkeys(m.mover for m in way.moves if m.mover not in way.signatories))
    why = (
        [say("{} would rather have no deal", _parties(way.unwilling, words))]
        if way.unwilling
        else []
    )
    if outside:
        why.append(
            say_many(
                "it takes moves of {1}, who does not sign",
                "it takes moves of {1}, who do not sign",
                len(outside),
                _parties(outside, words),
            )
        )
    return say(
        "neither by improvements nor by a joint move of all who sign, since {}. The "
        "shortest way by any moves: {}.",
        listing(why),
        _steps(way, words),
    )


def _unknown(way: WayThere, words: Words) -> str:
    return say("not known: too many states can be come to from state {}.", words.ref(way.start))


def _parties(names: tuple[str, ...], words: Words) -> str:
    return listing([words.party(name) for name in names])


def _steps(way: WayThere, words: Words) -> str:
    return say("; ").join(
        say("{} {} → {}", words.party(move.mover), words.deed(move, "does"), words.ref(move.target))
        for move in way.moves or ()
    )


_BY = {
    "improvements": message("improvements"),
    "joint move": message("joint move"),
    "none": message("none"),
    "unknown": message("unknown"),
}
_SENTENCES = {
    "improvements": _stepwise,
    "joint move": _jointly,
    "none": _nowhere,
    "unknown": _unknown,
}


@text.register(WayThere)
def way_there_text(answer: WayThere) -> str:
    """Say in one word how a settlement is come to."""
    return say(_BY[answer.by])
