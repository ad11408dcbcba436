"""How the schemas of files are written, and what judges a file by them.

A class lists the keys of a mapping, each with the annotation that says what it holds. Nothing is
made of the annotations before the first file is read: then they become a schema of pydantic-core,
the compiled half of pydantic. They have to be objects for that, so a module of schemas does
without ``from __future__ import annotations``.
"""

from collections.abc import Callable, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, NoReturn, Self, Union
from typing import get_args as parts_of
from typing import get_origin as origin_of

from pydantic_core import SchemaValidator

Core = dict[str, Any]  # a schema of pydantic-core
Classes = dict[Any, Core]  # those of mappings with known keys
_PLAIN = {str: "str", int: "int", float: "float", bool: "bool", NoneType: "none", Any: "any"}
_KINDS = {bool: "switch", int: "number", float: "number", str: "text", list: "list", dict: "map"}
_FORMS = {**_KINDS, tuple: "list", NoneType: "nothing"}


class Key(NamedTuple):
    """What is said of a key beside its annotation."""

    default: Any  # ... where the file has to say it
    alias: str
    words: Mapping[str, Any]


def key(
    default: object = ...,
    *,
    alias: str = "",
    extra: Mapping[str, Any] | None = None,
    **words: object,
) -> Any:  # noqa: ANN401 - it stands where the value of the key will
    """Say more of a key than its annotation does.

    Parameters
    ----------
    default
        What holds where the file says nothing; of a mapping with known keys, what it says then.
    alias
        The key in the file, where it is another.
    extra
        What its JSON Schema says of the values beside what the annotation does.
    words
        Its title, description and examples.
    """
    return Key(default, alias, {**words, **(extra or {})})


class Rule:
    """The bounds of a value, and what its JSON Schema says beside them."""

    def __init__(
        self, title: str = "", extra: Mapping[str, Any] | None = None, **bounds: object
    ) -> None:
        self._words = {**({"title": title} if title else {}), **(extra or {})}
        self._bounds = bounds

    def on(self, core: Core) -> Core:
        """Return the schema of such a value with the bounds."""
        return {**core, **self._bounds, "metadata": {**core.get("metadata", {}), **self._words}}


class Before:
    """A function that a value is handed to before its form is looked at."""

    when = "before"

    def __init__(self, function: Callable[[Any], object]) -> None:
        self._function = function

    def on(self, core: Core) -> Core:
        """Return the schema of a value that is handed to the function."""
        function = {"type": "no-info", "function": self._function}
        return {"type": f"function-{self.when}", "function": function, "schema": core}


class After(Before):
    """A function that a value of the right form is handed to."""

    when = "after"


def tag(kind: str) -> str:
    """Return the mark of one form of a value; no key of a file looks like it."""
    return f"<{kind}>"


_TAGS = {one: tag(kind) for one, kind in _KINDS.items()}


def _form_of(value: object) -> str:
    return _TAGS.get(type(value), "<nothing>")


class ByForm(NamedTuple):
    """Tells the forms of a value apart, so that only the form at hand is reported.

    The mark of a form says its type, where ``kinds`` does not say what else.
    """

    expected: str
    tag_of: Callable[[Any], str | None] = _form_of
    kinds: Sequence[str] = ()
    error: str = "wrong_kind"

    def among(self, forms: Sequence[Any], cores: Sequence[Core]) -> Core:
        """Return the schema of a value that has one of the forms."""
        kinds = self.kinds or [_kind(form) for form in forms]
        return {
            "type": "tagged-union",
            "choices": dict(zip(map(tag, kinds), cores, strict=True)),
            "discriminator": self.tag_of,
            "custom_error_type": self.error,
            "custom_error_message": self.expected,
        }


def _kind(form: Any) -> str:  # noqa: ANN401 - an annotation
    while (origin := origin_of(form)) in {Annotated, Union, UnionType}:
        form = parts_of(form)[0]
    return _FORMS.get(origin or form, "map")


