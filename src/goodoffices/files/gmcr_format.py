"""A file of GMCR+ as it is written: JSON, checked and frozen, with nothing interpreted yet.

Options are known by their place in ``options``; the first is the least significant bit of a
state. Keys that are not listed here may occur and are kept in ``model_extra``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
)

from goodoffices.errors import ModelError, Path, Problem
from goodoffices.files.imported import in_a_line
from goodoffices.files.problems import NOUNS

_NOUNS = NOUNS | {
    "dict_type": "an object",
    "model_type": "an object",
    "missing": "this key",
    "too_short": "an option's index and Y or N",
    "too_long": "an option's index and Y or N",
    "greater_than_equal": "a number that is not negative",
}

Item = TypeVar("Item")
Several = Annotated[tuple[Item, ...], Field(strict=False)]  # a list in the file
Name = Annotated[str, AfterValidator(in_a_line)]
Index = Annotated[int, Field(ge=0)]
Literal_ = Annotated[tuple[Index, Literal["Y", "N"]], Field(strict=False)]
Condition = Several[Literal_]


def _form(value: object) -> str | None:
    return {list: "<list>", dict: "<object>", int: "<number>"}.get(type(value))


class _Loose(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="allow")


class Compound(_Loose):
    """Conditions of which one holds."""

    members: Several[Condition]
    compound: bool = True


Statement = Annotated[
    Annotated[Condition, Tag("<list>")] | Annotated[Compound, Tag("<object>")],
    Discriminator(_form),
]
StateNumbers = Several[
    Annotated[
        Annotated[int, Tag("<number>")] | Annotated[Several[int], Tag("<list>")],
        Discriminator(_form),
    ]
]


class GmcrOption(_Loose):
    """An option and the direction in which it may be changed: fwd is from No to Yes only."""

    name: Name
    permittedDirection: Literal["both", "fwd", "back"] = "both"  # noqa: N815 - the file's own name


class GmcrDecisionMaker(_Loose):
    """A decision maker with the indices of its options and its preferences in several forms."""

    name: Name
    options: Several[Index]
    preferences: Several[Statement] = ()
    preferenceRanking: StateNumbers | None = None  # noqa: N815
    preferenceVector: StateNumbers | None = None  # noqa: N815
    misperceptions: Several[Statement] = ()
    payoffs: Several[float] | None = None

    @property
    def ranking(self) -> tuple[int | tuple[int, ...], ...]:
        """States from best to worst under either of the two names that the key has had."""
        return self.preferenceRanking or self.preferenceVector or ()


class GmcrFile(_Loose):
    """The whole file."""

    options: Several[GmcrOption]
    decisionMakers: Annotated[Several[GmcrDecisionMaker], Field(min_length=1)]  # noqa: N815
    infeasibles: Several[Statement] = ()
    coalitions: Several[
        Annotated[
            Annotated[Index, Tag("<number>")] | Annotated[Several[Index], Tag("<list>")],
            Discriminator(_form),
        ]
    ] = ()
    useManualPreferenceRanking: bool | None = None  # noqa: N815
    useManualPreferenceVectors: bool | None = None  # noqa: N815

    @property
    def ranking_counts(self) -> bool:
        """True when rankings say what decision makers want, False when statements do."""
        if self.useManualPreferenceRanking is not None:
            return self.useManualPreferenceRanking
        return bool(self.useManualPreferenceVectors)


def read_gmcr(text: str, source: str) -> GmcrFile:
    """Read the text of a GMCR+ file.

    Raises
    ------
    ModelError
        The text is not JSON, or not such a file; lists every problem.
    """
    try:
        data = json.loads(text, parse_constant=str)
    except json.JSONDecodeError as error:
        raise ModelError([_not_json(error, text)], source) from None
    except (RecursionError, ValueError):  # nested too deeply; a number of too many digits
        problem = Problem((), "not a file of GMCR+: too deep, or with a number too long")
        raise ModelError([problem], source) from None
    try:
        file = GmcrFile.model_validate(data)
    except ValidationError as error:
        raise ModelError(_problems(error), source) from None
    problems = list(_index_problems(file))
    if problems:
        raise ModelError(problems, source)
    return file


def statements(file: GmcrFile) -> Iterator[tuple[Path, Condition | Compound]]:
    """Yield every statement of a file with its place."""
    for k, statement in enumerate(file.infeasibles):
        yield ("infeasibles", k), statement
    for i, dm in enumerate(file.decisionMakers):
        for key in ("preferences", "misperceptions"):
            for k, statement in enumerate(getattr(dm, key)):
                yield ("decisionMakers", i, key, k), statement


def conditions(statement: Condition | Compound) -> tuple[Condition, ...]:
    """Return the conditions of which one has to hold."""
    return statement.members if isinstance(statement, Compound) else (statement,)


def _not_json(error: json.JSONDecodeError, text: str) -> Problem:
    remedy = ""
    if "goodoffices:" in text:
        remedy = "this looks like a goodoffices file already, which needs no import"
    found = f"not JSON: {error.msg}"
    return Problem((), found, "a file of GMCR+", remedy, line=error.lineno, column=error.colno)


def _problems(error: ValidationError) -> list[Problem]:
    problems: list[Problem] = []
    for details in error.errors(include_url=False):
        where: Path = tuple(
            step for step in details["loc"] if not (isinstance(step, str) and _is_mark(step))
        )
        value = _shown(details["input"])
        expected = _NOUNS.get(details["type"], details["msg"].removeprefix("Input should be "))
        found = "is missing" if details["type"] == "missing" else f"{value} is not what is expected"
        problems.append(Problem(where, found, expected, "" if where else "is this a GMCR+ file?"))
    return problems


def _is_mark(step: str) -> bool:
    return step[:1] == "<" or "[" in step


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    text = json.dumps(value, default=str)
    return text if len(text) <= 60 else text[:60] + "…"  # noqa: PLR2004 - one line's worth


def _index_problems(file: GmcrFile) -> Iterator[Problem]:
    """Yield what refers to options or decision makers that are not there, or to some twice."""
    yield from _owner_problems(file)
    count, parties = len(file.options), len(file.decisionMakers)
    for where, statement in statements(file):
        for option, _ in (pair for condition in conditions(statement) for pair in condition):
            if option >= count:
                yield Problem(where, f"there is no option {option}", _up_to(count))
    for k, item in enumerate(file.coalitions):
        for member in (item,) if isinstance(item, int) else item:
            if member >= parties:
                found = f"there is no decision maker {member}"
                yield Problem(("coalitions", k), found, _up_to(parties))


def _owner_problems(file: GmcrFile) -> Iterator[Problem]:
    count = len(file.options)
    owners: dict[int, str] = {}
    for i, dm in enumerate(file.decisionMakers):
        for k, option in enumerate(dm.options):
            where: Path = ("decisionMakers", i, "options", k)
            if option >= count:
                yield Problem(where, f"there is no option {option}", _up_to(count))
            elif option in owners:
                name = file.options[option].name
                found = f"option {option} '{name}' belongs to '{owners[option]}' already"
                yield Problem(where, found, "one owner for each option")
            owners.setdefault(option, dm.name)
    for option in set(range(count)) - owners.keys():
        found = f"option {option} '{file.options[option].name}' belongs to no decision maker"
        yield Problem(("options", option), found, "an owner for each option")


def _up_to(count: int) -> str:
    return f"an index from 0 to {count - 1}"
