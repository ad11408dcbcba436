"""How parties see the conflict, where they misread it, and what they could be told.

A *view* is what of the file a party sees otherwise: what others want, can do and believe, and which
options are hidden from it. Nested in a view stand the views that the party thinks others have. A
*truth* takes one thing out of a view.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goodoffices.errors import Path

HIDDEN = "hidden"
VIEWS = "views"


@dataclass(frozen=True)
class View:
    """What a decision maker sees otherwise than it is.

    Attributes
    ----------
    by
        The decision maker.
    changes
        What it sees otherwise, nested as in the file; beside it ``hidden`` lists options of others
        that it does not know of, and ``views`` how it thinks that others see the conflict.

    Examples
    --------
    >>> view = go.View("A", {"hidden": ["B.pact"]})
    >>> view.hidden, dict(view.said)
    (('B.pact',), {})
    """

    by: str
    changes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hidden(self) -> tuple[str, ...]:
        """Options that it does not know of, as written."""
        return tuple(self.changes.get(HIDDEN) or ())

    @property
    def nested(self) -> tuple[View, ...]:
        """How it thinks that others see the conflict."""
        return tuple(View(by, changes) for by, changes in (self.changes.get(VIEWS) or {}).items())

    @property
    def said(self) -> dict[str, Any]:
        """What it sees otherwise, in the keys of a file."""
        return {key: value for key, value in self.changes.items() if key not in (HIDDEN, VIEWS)}

    def leaves(self) -> Iterator[tuple[Path, object]]:
        """Yield each place that it sees otherwise, in the keys of a file, with what it sees there.

        Preferences in another form, lists and single values count as a whole.
        """
        yield from _leaves(self.said)

    def without(self, truths: Sequence[Truth]) -> View:
        """Return what is left of the view when its holder has been told some truths.

        Examples
        --------
        >>> view = go.View("A", {"hidden": ["B.pact"], "infeasible": ["x and y"]})
        >>> view.without([go.Truth("the_pact", "A", "hidden.B.pact")]).changes
        {'infeasible': ['x and y']}
        """
        changes: Any = self.changes
        for truth in truths:
            place = place_of(changes, truth.about)
            changes = changes if place is None else _taken_out(changes, place)
        return View(self.by, changes)


@dataclass(frozen=True)
class Truth:
    """Something that could be told to a decision maker that sees it otherwise.

    Attributes
    ----------
    to
        Who would be told.
    about
        What of its view would be gone then: keys joined by dots, and the option's name for one that
        is hidden (``hidden.B.pact``).
    cost
        What it costs whoever tells it, 0 or more.

    Examples
    --------
    >>> go.Truth("the_pact", to="A", about="hidden.B.pact", cost=3).cost
    3
    """

    name: str
    to: str
    about: str
    cost: float = 1.0


def _leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    whole = len(path) > 1 and path[-2] == "preferences" and path[-1] != "weights"
    if not isinstance(value, Mapping) or whole:
        yield path, value
        return
    for key, item in value.items():
        yield from _leaves(item, (*path, key))


def place_of(changes: object, about: str) -> Path | None:
    """Return the place in a view that keys joined by dots lead to; None where there is none.

    Keys and names may have dots of their own. The last step in a list is the text that is in it.

    Examples
    --------
    >>> place_of({"hidden": ["B.pact"], "mediation": {"no_deal": 1}}, "hidden.B.pact")
    ('hidden', 'B.pact')
    """
    if isinstance(changes, list | tuple):
        return (about,) if about in changes else None
    if not isinstance(changes, Mapping):
        return None
    for key in sorted(changes, key=lambda key: -len(str(key))):
        if about == str(key):
            return (key,)
        below = about.removeprefix(f"{key}.")
        inner = place_of(changes[key], below) if below != about else None
        if inner is not None:
            return (key, *inner)
    return None


def _taken_out(changes: Any, place: Path) -> Any:  # noqa: ANN401 - what JSON has
    """Return a view without what stands in a place, and without what is empty then."""
    step, *rest = place
    if isinstance(changes, list | tuple):
        return [item for item in changes if item != step]
    kept = {key: value for key, value in changes.items() if key != step}
    inner = _taken_out(changes[step], tuple(rest)) if rest else None
    return (
        {key: inner if key == step else value for key, value in changes.items()} if inner else kept
    )
