"""Conflicts from tables of payoffs (CSV): a row per state, columns for options and payoffs.

``Party.option`` heads a column of Y and N, ``payoff_Party`` one of numbers, ``status_quo`` one that
says which row it is. Other columns are named and left out; in silence those that follow from the
rest, so that the table that ``goodoffices export FILE -o states.csv`` writes can be read again.
Combinations of options without a row are infeasible.
"""

from __future__ import annotations

import csv
import io
import math
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import ModelError, Problem, SizeError
from goodoffices.files.imported import Imported, Remark, in_a_line, label_of, naming
from goodoffices.files.read import decoded, given
from goodoffices.model.conflict import Conflict
from goodoffices.model.identifiers import identifiers
from goodoffices.model.preferences import Payoffs
from goodoffices.model.statements import Vocabulary
from goodoffices.model.written import DecisionMaker, Option
from goodoffices.stability.concepts import CONCEPTS

MOST_OPTIONS = 20
_YES = {"y": True, "yes": True, "true": True, "1": True}
_NO = {"n": False, "no": False, "false": False, "0": False}
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_COMMA = re.compile(r"[-+]?\d*,\d+(?:[eE][-+]?\d{1,3})?")
_QUO = "status_quo"
_DERIVED = re.compile(
    rf"state|label|pattern|rank_.+|(?:strongly_)?(?:{'|'.join(CONCEPTS)})(?:_.+)?", re.IGNORECASE
)
_PAYOFF = "payoff_"
Rows = NDArray[np.bool_]


def import_table(source: str | os.PathLike[str] | bytes, name: str = "upload.csv") -> Imported:
    r"""Read a conflict from a table of payoffs (CSV), or from what such a file holds.

    The first row has headings: ``Party.option`` for a column of Y and N, ``payoff_Party`` for one
    of numbers. The other rows are the states, in any order; what has no row cannot be. Columns are
    separated by commas, semicolons or tabs; where it is not a comma, numbers may have one.

    Parameters
    ----------
    source
        The path of the file, or its content as bytes.
    name
        Of bytes: what messages call them, and what the title is made of.

    Raises
    ------
    FileError
        The file cannot be read.
    ModelError
        It is no such table; says where, what was found and what was expected.
    SizeError
        It is larger than can be analysed.

    Examples
    --------
    >>> table = b"Ann.swerve,Bob.swerve,payoff_Ann,payoff_Bob\n"
    >>> table += b"N,N,1,1\nY,N,2,4\nN,Y,4,2\nY,Y,3,3"
    >>> conflict = go.import_table(table, "Chicken.csv").conflict
    >>> conflict.title, [state.number for state in go.analyze(conflict).equilibria("nash")]
    ('Chicken', [2, 3])
    """
    content, told = given(source, name, "a table")
    return _Reader(decoded(content, told), told).run()


@dataclass(frozen=True)
class _Row:
    """A row of cells and the line that it stands on."""

    line: int
    cells: list[str]