class Closed:
    """A mapping with known keys and no others, which nothing changes.

    A class below it may have ``keys`` that are rows of a table, before those that it lists.
    """

    __slots__ = (
        "__dict__",
        "__pydantic_extra__",
        "__pydantic_fields_set__",
        "__pydantic_private__",
    )
    __pydantic_fields_set__: set[str]
    keys: ClassVar[Mapping[str, tuple[Any, Key]]] = {}  # with their annotations
    _judge: ClassVar[SchemaValidator]  # made when the first such mapping is read

    def __init_subclass__(cls, keys: Mapping[str, tuple[Any, Key]] | None = None) -> None:
        own = {}
        for name, form in cls.__annotations__.items():
            said = vars(cls).get(name, ...)
            own[name] = form, said if isinstance(said, Key) else Key(said, "", {})
        cls.keys = {**cls.keys, **(keys or {}), **own}

    @classmethod
    def of(cls, data: object) -> Self:
        """Return what plain data say. Raises pydantic-core's ValidationError with all faults."""
        if "_judge" not in vars(cls):
            core: Any = core_of(cls)
            cls._judge = SchemaValidator(core)
        found: Self = cls._judge.validate_python(data)
        return found

    @property
    def given(self) -> set[str]:
        """Which of its keys were there."""
        return self.__pydantic_fields_set__

    def sound(self) -> Self:
        """Return it, if its values go together; else raise pydantic-core's PydanticCustomError."""
        return self

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} cannot be changed")


def core_of(form: type[Closed]) -> Core:
    """Return the schema of pydantic-core that a class stands for; every class has its name."""
    classes: Classes = {}
    schema = _core(form, classes)
    return {"type": "definitions", "schema": schema, "definitions": list(classes.values())}


def _core(form: Any, classes: Classes) -> Core:  # noqa: ANN401 - an annotation
    make = _MADE.get(origin_of(form))
    if make is not None:
        return make(parts_of(form), classes)
    return {"type": _PLAIN[form]} if form in _PLAIN else _known(form, classes)


def _annotated(parts: Sequence[Any], classes: Classes) -> Core:
    form, *marks = parts
    if isinstance(marks[0], ByForm):
        forms = parts_of(form)
        core: Core = marks.pop(0).among(forms, [_core(one, classes) for one in forms])
    else:
        core = _core(form, classes)
    for mark in marks:
        core = mark.on(core)
    return core


def _union(parts: Sequence[Any], classes: Classes) -> Core:
    forms = [_core(part, classes) for part in parts]
    nothing = forms.pop() if forms[-1]["type"] == "none" else None
    core = {"type": "union", "choices": forms} if forms[1:] else forms[0]
    if nothing is None:
        return core
    return {"type": "nullable", "schema": core, "metadata": nothing.get("metadata", {})}


def _literal(parts: Sequence[Any], _: Classes) -> Core:
    return {"type": "literal", "expected": list(parts)}


def _list(parts: Sequence[Any], classes: Classes) -> Core:
    items = [_core(parts[0], classes)]
    return {"type": "tuple", "items_schema": items, "variadic_item_index": 0, "strict": False}


def _mapping(parts: Sequence[Any], classes: Classes) -> Core:
    names, values = (_core(part, classes) for part in parts)
    return {"type": "dict", "keys_schema": names, "values_schema": values}


_MADE: Mapping[Any, Callable[[Sequence[Any], Classes], Core]] = {
    Annotated: _annotated,
    Union: _union,
    UnionType: _union,
    Literal: _literal,
    tuple: _list,
    dict: _mapping,
}


def _known(form: type[Closed], classes: Classes) -> Core:
    """Return the schema of a mapping with known keys: a reference to that among the classes."""
    name = form.__name__
    if form not in classes:
        fields = {one: _field(*said, classes) for one, said in form.keys.items()}
        config = {"title": name, "strict": True, "extra_fields_behavior": "forbid"}
        inner = {"type": "model-fields", "fields": fields, "model_name": name}
        core = {"type": "model", "cls": form, "config": config, "schema": inner}
        whole = core if form.sound is Closed.sound else After(form.sound).on(core)
        classes[form] = {**whole, "ref": name}
    return {"type": "definition-ref", "schema_ref": name}


def _field(form: Any, said: Key, classes: Classes) -> Core:  # noqa: ANN401 - as above
    core = _core(form, classes)
    if said.default is not ...:
        core = {"type": "default", "schema": core, "default": said.default}
        core["validate_default"] = core["schema"]["type"] == "definition-ref"
    field = {"type": "model-field", "schema": core, "metadata": said.words}
    return {**field, "validation_alias": said.alias} if said.alias else field
