"""The conflict as each party sees it, made of what the file says and of its views.

A view is merged into the file as a scenario is. What its holder itself wants, and what levers are
to it, stays as it is. Where options are hidden, the states in which they are taken are missing; of
rankings, payoffs and lists of states, which may name them or not, what is left is taken.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from goodoffices.errors import ModelError, Path, Problem, RequestError, SizeError, expect
from goodoffices.files.as_data import Data, as_data
from goodoffices.files.conflict_from import conflict_from_data
from goodoffices.files.lettering import with_patterns
from goodoffices.files.names import names_states
from goodoffices.files.variants import kept_below, placed
from goodoffices.files.yaml.tree import ANY, matches
from goodoffices.model.changes import merged
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import GAP, StateReference
from goodoffices.model.views import VIEWS, View

if TYPE_CHECKING:
    from goodoffices.stability.truths import Truths
    from goodoffices.stability.views import Views

_APART = (
    "scenarios",
    "timeline",
    "published",
    "observed",
    "views",
    "truths",
    "coalitions",
    "greatly",
    "correlated",
)
_ON_TABLE = ("mediators", "levers")
_PREFERENCES: Path = ("decision_makers", ANY, "preferences")


def views(
    conflict: Conflict,
    concepts: Iterable[str] | None = None,
    *,
    intensities: Mapping[str, float] | None = None,
) -> Views:
    """Say what holds where parties misread each other, why, and who does not expect it to.

    Parameters
    ----------
    conflict
        A conflict with views.
    concepts
        Nash, GMR, SMR, SEQ and SSEQ by default; those with replies in turn.
    intensities
        Levers that are pulled, by name; each party believes of them what it sees.

    Raises
    ------
    RequestError
        The conflict has no views, or there is no such concept.
    ModelError
        A view is no conflict.

    Examples
    --------
    >>> firm = go.DecisionMaker("A", go.Payoffs((3, 4, 1, 2)), (go.Option("x"),))
    >>> union = go.DecisionMaker("B", go.Payoffs((4, 2, 3, 1)), (go.Option("y"),))
    >>> wrong = {"decision_makers": {"B": {"preferences": {"payoffs": [4, 1, 3, 2]}}}}
    >>> game = go.Conflict("Misread", (firm, union), views=(go.View("A", wrong),))
    >>> found = go.views(game, ["seq"])
    >>> [state.pattern for state in found.holds("seq")]
    ['NN', 'YN']
    >>> [state.pattern for state in found.by_illusion("seq")]
    ['NN']
    """
    from goodoffices.stability.views import judge_views

    expect(conflict, Conflict)
    if not conflict.views:
        raise RequestError("the model has no views; add some under views:")
    under = _pulled(intensities)
    seen = seen_by(conflict)
    nested = seen_by_others(conflict, seen)
    below = {by: _all_under(inner, under) for by, inner in nested.items()}
    truth = conflict.under(intensities) if intensities else conflict
    return judge_views(conflict, truth, _all_under(seen, under), below, concepts)


def truths(
    conflict: Conflict,
    state: StateReference,
    concept: str = "seq",
    *,
    intensities: Mapping[str, float] | None = None,
) -> Truths:
    """Find the cheapest truths that make a state hold, and what else they bring and undo.

    Parameters
    ----------
    conflict
        A conflict with views and truths.
    state, concept
        The state that is to hold, and under which concept with replies in turn.
    intensities
        Levers that are pulled, by name.

    Raises
    ------
    RequestError
        There are no truths, no such state or concept, or more truths for one than can be tried.
    ModelError
        A view is no conflict.

    Examples
    --------
    >>> firm = go.DecisionMaker("A", go.Payoffs((2, 1, 0, 4)), (go.Option("x"),))
    >>> union = go.DecisionMaker("B", go.Payoffs((2, 0, 1, 4)), (go.Option("y"),))
    >>> wrong = {"infeasible": ["x and y"]}
    >>> told = go.Truth("possible", to="A", about="infeasible", cost=2)
    >>> game = go.Conflict("Misread", (firm, union), views=(go.View("A", wrong),), truths=(told,))
    >>> found = go.truths(game, "YY", "nash")
    >>> [truth.name for truth in found.told], found.cost
    (['possible'], 2.0)
    """
    from goodoffices.stability.truths import cheapest_truths

    expect(conflict, Conflict)
    if not conflict.truths:
        raise RequestError("the model has no truths; add what could be told under truths:")
    truth = conflict.under(intensities) if intensities else conflict
    under = _pulled(intensities)
    known = {view.by: view for view in conflict.views}

    def see(by: str, names: frozenset[str]) -> Conflict:
        told = [one for one in conflict.truths if one.to == by and one.name in names]
        return under(_seen(conflict, known[by].without(told), conflict)) if by in known else truth

    return cheapest_truths(conflict, see, state, concept)


def _pulled(intensities: Mapping[str, float] | None) -> Callable[[Conflict], Conflict]:
    """Pull levers in a conflict that has them; in a view one that bites nowhere is none."""
    pulled = dict(intensities or {})

    def under(one: Conflict) -> Conflict:
        known = {lever.name for lever in one.mediation.levers}
        mine = {name: t for name, t in pulled.items() if name in known}
        return one.under(mine) if any(mine.values()) else one

    return under


def _all_under(
    seen: Mapping[str, Conflict], under: Callable[[Conflict], Conflict]
) -> dict[str, Conflict]:
    return {by: under(one) for by, one in seen.items()}


def seen_by(conflict: Conflict) -> dict[str, Conflict]:
    """Return the conflict that each party with a view sees, by its name.

    Raises
    ------
    ModelError
        A view is no conflict; the problems name it. ``check`` tells their lines in the file.
    SizeError
        The conflict that a party sees is too large.
    """
    return _each(conflict.views, (VIEWS,), lambda view: _seen(conflict, view, conflict))


def seen_by_others(
    conflict: Conflict, seen: Mapping[str, Conflict]
) -> dict[str, dict[str, Conflict]]:
    """Return the conflict that each party thinks that others see, where its view says so.

    Raises
    ------
    ModelError, SizeError
        As ``seen_by``.
    """

    def of(view: View) -> dict[str, Conflict]:
        made = partial(_seen, conflict, known=seen[view.by], above=view)
        return _each(view.nested, (VIEWS, view.by, VIEWS), made)

    return {view.by: of(view) for view in conflict.views}


def check_seen(conflict: Conflict) -> None:
    """See that what each party sees is a conflict. Raises as ``seen_by`` does."""
    seen_by_others(conflict, seen_by(conflict))


def _each(
    views: Iterable[View], above: Path, made: Callable[[View], Conflict]
) -> dict[str, Conflict]:
    problems: list[Problem] = []
    found: dict[str, Conflict] = {}
    for view in views:
        try:
            found[view.by] = made(view)
        except ModelError as error:
            told = f"as {view.by} sees it"
            problems += placed(error, (*above, view.by), view.changes, told)
        except SizeError as error:
            raise SizeError(f"as {view.by} sees it: {error}") from None
    if problems:
        raise ModelError(problems)
    return found


def _seen(conflict: Conflict, view: View, known: Conflict, above: View | None = None) -> Conflict:
    """Return the conflict that a party sees.

    Parameters
    ----------
    known
        Where its own preferences are right: the conflict itself, or as another party sees it.
    above
        The view of that other party, into which this one is merged.
    """
    data: Data = {key: value for key, value in as_data(conflict).items() if key not in _APART}
    table = data.get("mediation", {})
    data["mediation"] = {key: table[key] for key in _ON_TABLE if key in table}
    rules = data.get("infeasible", [])
    hidden: tuple[str, ...] = ()
    for one in (view,) if above is None else (above, view):
        data = merged(data, one.said, kept_below)
        hidden += one.hidden
    data["title"] = f"{conflict.title}, as {view.by} sees it"
    if _is_sound(data, view.by):
        data = _with_own(data, view.by, known)
        listed = data.get("infeasible", [])
        missing = (*(rule for rule in listed if rule not in rules), *hidden)
        data["infeasible"] = [rule for rule in listed if rule in rules]
        data = _without(data, missing) if missing else data
    return conflict_from_data(data, claims=False)


def _is_sound(data: Data, by: str) -> bool:
    """Say whether what is looked into here is as it should be; what is wrong is told later."""
    makers, table = data.get("decision_makers"), data.get("mediation", {})
    levers = table.get("levers", {}) if isinstance(table, Mapping) else None
    if not (isinstance(makers, Mapping) and isinstance(levers, Mapping) and by in makers):
        return False
    every = (*makers.values(), *levers.values())
    return all(isinstance(one, Mapping) for one in every) and isinstance(
        data.get("infeasible", []), list
    )


def _with_own(data: Data, by: str, known: Conflict) -> Data:
    """Put back what a party wants itself, and the levers on it, numbers in place of formulas."""
    own = as_data(known.replace(uncertainty=None, scenarios=(), views=(), truths=()))
    mine = own["decision_makers"][by]["preferences"]
    found: Data = merged(data, {"decision_makers": {by: {"preferences": None}}}, kept_below)
    found["decision_makers"][by]["preferences"] = mine
    right = own.get("mediation", {}).get("levers", {})
    on_it = {name: lever for name, lever in right.items() if lever["on"] == by}
    if on_it:
        found["mediation"] = {**found.get("mediation", {}), "levers": _levers(found) | on_it}
    return found


def _levers(data: Data) -> Data:
    levers: Data = (data.get("mediation") or {}).get("levers") or {}
    return levers


def _without(data: Data, missing: tuple[str, ...]) -> Data:
    """Return data without the states in which statements hold, such as that of a hidden option."""
    free = {
        name: {**dm, "preferences": {"weights": {}}} for name, dm in data["decision_makers"].items()
    }
    bare = {key: value for key, value in data.items() if key not in ("mediation", "status_quo")}
    bare = {**bare, "decision_makers": free}
    rules = [*data["infeasible"], *missing]
    everything = conflict_from_data(bare, claims=False)
    visible = conflict_from_data({**bare, "infeasible": rules}, claims=False)
    lettered = with_patterns(data, everything)
    with contextlib.suppress(RequestError, KeyError):  # which is told when the conflict is made
        lettered["status_quo"] = everything.state(data["status_quo"]).pattern
    found: Data = _Left(everything, visible).walked(lettered)
    biting = {
        name: one for name, one in _levers(found).items() if _bites(visible, one.get("where"))
    }
    found["mediation"] = {**found.get("mediation", {}), "levers": biting}
    return {**found, "infeasible": rules}


def _bites(visible: Conflict, where: Any) -> bool:  # noqa: ANN401 - what a file says
    """Say whether a lever bites anywhere; of what is no condition, that is told later."""
    try:
        return bool(visible.where(tuple(where) if isinstance(where, list) else where).any())
    except RequestError:
        return True


@dataclasses.dataclass(frozen=True)
class _Left:
    """What is left of places that name states, where some states are missing."""

    everything: Conflict
    visible: Conflict

    def pattern(self, state: object) -> object:
        """Return how a state is named among the visible ones; None where it is missing."""
        states, visible = self.everything.states, self.visible.states
        index = states.index(state) if isinstance(state, str) else None
        if index is None or "-" in str(state):
            return state  # a statement, or something else
        members = (states.pattern(k) for k in states.members(index))  # type: ignore[union-attr]
        return next((pattern for pattern in members if visible.index(pattern) is not None), None)

    def walked(self, value: Any, path: Path = ()) -> Any:  # noqa: ANN401 - what JSON has
        """Return content whose lists and mappings name visible states only."""
        if isinstance(value, Mapping):
            keyed = matches(path, *_PREFERENCES, "payoffs")
            pairs = ((self.pattern(k) if keyed else k, k, v) for k, v in value.items())
            kept = ((new, self.walked(v, (*path, k))) for new, k, v in pairs if new is not None)
            return {k: v for k, v in kept if v is not None}
        if isinstance(value, list):
            items = [self.walked(v, (*path, k)) for k, v in enumerate(value)]
            items = [item for item in items if item not in (None, [])] if value else []
            return _between(items) if matches(path, *_PREFERENCES, "ranking") else items
        return self.pattern(value) if names_states(path) else value


def _between(ranking: list[Any]) -> list[Any]:
    """Drop the signs of gaps at the ends of a ranking."""
    ranks = [k for k, entry in enumerate(ranking) if entry != GAP]
    return ranking[ranks[0] : ranks[-1] + 1] if ranks else []