class _Reader:
    """One table on its way to a conflict."""

    def __init__(self, text: str, source: str) -> None:
        self.source = source
        self.delimiter = _delimiter(text)
        self.rows = self._cells(text)
        if len(self.rows) < 2:  # noqa: PLR2004 - headings and a state
            self._refuse(1, 1, "no row of a state", "a row of headings and a row per state")
        self.head = [in_a_line(cell) for cell in self.rows[0].cells]
        self.owned = [
            (k, name.partition(".")[0].strip(), name.partition(".")[2].strip())
            for k, name in enumerate(self.head)
            if "." in name and not name.lower().startswith(_PAYOFF)
        ]
        self.paid = {
            name[len(_PAYOFF) :].strip(): k
            for k, name in enumerate(self.head)
            if name.lower().startswith(_PAYOFF)
        }
        self.quo = next((k for k, name in enumerate(self.head) if name.lower() == _QUO), None)
        self.parties = list(dict.fromkeys([*(party for _, party, _ in self.owned), *self.paid]))

    def run(self) -> Imported:
        """Return the conflict, and what of the table is not in it."""
        self._check_head()
        by_party = {
            party: [(k, option) for k, owner, option in self.owned if owner == party]
            for party in self.parties
        }
        columns = [k for party in self.parties for k, _ in by_party[party]]
        taken = self._taken(columns)
        paid = {party: self._numbers(self.paid[party]) for party in self.parties}
        order = sorted(range(len(taken)), key=lambda row: tuple(taken[row, ::-1]))
        makers = []
        for name, party in zip(identifiers(self.parties), self.parties, strict=True):
            payoffs = Payoffs(tuple(paid[party][row] for row in order))
            makers.append(_party(name, party, [o for _, o in by_party[party]], payoffs))
        conflict = self._conflict(makers, taken, self._status_quo(taken))
        read = {*columns, *self.paid.values(), self.quo}
        left = tuple(
            name
            for k, name in enumerate(self.head)
            if k not in read and name and not _DERIVED.fullmatch(name)
        )
        idle = [Remark("idle", (party,)) for party in self.parties if not by_party[party]]
        return Imported(conflict, (*idle, *([Remark("columns", (left,))] if left else ())))

    def _status_quo(self, taken: Rows) -> str | None:
        """Return the pattern of the row that says it is the status quo; None where none does."""
        if self.quo is None:
            return None
        found = [
            place
            for place, row in enumerate(self.rows[1:])
            if row.cells[self.quo] and self._yes(row, self.quo)
        ]
        if len(found) > 1:
            line = self.rows[1 + found[1]].line
            self._refuse(line, self.quo + 1, "a second status quo", "one, or none")
        return "".join("NY"[int(on)] for on in taken[found[0]]) if found else None

    def _conflict(
        self, makers: Sequence[DecisionMaker], taken: Rows, status_quo: str | None
    ) -> Conflict:
        owned = [(dm.name, option.name) for dm in makers for option in dm.options]
        vocabulary = Vocabulary(owned)
        shown = [vocabulary.shortest(place) for place in range(len(owned))]
        exclusive = [
            tuple(shown[k] for k in group)
            for group in _places(makers)
            if _one_each(taken[:, group])
        ]
        with naming(self.source):
            return Conflict(
                in_a_line(Path(self.source).stem),
                tuple(makers),
                exactly_one=tuple(exclusive),
                infeasible=tuple(_never(taken, shown, list(_places(makers)))),
                status_quo=status_quo,
            )

    def _cells(self, text: str) -> list[_Row]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, strict=True)
        rows: list[_Row] = []
        while True:
            line = reader.line_num + 1
            try:
                cells = [cell.strip() for cell in next(reader)]
            except StopIteration:
                return rows
            except csv.Error as error:
                self._refuse(line, 1, f"a row that is no CSV ({error})", "cells, quoted as a whole")
            if not any(cells):
                continue
            if rows and len(cells) != len(rows[0].cells):
                found = f"{len(cells)} cells"
                expected = f"{len(rows[0].cells)}, one per heading"
                self._refuse(line, min(len(cells), len(rows[0].cells)) + 1, found, expected)
            rows.append(_Row(line, cells))

    def _check_head(self) -> None:
        line = self.rows[0].line
        named = [name for name in self.head if name]
        counted = Counter(named)
        for k, name in enumerate(self.head):
            if counted[name] > 1:
                self._refuse(line, k + 1, f"'{name}' twice", "each heading once")
        self._check_parties(line, named)

    def _check_parties(self, line: int, named: list[str]) -> None:
        if not self.owned:
            found = f"no column of an option among: {', '.join(named)}"
            self._refuse(line, 1, found, "headings such as Ann.swerve, a party and its option")
        for k, party, option in self.owned:
            if not (party and option):
                self._refuse(line, k + 1, f"'{self.head[k]}'", "Party.option")
        if "" in self.paid:
            self._refuse(line, self.paid[""] + 1, f"'{_PAYOFF}'", f"{_PAYOFF}Party")
        for party in self.parties:
            if party not in self.paid:
                found = f"no column {_PAYOFF}{party}"
                self._refuse(line, len(self.head), found, "one of the party's payoffs")
        if len(self.owned) > MOST_OPTIONS:
            message = f"{len(self.owned)} options; a table has at most {MOST_OPTIONS}"
            raise SizeError(f"{self.source}: {message}")

    def _taken(self, columns: Sequence[int]) -> Rows:
        """Return which options are taken in which row. Shape (rows, options)."""
        seen: dict[tuple[bool, ...], int] = {}
        for row in self.rows[1:]:
            pattern = tuple(self._yes(row, k) for k in columns)
            if pattern in seen:
                found = f"the options of line {seen[pattern]} once more"
                self._refuse(row.line, columns[0] + 1, found, "each combination of options once")
            seen[pattern] = row.line
        return np.array(list(seen), bool)

    def _yes(self, row: _Row, k: int) -> bool:
        word = row.cells[k].lower()
        if word not in _YES | _NO:
            found = f"'{in_a_line(row.cells[k])}' under {self.head[k]}"
            self._refuse(row.line, k + 1, found, "Y or N")
        return _YES.get(word, False)

    def _numbers(self, k: int) -> list[float]:
        return [self._number(row, k) for row in self.rows[1:]]

    def _number(self, row: _Row, k: int) -> float:
        text = row.cells[k]
        if self.delimiter != "," and _COMMA.fullmatch(text):
            text = text.replace(",", ".")
        number = float(text) if _NUMBER.fullmatch(text) else math.inf
        if not math.isfinite(number):
            found = f"'{in_a_line(row.cells[k])}' under {self.head[k]}"
            expected = "a number, such as 3 or -1.5"
            self._refuse(row.line, k + 1, found, expected)
        return number

    def _refuse(self, line: int, column: int, found: str, expected: str) -> NoReturn:
        told = f"column {column} of the table: {found}" if column > 1 else found
        problem = Problem((), told, expected, line=line, column=column)
        raise ModelError([problem], self.source)


