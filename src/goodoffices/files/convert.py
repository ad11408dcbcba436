"""From the schema's file to a conflict; ``as_data`` is the other direction.

What reads the parts that few files have is imported where there is such a part.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from goodoffices.files.convert_numbers import Numbers
from goodoffices.files.convert_published import observed_of, published_of
from goodoffices.files.schema import DecisionMakerEntry, ModelFile, OptionSettings
from goodoffices.files.schema_preferences import (
    PartialForm,
    PayoffsForm,
    PrioritizedForm,
    RankingForm,
    UnorderedEntry,
    WeightsForm,
)
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import (
    GAP,
    Partial,
    Payoffs,
    Preferences,
    Prioritized,
    Ranking,
    StateReference,
    Weights,
    Worth,
)
from goodoffices.model.written import DecisionMaker, Mediation, NoMove, Option

if TYPE_CHECKING:
    from goodoffices.errors import Path
    from goodoffices.files.convert_numbers import Written

PreferencesForm = RankingForm | PrioritizedForm | WeightsForm | PayoffsForm | PartialForm


def to_conflict(file: ModelFile, like: Conflict | None = None) -> Conflict:
    """Make the conflict that a file describes. Raises ModelError with every problem found."""
    states = file.states
    labels = tuple(str(k + 1) for k in range(states)) if isinstance(states, int) else states
    numbers = Numbers(file)
    makers = tuple(_party(*item, numbers) for item in file.decision_makers.items())
    make: Callable[..., Conflict] = Conflict if like is None else like.replace
    return make(
        title=file.title,
        decision_makers=makers,
        sources=file.sources,
        notes=file.notes,
        states_listed=labels,
        exactly_one=file.exactly_one,
        at_most_one=file.at_most_one,
        at_least_one=file.at_least_one,
        infeasible=file.infeasible,
        same_state=file.same_state,
        no_move=tuple(NoMove(rule.by, rule.origin, rule.target) for rule in file.no_move),
        status_quo=file.status_quo,
        coalitions=file.coalitions,
        issues=file.issues,
        greatly=file.greatly,
        **_beside(file, numbers),
    )


def _beside(file: ModelFile, numbers: Numbers) -> dict[str, Any]:
    """Return what a file says beside the conflict itself, by attribute of a conflict."""
    found: dict[str, Any] = {"mediation": Mediation(), "published": None, "observed": None}
    found |= dict.fromkeys(("scenarios", "views", "truths", "timeline"), ())
    if file.mediation is not None:
        from goodoffices.files.convert_mediation import mediation_of

        found["mediation"] = mediation_of(file.mediation, numbers)
    found["uncertainty"] = numbers.uncertainty()  # which mediation may have added to
    if file.scenarios:
        from goodoffices.files.convert_uncertainty import scenarios

        found["scenarios"] = scenarios(file)
    if file.views or file.truths:
        from goodoffices.files.convert_views import truths, views

        found["views"], found["truths"] = views(file), truths(file)
    if file.timeline:
        from goodoffices.files.convert_timeline import event_of

        found["timeline"] = tuple(map(event_of, file.timeline))
    if file.published is not None:
        found["published"] = published_of(file.published)
    if file.observed is not None:
        found["observed"] = observed_of(file.observed)
    return found


def _party(name: str, entry: DecisionMakerEntry, numbers: Numbers) -> DecisionMaker:
    options = tuple(_option(*item) for item in entry.options.items())
    moves = tuple((origin, target) for origin, target in entry.moves)
    preferences = _preferences(entry.preferences, ("decision_makers", name, "preferences"), numbers)
    return DecisionMaker(name, preferences, options, entry.label, moves)


def _option(name: str, value: str | OptionSettings | None) -> Option:
    if isinstance(value, OptionSettings):
        return Option(name, **{key: getattr(value, key) for key in OptionSettings.keys})
    return Option(name, value or "")


def _preferences(form: PreferencesForm, where: Path, numbers: Numbers) -> Preferences:
    if isinstance(form, RankingForm):
        return _ranking(form)
    if isinstance(form, PrioritizedForm):
        return _prioritized(form)
    if isinstance(form, WeightsForm):
        here = (*where, "weights")
        return Weights(tuple((t, numbers.take((*here, t), w)) for t, w in form.weights.items()))
    if isinstance(form, PartialForm):
        better = (e if isinstance(e, str) else (e[0], e[1]) for e in form.better)
        return Partial(form.wants, tuple(better))
    here, payoffs = (*where, "payoffs"), form.payoffs
    if isinstance(payoffs, tuple):
        return Payoffs(tuple(_worth((*here, k), x, numbers) for k, x in enumerate(payoffs)))
    return Payoffs({state: _worth((*here, state), x, numbers) for state, x in payoffs.items()})


def _worth(place: Path, written: Written | tuple[float, ...], numbers: Numbers) -> Worth:
    return (written[0], written[1]) if isinstance(written, tuple) else numbers.take(place, written)


def _ranking(form: RankingForm) -> Ranking:
    tiers: list[tuple[StateReference, ...]] = []
    gaps: list[int] = []
    for entry in form.ranking:
        if entry == GAP:
            gaps.append(len(tiers))
        else:
            tiers.append(entry if isinstance(entry, tuple) else (entry,))
    return Ranking(tuple(tiers), form.swaps, tuple(gaps))


def _prioritized(form: PrioritizedForm) -> Prioritized:
    statements: list[str] = []
    unordered: list[tuple[int, int]] = []
    for entry in form.prioritized:
        if isinstance(entry, UnorderedEntry):
            unordered.append((len(statements), len(statements) + len(entry.unordered)))
            statements += entry.unordered
        else:
            statements.append(entry)
    return Prioritized(tuple(statements), tuple(unordered))
