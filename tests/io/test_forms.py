"""Mappings with known keys: what they accept, what they hold, and their JSON Schema."""

from typing import Annotated, Literal, Self

import pytest
from pydantic_core import PydanticCustomError, SchemaError, ValidationError

from goodoffices.files.forms import After, Before, ByForm, Closed, Rule, key
from goodoffices.files.forms_json import schema_of
from goodoffices.files.schema import json_schema


def _in_capitals(text: str) -> str:
    return text.upper()


class Place(Closed):
    """A place."""

    name: Annotated[str, After(_in_capitals)] = key(title="Name", description="What it is called.")
    height: Annotated[float, Rule(ge=0)] | None = None

    def sound(self) -> Self:
        """Refuse a height of nowhere."""
        if self.name == "NOWHERE" and "height" in self.given:
            raise PydanticCustomError("nowhere", "nowhere")
        return self


class Road(Closed, keys={"lanes": (int, key(2, title="Lanes"))}):
    """A road."""

    start: Place = key(alias="from")
    end: Annotated[str | Place, ByForm("a name or a place")]
    kind: Literal["dirt", "tar"] = "tar"
    owner: str | int | None = None
    stops: tuple[Place, ...] = ()
    bridge: Place = key({"name": "none"})


def faults(data: object) -> list[tuple[str, tuple[int | str, ...]]]:
    with pytest.raises(ValidationError) as raised:
        Road.of(data)
    return [(one["type"], one["loc"]) for one in raised.value.errors()]


def test_what_data_say_is_held() -> None:
    road = Road.of(
        {"from": {"name": "a", "height": 3}, "end": "b", "owner": 3, "stops": [{"name": "c"}]}
    )
    assert vars(road.start) == {"name": "A", "height": 3.0}
    assert (road.end, road.kind, getattr(road, "lanes")) == ("b", "tar", 2)  # noqa: B009 - a row
    assert [stop.name for stop in road.stops] == ["C"]
    assert road.given == {"start", "end", "owner", "stops"}
    assert road.stops[0].given == {"name"}
    assert road.owner == 3
    assert road.bridge.name == "NONE"


def test_nothing_changes_it() -> None:
    place = Place.of({"name": "a"})
    with pytest.raises(AttributeError, match="Place cannot be changed"):
        place.name = "b"
    assert place.name == "A"


def test_every_fault_is_placed() -> None:
    said = {"start": {"name": "a"}, "end": {"name": "b", "height": -1}, "kind": "ice", "lanes": "2"}
    assert faults(said) == [
        ("int_type", ("lanes",)),
        ("missing", ("from",)),
        ("greater_than_equal", ("end", "<map>", "height")),
        ("literal_error", ("kind",)),
        ("extra_forbidden", ("start",)),
    ]
    assert faults({"from": {"name": "nowhere", "height": 1}, "end": 3}) == [
        ("nowhere", ("from",)),
        ("wrong_kind", ("end",)),
    ]


def test_its_json_schema_says_the_same() -> None:
    schema = schema_of(Road, "roads")
    assert schema["title"] == "roads"
    assert schema["required"] == ["from", "end"]
    assert schema["properties"] == {
        "lanes": {"default": 2, "title": "Lanes", "type": "integer"},
        "from": {"$ref": "#/$defs/Place"},
        "end": {"oneOf": [{"type": "string"}, {"$ref": "#/$defs/Place"}]},
        "kind": {"default": "tar", "enum": ["dirt", "tar"], "type": "string"},
        "owner": {
            "anyOf": [{"anyOf": [{"type": "string"}, {"type": "integer"}]}, {"type": "null"}],
            "default": None,
        },
        "stops": {"default": [], "items": {"$ref": "#/$defs/Place"}, "type": "array"},
        "bridge": {"$ref": "#/$defs/Place", "default": {"name": "none"}},
    }
    assert schema["$defs"] == {
        "Place": {
            "additionalProperties": False,
            "description": "A place.",
            "properties": {
                "name": {"description": "What it is called.", "title": "Name", "type": "string"},
                "height": {
                    "anyOf": [{"minimum": 0, "type": "number"}, {"type": "null"}],
                    "default": None,
                },
            },
            "required": ["name"],
            "title": "Place",
            "type": "object",
        }
    }


def test_a_function_before_refuses_whatever_form_a_value_has() -> None:
    def refuse(_: object) -> object:
        raise PydanticCustomError("refused", "refused")

    class Gate(Closed):
        way: Annotated[str | int, ByForm("a way"), Before(refuse)] = "in"

    assert Gate.of({}).way == "in"
    with pytest.raises(ValidationError) as raised:
        Gate.of({"way": None})
    assert [one["type"] for one in raised.value.errors()] == ["refused"]


def test_two_classes_of_one_name_are_refused() -> None:
    same = type("Place", (Closed,), {"__annotations__": {"name": int}})

    class Mixed(Closed, keys={"first": (Place, key()), "second": (same, key())}):
        """Two places."""

    with pytest.raises(SchemaError, match="Duplicate ref"):
        Mixed.of({})


def test_parts_of_the_model_files_schema() -> None:
    schema = json_schema()
    assert schema["properties"]["status_quo"] == {
        "default": None,
        "description": "Where things stand: a state number, a pattern of Y and N in option order, "
        "a statement that is true in exactly one state or, in graph form, a label.",
        "oneOf": [
            {"minimum": 1, "title": "State number", "type": "integer"},
            {"title": "Pattern, statement or label", "type": "string"},
        ],
        "title": "Status quo",
    }
    parts = schema["$defs"]
    assert parts["DistributionEntry"]["properties"]["within"] == {
        "anyOf": [
            {
                "items": {"oneOf": [{"type": "null"}, {"type": "number"}]},
                "maxItems": 2,
                "minItems": 2,
                "type": "array",
            },
            {"type": "null"},
        ],
        "default": None,
        "description": "Bounds to which the distribution is cut, [low, high]; null for none.",
        "examples": [[0, None]],
        "title": "Within",
    }
    assert parts["DistributionEntry"]["properties"]["confidence"]["enum"] == [
        *("low", "medium", "high")
    ]
    assert parts["LeverEntry"]["properties"]["cost"] == {
        "$ref": "#/$defs/CostEntry",
        "default": {"commit": 0.0, "execute": 0.0},
        "description": "What the lever costs its holder per unit of intensity.",
        "examples": [{"commit": 0.2, "execute": 1}],
        "title": "Cost",
    }
    assert schema["properties"]["goodoffices"]["const"] == 1
    assert schema["required"] == ["goodoffices", "title", "decision_makers"]
