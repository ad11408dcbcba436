"""What a model file says of a party, an option, a lever or a quantity, and where.

Everything in a file that names something else stands in one of a few kinds of place: statements,
formulas, lists of options, of holders and of levers, numbers named by their keys. A *mention* is
such a place with the names in it; what is named is known by the path where it is defined, such as
("decision_makers", "Firm", "options", "pay").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goodoffices.errors import Path, RequestError, dotted
from goodoffices.files.as_data import as_data
from goodoffices.files.names import Book, Content, Name, names_at, within
from goodoffices.files.yaml.tree import ANY, Key, matches
from goodoffices.model.conflict import Conflict

_DEFINED: tuple[Path, ...] = (
    ("decision_makers", ANY),
    ("decision_makers", ANY, "options", ANY),
    ("mediation", "levers", ANY),
    ("mediation", "mediators", ANY),
    ("quantities", ANY),
)


@dataclass(frozen=True)
class Mention:
    """A place in a model file that speaks of something.

    Attributes
    ----------
    where
        Keys and positions that lead to it.
    text
        What stands there: the statement, the formula, the name.
    on_key
        True where it is the key at ``where`` and not its value.
    names
        The names in the text.

    Examples
    --------
    >>> option = ("decision_makers", "US", "options", "walk_away")
    >>> for found in go.mentions(go.case("istanbul-2025"), option)[:2]:
    ...     print(found)
    decision_makers.Russia.preferences.weights: walk_away
    decision_makers.Ukraine.preferences.weights: walk_away
    """

    where: Path
    text: str
    on_key: bool = False
    names: tuple[Name, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        """Return the place and the text, in a line."""
        return f"{dotted(self.where[:-1] if self.on_key else self.where)}: {self.text}"

    def speaks_of(self, thing: Path) -> bool:
        """Say whether something, or a part of it, is named here."""
        return any(name.thing[: len(thing)] == thing for name in self.names)


class MentionedError(RequestError):
    """Something that cannot be removed by itself, as other places of the model speak of it.

    Attributes
    ----------
    mentions
        The places.

    Examples
    --------
    >>> draft = go.Draft.open("indus.yaml", go.dumps(go.case("indus-waters-1960")))
    >>> try:
    ...     draft.remove(("mediation", "levers", "fund"))
    ... except go.MentionedError as error:
    ...     print(len(error.mentions), error.mentions[0])
    1 mediation.claims[1].with.levers[0]: fund
    """

    def __init__(self, path: Path, found: Sequence[Mention]) -> None:
        self.mentions = tuple(found)
        listed = "\n".join(f"  {one}" for one in found)
        places = "one place speaks" if len(found) == 1 else f"{len(found)} places speak"
        super().__init__(
            f"{dotted(path)} cannot be removed by itself; {places} of it, to be changed first or "
            f"removed as well\n{listed}",
            argument="path",
            code="mentioned",
        )
        self.wanting("with_mentions")

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON, with the places."""
        return super().to_dict() | {"mentions": [str(one) for one in self.mentions]}


def mentions(model: Conflict | Content, path: Sequence[Key]) -> list[Mention]:
    """List every place of a model that names a party, option, lever, mediator or quantity.

    Parameters
    ----------
    model
        A conflict, or the content of a model file.
    path
        Where the file defines what is asked about: ``("decision_makers", "Firm")``,
        ``("mediation", "levers", "sanctions")``. Of a party its options are asked about, too.

    Raises
    ------
    RequestError
        Nothing is defined at the path.

    Examples
    --------
    >>> quantity = ("quantities", "cost_of_leaving")
    >>> for found in go.mentions(go.case("istanbul-2025"), quantity)[:2]:
    ...     print(found)
    decision_makers.US.preferences.weights.walk_away: -cost_of_leaving
    mediation.levers.walk_away_threat.cost.execute: cost_of_leaving
    """
    content = as_data(model) if isinstance(model, Conflict) else model
    thing = tuple(path)
    if not is_defined(content, thing):
        raise RequestError(f"there is no {dotted(thing)} in the model")
    return [
        m for m in all_mentions(content) if m.where[: len(thing)] != thing and m.speaks_of(thing)
    ]


def is_defined(content: Any, path: Path) -> bool:  # noqa: ANN401 - what JSON has
    """Say whether the content of a file has something at a path."""
    for step in path:
        if isinstance(content, list):
            if not (isinstance(step, int) and 0 <= step < len(content)):
                return False
        elif not isinstance(content, Mapping) or step not in content:
            return False
        content = content[step]
    return True


def all_mentions(content: Content) -> Iterator[Mention]:
    """Yield every place of a file that names something, in the order of the file."""
    book = Book(content)
    for path, value, on_key in _texts(content):
        above, inner = within(path)
        if above:
            yield from _of_variant(book, path, inner, value, on_key=on_key)
        elif names := tuple(names_at(book, path, value, on_key=on_key)):
            yield Mention(path, value, on_key, names)
    if content.get("published"):  # other options make other states, and the results are of these
        things = (("decision_makers", party, "options", name) for party, name in book.owned)
        options = (Name(0, 0, thing) for thing in things)
        yield Mention(("published",), "results by the numbers of states", names=tuple(options))


def _of_variant(
    book: Book, path: Path, inner: Path, value: str, *, on_key: bool
) -> Iterator[Mention]:
    if on_key and any(matches(inner, *pattern) for pattern in _DEFINED) and inner in book.things:
        yield Mention(path, value, on_key, (Name(0, len(value), inner),))
    elif names := tuple(names_at(book, inner, value, on_key=on_key)):
        yield Mention(path, value, on_key, names)


def _texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str, bool]]:  # noqa: ANN401
    """Yield every key and every text below a value, with its path; True for keys."""
    if isinstance(value, str):
        yield path, value, False
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(key, str):
                yield (*path, key), key, True
            yield from _texts(item, (*path, key))
    elif isinstance(value, list | tuple):
        for k, item in enumerate(value):
            yield from _texts(item, (*path, k))
