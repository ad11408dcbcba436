"""A draft of a model from the confirmed rows of a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, described
from goodoffices.model.conflict import Conflict
from goodoffices.sources.drafting.beside import notebook_beside
from goodoffices.sources.drafting.confirmed import IF_THEN, Names, Rows, confirmed_rows
from goodoffices.sources.drafting.decisive import decisive, in_turn
from goodoffices.sources.drafting.deeds import SEVERAL, Deed, Subjects, subjects_of
from goodoffices.sources.drafting.gaps import DraftQuestion, questions_of
from goodoffices.sources.drafting.parts import Parts, conflict_of
from goodoffices.sources.drafting.roles import Roles, roles_of
from goodoffices.sources.drafting.told import Sign, heard, told_by
from goodoffices.sources.notebook import Notebook
from goodoffices.sources.voices import Voices, voices

MOST_OPTIONS = 16


@dataclass(frozen=True)
class ToldSign(Answer):
    """What confirmed rows say of an option for a decision maker.

    Attributes
    ----------
    value
        1: it wants it taken, -1: it does not, 0: no row says so, or rows contradict each other.
    statements
        Names of the rows that tell, or else of those that speak of it.
    wanted_by, unwanted_by
        How many voices say that it wants it, and that it does not: copies of one text are one.
    """

    decision_maker: str
    option: str
    value: int
    contradicted: bool
    statements: tuple[str, ...]
    wanted_by: int
    unwanted_by: int


@dataclass(frozen=True)
class CandidateClaim(Answer):
    """A row that may become one of the model's claims, once there is a settlement to test it by.

    Attributes
    ----------
    claim
        The words of the row.
    test
        ``plan`` where a party is said to have leverage, else empty: a test has to be chosen.
    held_by, on
        Who is said to have leverage, and over whom, of those that the model has.
    """

    claim: str
    statement: str
    test: str = ""
    held_by: tuple[str, ...] = ()
    on: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class NotebookDraft(Answer):
    """A model drafted from the confirmed rows of a notebook, and what it leaves open.

    Attributes
    ----------
    conflict
        The model.
    notebook
        The notebook, with the grounds of the model's values in place of those it had.
    signs
        What is told of each option for each decision maker, in the order of the model.
    questions
        What is open, the most decisive first.
    idle
        Signs and sizes that cannot be told from noise, so that nobody need be asked.
    states
        The states by which signs and sizes were put in order: those whose verdict is most open.
    candidates
        Rows that may become claims.

    Examples
    --------
    >>> import dataclasses
    >>> asked = go.Statement("s1", "d1", (0, 1), "…", "demand", ("A",), ("B",), ("x",))
    >>> offered = go.Statement("s2", "d1", (1, 2), "…", "offer", ("A",), ("B",), ("y",))
    >>> rows = [dataclasses.replace(row, standing="confirmed") for row in (asked, offered)]
    >>> draft = go.draft_model(go.Notebook(statements=tuple(rows)))
    >>> [(dm.name, [option.name for option in dm.options]) for dm in draft.conflict.decision_makers]
    [('A', ['y']), ('B', ['x'])]
    """

    conflict: Conflict
    notebook: Notebook
    signs: tuple[ToldSign, ...]
    questions: tuple[DraftQuestion, ...]
    idle: tuple[DraftQuestion, ...] = ()
    states: tuple[int, ...] = ()
    candidates: tuple[CandidateClaim, ...] = ()

    @property
    def told(self) -> int:
        """How many signs the rows tell."""
        return sum(bool(sign.value) for sign in self.signs)


def draft_model(notebook: Notebook, texts: Mapping[str, str] | None = None) -> NotebookDraft:
    """Draft a model from the confirmed rows of a notebook; what they do not say is a question.

    Parameters
    ----------
    notebook
        Only what is confirmed in it counts.
    texts
        By name of document, the texts that are at hand: copies of one text are then one voice.

    Raises
    ------
    RequestError
        No row is confirmed, or the rows have fewer than two parties do anything, or too many
        options.

    Examples
    --------
    >>> acts = {"demand": ("pay",), "threaten": ("strike",)}
    >>> rows = tuple(
    ...     go.Statement(act, "d1", (0, 1), "…", act, ("Union",), ("Firm",), about,
    ...                  standing="confirmed")
    ...     for act, about in acts.items()
    ... )
    >>> draft = go.draft_model(go.Notebook(statements=rows))
    >>> draft.conflict.names, draft.told
    (('Union', 'Firm'), 2)
    >>> [(sign.decision_maker, sign.option, sign.value) for sign in draft.signs if sign.value]
    [('Union', 'pay', 1), ('Firm', 'strike', -1)]
    """
    if not isinstance(notebook, Notebook):
        raise RequestError(
            f"{described(notebook)} in place of a notebook; expected a goodoffices.Notebook"
        )
    return _drafted(notebook, voices(notebook.documents, texts or {}))


def _drafted(notebook: Notebook, grouped: Voices) -> NotebookDraft:
    names = Names.of(notebook)
    rows = confirmed_rows(notebook, names)
    subjects = subjects_of(rows, names)
    roles = roles_of(notebook, rows, subjects)
    _refuse(notebook, roles, subjects)
    signs = told_by(rows, subjects)
    made = conflict_of(notebook, rows, subjects, roles, signs)
    conflict, parts = made
    asked = tuple(questions_of(notebook, rows, roles, signs, made))
    found = decisive(conflict)
    questions, idle = in_turn(asked, found)
    return NotebookDraft(
        conflict,
        notebook_beside(notebook, names, parts),
        tuple(_told(roles, signs, parts, grouped)),
        questions,
        idle,
        found.states,
        tuple(_candidates(rows, parts)),
    )


def _refuse(notebook: Notebook, roles: Roles, subjects: Subjects) -> None:
    """Raise RequestError where the rows are no dispute, or too large a one."""
    if not notebook.confirmed:
        count = len(notebook.statements)
        raise RequestError(
            f"no row is confirmed, of {count}; expected rows that somebody let stand; set the "
            "state of those that are right to confirmed"
        )
    doing = roles.decision_makers
    if len(doing) < SEVERAL:
        found = f"only {doing[0]} has" if doing else "nobody has"
        raise RequestError(
            f"{found} an option by the confirmed rows; expected two parties or more; confirm rows "
            "that say what another party is asked to do, or does, and name it in about, as "
            "Party.option"
        )
    if len(subjects.deeds) > MOST_OPTIONS:
        raise RequestError(
            f"{len(subjects.deeds)} options by the confirmed rows; expected at most "
            f"{MOST_OPTIONS}; give one name in about to what is one option, or reject rows"
        )


def _told(
    roles: Roles, signs: Mapping[tuple[str, Deed], Sign], parts: Parts, grouped: Voices
) -> Iterator[ToldSign]:
    deeds = [d for p in roles.decision_makers for d in parts.labels.deeds if d.owner == p]
    for party in roles.decision_makers:
        for deed in deeds:
            sign = signs.get((party, deed), Sign())
            yield ToldSign(
                parts.labels.parties[party],
                parts.labels.statement(deed),
                sign.value,
                sign.contradicted,
                tuple(dict.fromkeys(row.name for row in sign.rows)),
                heard(sign.plus, grouped),
                heard(sign.minus, grouped),
            )


def _candidates(rows: Rows, parts: Parts) -> Iterator[CandidateClaim]:
    holders = {pull.holder for pull in parts.subjects.pulls}
    on = {pull.on for pull in parts.subjects.pulls}
    for row in rows:
        if row.act not in IF_THEN:
            continue
        quote = row.quote
        if row.act != "leverage":
            yield CandidateClaim(quote, row.name)
            continue
        held = tuple(parts.labels.parties[p] for p in row.actors if p in holders)
        over = tuple(parts.labels.parties[p] for p in row.targets if p in on)
        yield CandidateClaim(quote, row.name, "plan" if held else "", held, over)
