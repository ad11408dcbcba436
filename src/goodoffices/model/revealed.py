"""What parties come to see: truths that were told, options that were hidden and are taken."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.errors import ModelError, Problem, nearest
from goodoffices.model.conflict import Conflict
from goodoffices.model.events import Event
from goodoffices.model.views import HIDDEN, VIEWS, Truth, View, place_of


def after_revealed(conflict: Conflict, event: Event) -> Conflict:
    """Return the conflict without what an event takes out of views.

    Truths that were told go, and so do those about what nobody misreads any more. An option that is
    taken is hidden from nobody.

    Raises
    ------
    ModelError
        There is no such truth.
    """
    known = {truth.name: truth for truth in conflict.truths}
    for k, name in enumerate(event.revealed):
        if name not in known:
            found = f"unknown truth '{name}'"
            raise ModelError([Problem(("revealed", k), found, "a truth", nearest(name, known))])
    told = [known[name] for name in event.revealed]
    return seen_right(conflict, [*told, *_shown(conflict, event)])


def seen_right(conflict: Conflict, told: Iterable[Truth]) -> Conflict:
    """Return the conflict without some of what parties see otherwise."""
    gone = list(told)
    if not gone:
        return conflict
    views = [view.without([one for one in gone if one.to == view.by]) for view in conflict.views]
    left = {view.by: view.changes for view in views if view.changes}
    truths = tuple(
        truth
        for truth in conflict.truths
        if truth not in gone and place_of(left.get(truth.to, {}), truth.about) is not None
    )
    kept = tuple(View(by, changes) for by, changes in left.items())
    return conflict.replace(views=kept, truths=truths)


def everywhere(conflict: Conflict, about: str) -> list[Truth]:
    """Return what would have to be told to everybody for nobody to see something otherwise."""
    return [
        Truth("", view.by, f"{above}{about}")
        for view in conflict.views
        for above in ("", *(f"{VIEWS}.{inner.by}." for inner in view.nested))
    ]


def _shown(conflict: Conflict, event: Event) -> list[Truth]:
    owners = {name: (by, option.name) for name, (by, option) in conflict.option_of.items()}
    names = set(event.took)
    names |= {".".join(owners[name]) for name in event.took if name in owners}
    names |= {one for one, owned in owners.items() if ".".join(owned) in names}
    names |= {option for _, option in owners.values() if option in names}
    return [truth for name in sorted(names) for truth in everywhere(conflict, f"{HIDDEN}.{name}")]