def _delimiter(text: str) -> str:
    """Return what separates the headings: the one of tab, semicolon and comma that is there."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max("\t;,", key=head.count)


def _party(name: str, label: str, options: Sequence[str], payoffs: Payoffs) -> DecisionMaker:
    named = zip(identifiers(options), options, strict=True)
    made = tuple(Option(key, label_of(option, key)) for key, option in named)
    return DecisionMaker(name, payoffs, made, label_of(label, name))


def _places(makers: Sequence[DecisionMaker]) -> Iterator[list[int]]:
    """Yield the places of each party's options among all."""
    start = 0
    for maker in makers:
        yield list(range(start, start + len(maker.options)))
        start += len(maker.options)


def _one_each(taken: Rows) -> bool:
    """Say whether in every row exactly one of several options is taken, and each in some."""
    several = taken.shape[1] > 1
    return several and bool((taken.sum(axis=1) == 1).all()) and bool(taken.any(axis=0).all())


def _never(taken: Rows, names: Sequence[str], groups: Sequence[list[int]]) -> Iterator[str]:
    """Yield statements that together hold where no row is: few, each about few options.

    Each starts as the first combination that is not yet told of and drops what it can do without:
    an option is left out as long as no row is among what the others describe.
    """
    count = taken.shape[1]
    codes = np.arange(2**count)
    every = (codes[:, None] >> np.arange(count)) & 1 == 1
    missing = ~np.isin(codes, taken @ (1 << np.arange(count)))
    for group in groups:
        if _one_each(taken[:, group]):
            missing &= every[:, group].sum(axis=1) == 1
    while missing.any():
        pattern = every[np.argmax(missing)]
        kept = list(range(count))
        for k in reversed(range(count)):
            fewer = [other for other in kept if other != k]
            if not (taken[:, fewer] == pattern[fewer]).all(axis=1).any():
                kept = fewer
        yield " and ".join(names[k] if pattern[k] else f"not {names[k]}" for k in kept)
        missing &= (every[:, kept] != pattern[kept]).any(axis=1)
