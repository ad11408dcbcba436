"""Checks of what is on the table: the settlement, the levers and who holds them, the claims."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import Path, RequestError, nearest
from goodoffices.model.checks.claims import faults
from goodoffices.model.checks.names import check_each, check_known
from goodoffices.model.checks.problems import Findings
from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Condition, Prioritized
from goodoffices.model.references import named_states
from goodoffices.model.statements import Vocabulary
from goodoffices.model.states import ListedStates, States, mixed_patterns
from goodoffices.model.written import Mediation, Written

_HERE = "mediation"
_MOST_WEIGHED = 8
_LEAST, _MOST_MOVED = 1e-100, 1e100  # in size, of a number but 0; payoff, or cost


def check_mediation(
    conflict: Written,
    states: States,
    vocabulary: Vocabulary,
    findings: Findings,
    before: Mediation | None = None,
) -> None:
    """Note everything that is wrong with ``conflict.mediation``.

    Parameters
    ----------
    before
        A mediation found in order beside the same states, parties and forms of preferences; what
        is the same in it is not looked at again.
    """
    if before is conflict.mediation:
        return
    table = _Table(conflict, conflict.mediation, states, vocabulary, findings)
    table.check_holders()
    table.check_signatories()
    table.check_weights()
    if before is None or _outcomes(before) != _outcomes(conflict.mediation):
        table.check_outcomes()
    known: set[int] = set()
    if before is not None and before.mediators == conflict.mediation.mediators:
        known = {id(lever) for lever in before.levers}
    places = {lever.where for lever in before.levers} if before is not None else set()
    for lever in conflict.mediation.levers:
        if id(lever) not in known:
            table.check_lever(lever, placed=lever.where in places)
    table.check_claims()


def _outcomes(mediation: Mediation) -> tuple[Condition | None, ...]:
    return mediation.no_deal, mediation.settlement, mediation.escalation


class _Table(NamedTuple):
    """What is on the table, and where problems with it are noted."""

    conflict: Written
    mediation: Mediation
    states: States
    vocabulary: Vocabulary
    findings: Findings

    def check_holders(self) -> None:
        """Note mediators and levers whose names cannot be used."""
        mediators = list(self.mediation.mediators)
        levers = [lever.name for lever in self.mediation.levers]
        for names, key, kind in ((mediators, "mediators", "mediator"), (levers, "levers", "lever")):
            places: list[Path] = [(_HERE, key, name) for name in names]
            check_each(names, places, kind, self.findings)
        for name in mediators:
            if name in self.conflict.names:
                self.findings.add(
                    (_HERE, "mediators", name),
                    f"mediator '{name}' is a decision maker",
                    "a holder of levers that is not a decision maker",
                    "leave it out; a decision maker holds levers under its own name",
                    on_key=True,
                )

    def check_signatories(self) -> None:
        """Note signatories that are not decision makers, or there twice."""
        signing = self.mediation.signatories
        for k, name in enumerate(signing):
            where = (_HERE, "signatories", k)
            check_known(name, self.conflict.names, where, self.findings)
            if name in signing[:k]:
                self.findings.add(where, f"'{name}' is there twice", "each signatory once")

    def check_weights(self) -> None:
        """Note prices and powers of others than decision makers, or below what they may be."""
        for key, lowest, given in (
            ("guarantee_prices", "0 or more", self.mediation.guarantee_prices),
            ("power", "above 0", self.mediation.power),
        ):
            for name, number in given.items():
                where = (_HERE, key, name)
                check_known(name, self.conflict.names, where, self.findings, on_key=True)
                if not 0 <= number < float("inf") or (key == "power" and not number):
                    self.findings.add(where, f"{number:g}", f"a number {lowest}")

    def check_outcomes(self) -> None:
        """Note a settlement, a no deal or an escalation that is no state."""
        mediation = self.mediation
        if mediation.no_deal is not None:
            where = (_HERE, "no_deal")
            self.findings.one_state(where, mediation.no_deal, self.states, self.vocabulary)
        for key, condition in (
            ("settlement", mediation.settlement),
            ("escalation", mediation.escalation or None),
        ):
            if condition is None:
                continue
            truth = self._truth((_HERE, key), condition)
            if truth is not None and not truth.any():
                found = f"the {key} {_quoted(condition)} holds in no feasible state"
                self.findings.add((_HERE, key), found, "a statement true in one state or more")

    def check_claims(self) -> None:
        """Note claims that no conflict could be asked."""
        for k, claim in enumerate(self.mediation.claims):
            self.findings.problems += faults(claim, (_HERE, "claims", k))

    def check_lever(self, lever: Lever, *, placed: bool) -> None:
        """Note what is wrong with one lever, which is known to bite somewhere if ``placed``."""
        where = (_HERE, "levers", lever.name)
        self._check_holder(lever, (*where, "held_by"))
        self._check_target(lever, (*where, "on"))
        if not placed:
            self._check_where(lever, (*where, "where"))
        unpriced = not lever.effect and bool(self._ordinal(lever.on))
        _check_numbers(lever, where, self.findings, {"effect"} if unpriced else set())

    def _check_holder(self, lever: Lever, where: Path) -> None:
        known = [*self.mediation.mediators, *self.conflict.names]
        if lever.held_by not in known:
            found = f"unknown holder '{lever.held_by}'"
            expected = "a decision maker, or a name listed under mediators"
            self.findings.add(where, found, expected, nearest(lever.held_by, known))
        elif lever.execute and self._ordinal(lever.held_by):
            found = (
                f"{lever.held_by} bears the execution cost of lever '{lever.name}' in its own "
                "payoffs, and says only which states it likes better"
            )
            remedy = f"give {lever.held_by} weights or payoffs, or leave cost.execute out"
            self.findings.add(where, found, "a holder with weights or payoffs", remedy)

    def _check_target(self, lever: Lever, where: Path) -> None:
        check_known(lever.on, self.conflict.names, where, self.findings)
        form = self._ordinal(lever.on)
        if form and lever.effect:
            self.findings.add(
                where,
                f"lever '{lever.name}' is on {lever.on}, whose preferences are ordinal ({form})",
                "a decision maker with weights or payoffs, which say by how much",
                "leave effect out for plans in ranks, or "
                f"give {lever.on} weights or payoffs{self._same_order(lever.on)}",
            )

    def _same_order(self, name: str) -> str:
        """Say which weights keep the order of prioritized statements."""
        preferences = {dm.name: dm.preferences for dm in self.conflict.decision_makers}[name]
        texts = preferences.statements if isinstance(preferences, Prioritized) else ()
        if not texts or preferences != Prioritized(texts):
            return ""
        if len(texts) > _MOST_WEIGHED:
            return "; weights that halve from each statement to the next keep its order"
        weights = (f"{text}: {2 ** (len(texts) - k)}" for k, text in enumerate(texts, start=1))
        return f"; weights that keep its order: {{{', '.join(weights)}}}"

    def _ordinal(self, name: str) -> str:
        """Return the form of a decision maker's preferences when it is ordinal, else nothing."""
        forms = {dm.name: dm.preferences for dm in self.conflict.decision_makers}
        return forms[name].key if name in forms and not forms[name].cardinal else ""

    def _check_where(self, lever: Lever, where: Path) -> None:
        truth = self._truth(where, lever.where, whole=True)
        if truth is not None and not truth.any():
            found = f"lever '{lever.name}' bites nowhere: {_quoted(lever.where)} holds in no "
            expected = "a statement true in one state or more"
            self.findings.add(where, f"{found}feasible state", expected)

    def _truth(
        self, where: Path, condition: Condition, *, whole: bool = False
    ) -> NDArray[np.bool_] | None:
        """Say in which states a condition holds; None, and a note, where it makes no sense.

        With ``whole`` it must not hold in a part of the patterns of a state.
        """
        if isinstance(condition, tuple):
            return self._listed(where, condition)
        try:
            named = named_states(self.states, self.vocabulary, condition)
        except RequestError as error:
            self.findings.add(where, str(error), *self._states_wanted())
            return None
        if named is not None or isinstance(self.states, ListedStates):
            return np.ones(1, bool)
        statement = self.findings.statement(where, str(condition), self.vocabulary)
        if statement is None:
            return None
        pair = mixed_patterns(self.states.evaluate(statement), self.states) if whole else ""
        if pair:
            found = f"the statement tells apart {pair}, which same_state makes one state"
            remedy = "qualify it so that it does not tell these patterns apart"
            self.findings.add(where, found, "equal truth in the patterns of one state", remedy)
            return None
        return self.states.holds(statement)

    def _listed(self, where: Path, references: Sequence[int | str]) -> NDArray[np.bool_] | None:
        fine = True
        for k, reference in enumerate(references):
            try:
                named = named_states(self.states, self.vocabulary, (reference,))
            except RequestError as error:
                named = None
                self.findings.add((*where, k), str(error), *self._states_wanted())
            fine = fine and named is not None
        return np.ones(len(references), bool) if fine else None

    def _states_wanted(self) -> tuple[str, str]:
        if isinstance(self.states, ListedStates):
            remedy = "statements need options; list the states: [peace, truce]"
            return "a label or a state number, or a list of them", remedy
        return "a pattern or a state number", ""


