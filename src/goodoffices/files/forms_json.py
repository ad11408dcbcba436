"""The JSON Schema (draft 2020-12) of files that a class describes, for editors and validators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from inspect import cleandoc
from typing import Any

from goodoffices.files.forms import Closed, Core, core_of

_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean", "none": "null"}
_BOUNDS = {
    "tuple": {"min_length": "minItems", "max_length": "maxItems"},
    "dict": {"min_length": "minProperties"},
    "int": {"ge": "minimum", "le": "maximum"},
    "float": {"ge": "minimum"},
    "str": {"pattern": "pattern"},
}
_KEPT = {"properties", "default"}  # whose keys stay as they are


def schema_of(form: type[Closed], title: str) -> dict[str, Any]:
    """Return the JSON Schema of files that a class describes.

    Examples
    --------
    >>> from goodoffices.files.schema_timeline import EvidenceEntry
    >>> schema_of(EvidenceEntry, "evidence")["required"]
    ['if_meant', 'if_bluff']
    """
    classes = {core["ref"]: _said(core) for core in core_of(form)["definitions"]}
    root = classes.pop(form.__name__)
    whole = _in_order({"$defs": classes, **root})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "title": title}


def _said(core: Core) -> dict[str, Any]:
    """Return what is said of a value."""
    kind = core["type"]
    form = {"type": _TYPES[kind]} if kind in _TYPES else _FORMS[kind](core)
    bounds = {name: core[bound] for bound, name in _BOUNDS.get(kind, {}).items() if bound in core}
    words = {name: word for name, word in core.get("metadata", {}).items() if name != "hidden"}
    return {**form, **bounds, **words}


def _shown(forms: Iterable[Core]) -> list[dict[str, Any]]:
    return [_said(form) for form in forms if not form.get("metadata", {}).get("hidden")]


def _inner(core: Core) -> dict[str, Any]:
    return _said(core["schema"])


def _literal(core: Core) -> dict[str, Any]:
    values = core["expected"]
    kind = {"type": _TYPES[type(values[0]).__name__]}
    return {**kind, "enum": values} if values[1:] else {**kind, "const": values[0]}


def _nullable(core: Core) -> dict[str, Any]:
    forms = _shown([core["schema"], {**core, "type": "none"}])
    return {"anyOf": forms} if forms[1:] else forms[0]


def _mapping(core: Core) -> dict[str, Any]:
    values, names = _said(core["values_schema"]), _said(core["keys_schema"])
    text = names.pop("type", "") == "string"
    return {
        "type": "object",
        "additionalProperties": values or True,
        **({"propertyNames": names} if text and names else {}),
    }


def _known(core: Core) -> dict[str, Any]:
    """Return what is said of a mapping with known keys."""
    fields = {
        field.get("validation_alias", name): field
        for name, field in core["schema"]["fields"].items()
    }
    needed = [name for name, field in fields.items() if field["schema"]["type"] != "default"]
    return {
        "type": "object",
        "title": core["cls"].__name__,
        "description": cleandoc(core["cls"].__doc__ or ""),
        "properties": {name: _said(field) for name, field in fields.items()},
        "additionalProperties": False,
        **({"required": needed} if needed else {}),
    }


_FORMS: Mapping[str, Callable[[Core], dict[str, Any]]] = {
    "any": lambda _: {},
    "literal": _literal,
    "tuple": lambda core: {"type": "array", "items": _said(core["items_schema"][0])},
    "dict": _mapping,
    "union": lambda core: {"anyOf": _shown(core["choices"])},
    "tagged-union": lambda core: {"oneOf": _shown(core["choices"].values())},
    "nullable": _nullable,
    "default": lambda core: {**_said(core["schema"]), "default": core["default"]},
    "model-field": _inner,
    "function-before": _inner,
    "function-after": _inner,
    "model": _known,
    "definition-ref": lambda core: {"$ref": f"#/$defs/{core['schema_ref']}"},
}


def _in_order(value: Any, under: str = "") -> Any:  # noqa: ANN401 - what JSON has
    """Return a value as JSON has it, its keys in alphabetical order."""
    if isinstance(value, Mapping):
        names = value if under in _KEPT else sorted(value)
        return {name: _in_order(value[name], name) for name in names}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_in_order(item, under) for item in value]
    return value
