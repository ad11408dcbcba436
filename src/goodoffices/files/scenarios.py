"""Scenarios: the variants of a model that its file names, as conflicts of their own.

A scenario says what the file says otherwise. Its mappings are merged into those of the file; what
is a value of its own (a list, a number, a distribution, a form of preferences) is replaced, and
``null`` takes a key out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from goodoffices.ensemble.scenarios import ScenarioTally, compare_variants
from goodoffices.errors import ModelError, Path, Problem, nearest
from goodoffices.files.convert import as_data
from goodoffices.files.problems import DISTRIBUTED
from goodoffices.files.schema import PREFERENCE_FORMS
from goodoffices.files.yaml import write as yamlout
from goodoffices.files.yaml.tree import ANY, matches
from goodoffices.model.conflict import Conflict
from goodoffices.model.uncertainty import Scenario, Uncertainty

_WHOLE: tuple[Path, ...] = (*DISTRIBUTED, ("quantities", ANY))
_PREFERENCES: Path = ("decision_makers", ANY, "preferences")


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
    """
    return compare_variants(conflict, variants(conflict), concepts)


def variants(conflict: Conflict) -> dict[str, Conflict]:
    """Return the conflict of each scenario, by name, in the order of the file.

    Raises
    ------
    ModelError
        A scenario is no conflict; the problems name it. Conflicts read from a file have none.
    """
    problems: list[Problem] = []
    found: dict[str, Conflict] = {}
    for scenario in conflict.scenarios:
        try:
            found[scenario.name] = _variant(conflict, scenario)
        except ModelError as error:
            problems += _placed(scenario, error)
    if problems:
        raise ModelError(problems)
    return found


def _variant(conflict: Conflict, scenario: Scenario) -> Conflict:
    from goodoffices.files.check import conflict_from_text

    _refuse_new_quantities(conflict, scenario)
    plain = as_data(conflict.replace(scenarios=(), published=None))
    title = f"{conflict.title}: {scenario.name}"
    data = {**_merged(plain, scenario.changes, ()), "title": title}
    return conflict_from_text(yamlout.document(data), "")


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


def _placed(scenario: Scenario, error: ModelError) -> Iterator[Problem]:
    """Yield the problems of a variant where the scenario says what is wrong."""
    for problem in error.problems:
        where: Path = ("scenarios", scenario.name)
        inner: Any = scenario.changes
        for step in problem.where:
            if not isinstance(inner, Mapping) or step not in inner:
                break
            where, inner = (*where, step), inner[step]
        found = f"in scenario '{scenario.name}': {problem.found}"
        yield dataclasses.replace(
            problem, where=where, found=found, line=0, column=0, offset=None, on_key=True
        )


def _merged(old: Any, new: Any, path: Path) -> Any:  # noqa: ANN401 - whatever a file can say
    whole = any(matches(path, *pattern) for pattern in _WHOLE)
    if whole or not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return new
    kept = dict(old)
    if matches(path, *_PREFERENCES) and set(new) & set(PREFERENCE_FORMS) - set(old):
        kept = {}
    for key, value in new.items():
        if value is None:
            kept.pop(key, None)
        else:
            kept[key] = _merged(kept.get(key), value, (*path, key))
    return kept