def _check_numbers(lever: Lever, where: Path, findings: Findings, absent: Collection[str]) -> None:
    """Note numbers of a lever that are out of bounds, but for those that are absent."""
    count = len(findings.problems)
    for row in LEVER_NUMBERS:
        if row.attribute in absent:
            continue
        value = row.of(lever)
        if value is not None and not row.allows(value):
            found = f"{row.name} {value:g} of lever '{lever.name}'"
            shared = row.unit == "share" and 1 < value <= 100  # noqa: PLR2004 - per cent
            remedy = f"write {value:g} % as {value / 100:g}" if shared else ""
            findings.add((*where, *row.keys), found, row.expected, remedy)
        elif value and abs(value) < _LEAST:
            found = f"{row.name} {value:g} of lever '{lever.name}', too small to be computed with"
            findings.add((*where, *row.keys), found, f"0, or {_LEAST:g} or more in size")
    if len(findings.problems) > count:
        return
    if lever.step is not None and lever.step > lever.most:
        found = f"step {lever.step:g} of lever '{lever.name}', whose max is {lever.most:g}"
        findings.add((*where, "step"), found, "a step that fits into max")
    if max(abs(lever.effect), lever.commit, lever.execute) * lever.most > _MOST_MOVED:
        found = f"lever '{lever.name}' at its max is too large for a number"
        findings.add((*where, "max"), found, "smaller values")


def _quoted(condition: Condition) -> str:
    return f"'{condition}'" if isinstance(condition, str) else str(condition)
