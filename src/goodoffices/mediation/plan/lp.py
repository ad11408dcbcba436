r"""The programme behind a plan as text in CPLEX LP format, for people and for any solver.

Variables are the levers' intensities; constraints are named for what they say. They are written in
the payoff units of the decision maker concerned. Where one of several alternatives must hold, each
has a binary ``z``: its row is asked for where z = 1 and cannot bind where z = 0. The text holds the
conditions that the search met; the optimum is that of all.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence

from goodoffices.mediation.plan.lever_payoffs import Floats, Terms
from goodoffices.mediation.plan.programme import Clause, Programme, Row
from goodoffices.mediation.plan.results import Plan, Shortfall

_RESERVED = {"st", "free", "bounds", "bound", "end", "general", "generals", "gen", "inf"}
_RESERVED |= {"infinity", "min", "max", "minimize", "maximize", "subject", "such", "binary"}
_RESERVED |= {"binaries", "bin", "integer", "integers", "int", "semi", "sos", "minimum", "maximum"}
_NOT_A_NAME = re.compile(r"[eE]\d*$|\d|$|z_|steps_", re.IGNORECASE)  # a number, ours, or nothing
_LONGEST = 50
_WIDTH = 90


def lp_text(answer: Plan | Shortfall) -> str:
    """Return the programme that an answer solves, in LP format.

    For a plan it minimises the cost to the holders; for a shortfall the payoff that would have to
    be added, in the settlement, for each decision maker.
    """
    return "\n".join(_Text(answer).lines()) + "\n"


class _Text:
    """The programme of an answer with the names that its parts have in the text."""

    def __init__(self, answer: Plan | Shortfall) -> None:
        self.answer = answer
        self.programme: Programme = answer.programme
        self.settlement = answer.settlement.number
        self.parties = _names(answer.conflict.names)
        self.levers = _names(self.programme.names)
        self.columns = self.levers or ["nothing"]  # each line has to name something
        self.ranges = Terms(answer.conflict, ()).ranges
        self.switches: list[str] = []

    def lines(self) -> Iterator[str]:
        yield from self._comments()
        costs = _terms(self.programme.costs, self.columns) or [f"0 {self.columns[0]}"]
        yield from ["Minimize", *_wrapped("cost", costs, "")]
        yield "Subject To"
        for row in self.programme.rows:
            name = f"accept_{self.parties[row.mover]}"
            yield from self._row(name, row)
        yield from self._deviations()
        counts = yield from self._steps()
        yield "Bounds"
        for column, high in zip(self.levers, self.programme.high, strict=True):
            yield f" 0 <= {column} <= {_number(high)}"
        if counts:
            yield from ["Generals", *(f" {name}" for name in counts)]
        if self.switches:
            yield from ["Binaries", *(f" {name}" for name in self.switches)]
        yield "End"

    def _comments(self) -> Iterator[str]:
        request = self.answer.request
        what = "cost" if isinstance(self.answer, Plan) else "payoff missing"
        asked = "is accepted and holds" if self.answer.no_deal else "holds"
        yield f"\\ {_line(self.answer.conflict.title)}"
        yield f"\\ Least {what} for which state {self.settlement} {asked} under {request.concept}."
        if self.answer.gap:
            yield "\\ The search came to its limit: there may be conditions beyond these."
        for dm, name in zip(self.answer.conflict.decision_makers, self.parties, strict=True):
            if dm.title != name:
                yield f"\\ {name}: {_line(dm.title)}"
        yield "\\ A row says by how much, in payoff, its decision maker likes a state better."

    def _deviations(self) -> Iterator[str]:
        seen: dict[str, int] = {}
        for clause in self.programme.clauses:
            about = f"{self.parties[clause.mover]}_from_{self.settlement}_to_{clause.target + 1}"
            seen[about] = seen.get(about, 0) + 1
            again = f"_again_{seen[about] - 1}" if seen[about] > 1 else ""
            if len(clause.rows) == 1:
                yield from self._row(f"hold_{about}{again}", clause.rows[0])
            else:
                yield from self._alternatives(clause, f"{about}{again}")

    def _alternatives(self, clause: Clause, about: str) -> Iterator[str]:
        switches = [f"z_{about}_{k}" for k in range(1, len(clause.rows) + 1)]
        self.switches += switches
        name = f"one_of_{len(switches)}_hold_{about}"
        yield from _wrapped(name, [f"+ {switch}" for switch in switches], ">= 1")
        for k, (row, switch) in enumerate(zip(clause.rows, switches, strict=True), 1):
            yield from self._row(f"way_{k}_{about}", row, switch)

    def _row(self, name: str, row: Row, switch: str = "") -> Iterator[str]:
        """Write a row; with a switch, one that cannot bind where the switch is 0."""
        scale = self.ranges[row.mover]
        least = self.programme.reach(row)[0]
        off = min(least - row.h, 0.0) if switch else 0.0
        terms = _terms([x * scale for x in row.g], self.columns)
        terms += _terms([off * scale], [switch]) if off else []
        liked = f"{self.parties[row.mover]}: {row.better + 1} rather than {row.worse + 1}"
        yield f"\\ {liked}"
        terms = terms or [f"0 {self.columns[0]}"]
        yield from _wrapped(name, terms, f">= {_number((row.h + off) * scale)}")

    def _steps(self) -> Generator[str, None, list[str]]:
        counts = []
        for column, step in zip(self.levers, self.programme.steps, strict=True):
            if step:
                counts.append(f"steps_{column}")
                yield f" step_{column}: {column} - {_number(step)} {counts[-1]} = 0"
        return counts


def _names(given: Sequence[str]) -> list[str]:
    """Return names that LP format can hold, each once whatever its case."""
    names: dict[str, str] = {}
    for name in given:
        plain = re.sub(r"[^A-Za-z0-9_]", "_", name)[:_LONGEST]
        if plain.casefold() in _RESERVED or _NOT_A_NAME.match(plain):
            plain = f"t_{plain}"
        while plain.casefold() in names:
            plain += "_"
        names[plain.casefold()] = plain
    return list(names.values())


def _line(text: str) -> str:
    """Return a text as one line, without anything that is not printed."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _number(value: float) -> str:
    return f"{value:.12g}"


def _terms(values: Floats | Sequence[float], names: Sequence[str]) -> list[str]:
    terms = []
    for value, name in zip(values, names, strict=False):
        if value:
            size = "" if abs(value) == 1 else f"{_number(abs(value))} "
            terms.append(f"{'-' if value < 0 else '+'} {size}{name}")
    return terms


def _wrapped(name: str, terms: list[str], end: str) -> Iterator[str]:
    """Write a constraint over as many lines as it needs."""
    line = f" {name}:"
    for part in [terms[0].removeprefix("+ "), *terms[1:], *([end] if end else [])]:
        if len(line) + len(part) >= _WIDTH:
            yield line
            line = "  "
        line += f" {part}"
    yield line
