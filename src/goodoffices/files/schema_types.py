"""The forms that values in a model file may take: closed mappings, lists, states, conditions."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

_KINDS = {bool: "switch", int: "number", float: "number", str: "text", list: "list", dict: "map"}


def tag(kind: str) -> str:
    """Return the mark of one form of a value; no key of a file looks like it."""
    return f"<{kind}>"


def _kind(value: object) -> str:
    return tag(_KINDS.get(type(value), "nothing"))


def by_form(expected: str) -> Discriminator:
    """Tell the forms of a value apart by its type, so that only the form at hand is reported."""
    return Discriminator(
        _kind,
        custom_error_type="wrong_kind",
        custom_error_message=expected,
    )


def not_empty(value: object) -> object:
    """Refuse a key without a value."""
    if value is None:
        raise PydanticCustomError("nothing", "nothing")
    return value


Item = TypeVar("Item")
Several = Annotated[tuple[Item, ...], Field(strict=False)]  # a list in the file
Nothing = Annotated[
    SkipJsonSchema[None], Tag(tag("nothing"))
]  # the default of what may be left out
Number = Annotated[float, Field(allow_inf_nan=False)]
StateNumber = Annotated[int, Field(ge=1)]
StateName = Annotated[
    Annotated[int, Field(ge=1, title="State number"), Tag(tag("number"))]
    | Annotated[str, Field(title="Pattern or label"), Tag(tag("text"))],
    by_form("a state number, a pattern such as YNNY or, in graph form, a label"),
]
_NUMBER = Annotated[int, Field(ge=1, title="State number"), Tag(tag("number"))]
_TEXT = Annotated[str, Field(title="Pattern, statement or label"), Tag(tag("text"))]
_LIST = Annotated[Several[StateName], Field(min_length=1, title="States"), Tag(tag("list"))]
_IN_STATES = "a statement, a state number, or a list of states"
MaybeState = Annotated[
    _NUMBER | _TEXT | Nothing,
    by_form("a state number, a pattern such as YNNY, or a statement true in one state"),
    BeforeValidator(not_empty),
]
Condition = Annotated[_TEXT | _NUMBER | _LIST, by_form(_IN_STATES)]
MaybeCondition = Annotated[
    _TEXT | _NUMBER | _LIST | Nothing, by_form(_IN_STATES), BeforeValidator(not_empty)
]
MaybeNumber = Annotated[
    Annotated[Number, Tag(tag("number"))] | Nothing,
    by_form("a number"),
    BeforeValidator(not_empty),
]


class Closed(BaseModel):
    """A mapping with known keys and no others."""

    model_config = ConfigDict(
        defer_build=True,
        strict=True,
        frozen=True,
        extra="forbid",
        validate_by_alias=True,
        validate_by_name=False,
    )
