"""The forms that values in a model file may take: lists, numbers, states, conditions."""

from typing import Annotated, TypeVar

from pydantic_core import PydanticCustomError

from goodoffices.files.forms import Before, ByForm, Rule


def not_empty(value: object) -> object:
    """Refuse a key without a value."""
    if value is None:
        raise PydanticCustomError("nothing", "nothing")
    return value


Item = TypeVar("Item")
Several = tuple[Item, ...]  # a list in the file
Nothing = Annotated[None, Rule(extra={"hidden": True})]  # the default of what may be left out
Null = Annotated[None, Rule()]  # which may be written
Number = Annotated[float, Rule(allow_inf_nan=False)]
StateNumber = Annotated[int, Rule(ge=1)]
StateName = Annotated[
    Annotated[int, Rule(ge=1, title="State number")]
    | Annotated[str, Rule(title="Pattern or label")],
    ByForm("a state number, a pattern such as YNNY or, in graph form, a label"),
]
_NUMBER = Annotated[int, Rule(ge=1, title="State number")]
_TEXT = Annotated[str, Rule(title="Pattern, statement or label")]
_LIST = Annotated[Several[StateName], Rule(min_length=1, title="States")]
_IN_STATES = "a statement, a state number, or a list of states"
MaybeState = Annotated[
    _NUMBER | _TEXT | Nothing,
    ByForm("a state number, a pattern such as YNNY, or a statement true in one state"),
    Before(not_empty),
]
Condition = Annotated[_TEXT | _NUMBER | _LIST, ByForm(_IN_STATES)]
MaybeCondition = Annotated[_TEXT | _NUMBER | _LIST | Nothing, ByForm(_IN_STATES), Before(not_empty)]
MaybeNumber = Annotated[
    Number | Nothing,
    ByForm("a number"),
    Before(not_empty),
]
