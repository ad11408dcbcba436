"""Scenarios: the variants of a model that its file names, as conflicts of their own.

A scenario says what the file says otherwise. Its mappings are merged into those of the file; what
is a value of its own (a list, a number, a distribution, a form of preferences) is replaced, and
``null`` takes a key out. Its key ``pulled`` says which levers are pulled, and how far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from goodoffices.errors import ModelError, Path, Problem, SizeError, described, nearest
from goodoffices.files.as_data import Data, as_data
from goodoffices.files.check import CheckWithClaims
from goodoffices.files.conflict_from import conflict_from_data
from goodoffices.files.schema import ModelFile
from goodoffices.files.timeline import check_history
from goodoffices.files.variants import kept_below, placed
from goodoffices.files.views import check_seen
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import Document, in_order
from goodoffices.model.changes import merged
from goodoffices.model.conflict import Conflict
from goodoffices.model.hints import hints, unasked
from goodoffices.model.uncertainty import Scenario, Uncertainty

if TYPE_CHECKING:
    from goodoffices.ensemble.scenarios import ScenarioTally


def scenarios(conflict: Conflict, concepts: Iterable[str] | None = None) -> ScenarioTally:
    """Compare the variants that a model names.

    Parameters
    ----------
    concepts
        Nash, GMR, SMR, SEQ and SSEQ by default.

    Raises
    ------
    RequestError
        The model names none, or there is no such concept.
    ModelError
        A scenario is no conflict.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> text += "scenarios: {poor: {mediation: {levers: {fund: {max: 5}}}}}"
    >>> found = go.scenarios(go.loads(text), ["seq"])
    >>> found.variants[0].name, found.variants[0].claims
    ('poor', (True, False, True))
    """
    from goodoffices.ensemble.scenarios import compare_variants

    return compare_variants(conflict, variants(conflict), concepts)


def checked_conflict(text: str, source: str) -> Conflict:
    """Read a conflict, and see that each of its scenarios is one.

    Raises
    ------
    ModelError
        With every problem that the text has, its scenarios included, each with its place.
    SizeError
        The conflict, or that of a scenario, is too large.
    """
    return _checked(text, source)[1]


def conflict_with_hints(text: str, source: str) -> tuple[Conflict, list[Problem]]:
    """Read a conflict as ``checked_conflict`` does; return it with hints, each at its place."""
    check, conflict = _checked(text, source)
    found = hints(conflict)
    for scenario in conflict.scenarios:
        if not _own_claims(scenario):
            variant = check.variants[scenario.name]
            found += unasked(scenario.name, variant, conflict.mediation.claims)
    return conflict, in_order(check.placed(hint) for hint in found)


def conflict_of(document: Document, source: str, like: Conflict | None = None) -> Conflict:
    """Make the conflict that the tree of a text says, as ``checked_conflict`` does of the text.

    Parameters
    ----------
    like
        A conflict much like it, such as that of the text before an edit.
    """
    return _of_document(document, source, like)[1]


def _checked(text: str, source: str) -> tuple[_CheckWithScenarios, Conflict]:
    return _of_document(parse(text, source), source)


def _of_document(
    document: Document, source: str, like: Conflict | None = None
) -> tuple[_CheckWithScenarios, Conflict]:
    try:
        check = _CheckWithScenarios(document, like)
        return check, check.conflict(source)
    except SizeError as error:
        raise SizeError(f"{source}: {error}") from None


class _CheckWithScenarios(CheckWithClaims):
    variants: Mapping[str, Conflict]

    def built(self, file: ModelFile) -> Conflict:
        """Build the conflict, and its scenarios where nothing else is wrong."""
        conflict = super().built(file)
        if not self.problems:
            self.variants = variants(conflict)
            check_seen(conflict)
            check_history(conflict)
        return conflict


def variants(conflict: Conflict) -> dict[str, Conflict]:
    """Return the conflict of each scenario, by name, in the order of the file; no lever is pulled.

    ``Scenario.pulled`` has the levers that it pulls, which are levers of the conflict returned.

    Raises
    ------
    ModelError
        A scenario is no conflict; the problems name it. ``check`` tells their lines in the file.
    SizeError
        The conflict of a scenario is too large.
    """
    apart = ("scenarios", "timeline", "published", "observed")
    plain = {key: value for key, value in as_data(conflict).items() if key not in apart}
    problems: list[Problem] = []
    found: dict[str, Conflict] = {}
    for scenario in conflict.scenarios:
        try:
            found[scenario.name] = _variant(conflict, plain, scenario)
        except ModelError as error:
            where = ("scenarios", scenario.name)
            told = f"in scenario '{scenario.name}'"
            problems += placed(error, where, scenario.changes, told)
        except SizeError as error:
            raise SizeError(f"in scenario '{scenario.name}': {error}") from None
    if problems:
        raise ModelError(problems)
    return found


def _variant(conflict: Conflict, plain: Data, scenario: Scenario) -> Conflict:
    _refuse_new_quantities(conflict, scenario)
    title = f"{conflict.title}: {scenario.name}"
    said = {key: value for key, value in scenario.changes.items() if key != "pulled"}
    changed = {**merged(plain, said, kept_below), "title": title}
    variant = conflict_from_data(changed, claims=_own_claims(scenario), like=conflict)
    if problems := list(_pulled_wrongly(scenario, variant)):
        raise ModelError(problems)
    return variant


def _pulled_wrongly(scenario: Scenario, variant: Conflict) -> Iterator[Problem]:
    """Yield what is wrong with the levers that a scenario pulls."""
    pulled: object = scenario.pulled
    if not isinstance(pulled, Mapping):
        yield Problem(("pulled",), described(pulled), "a mapping from levers to intensities")
        return
    most = {lever.name: lever.most for lever in variant.mediation.levers}
    for name, intensity in pulled.items():
        where: Path = ("pulled", name)
        if name not in most:
            yield Problem(where, f"unknown lever '{name}'", "a lever", nearest(str(name), most))
        elif not _within(intensity, most[name]):
            expected = f"a number from 0 to its max, {most[name]:g}"
            yield Problem(where, f"lever '{name}' pulled to {described(intensity)}", expected)


def _within(intensity: object, most: float) -> bool:
    number = isinstance(intensity, int | float) and not isinstance(intensity, bool)
    return number and 0 <= float(str(intensity)) <= most


def _own_claims(scenario: Scenario) -> bool:
    """Say whether a scenario makes claims of its own."""
    table = scenario.changes.get("mediation")
    return isinstance(table, Mapping) and "claims" in table


def _refuse_new_quantities(conflict: Conflict, scenario: Scenario) -> None:
    """Raise ModelError for quantities that the model does not have: nothing would follow."""
    known = [quantity.name for quantity in (conflict.uncertainty or Uncertainty()).quantities]
    changed = scenario.changes.get("quantities")
    unknown = [n for n in changed if n not in known] if isinstance(changed, Mapping) else []
    if unknown:
        raise ModelError(
            Problem(("quantities", n), f"unknown quantity '{n}'", "a quantity", nearest(n, known))
            for n in unknown
        )
