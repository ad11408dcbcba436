"""Collects what is wrong with a conflict, so that all of it is reported at once."""

from __future__ import annotations

from goodoffices.errors import ModelError, Path, Problem, RequestError
from goodoffices.model.preferences import StateReference
from goodoffices.model.references import any_index
from goodoffices.model.statements import Statement, StatementError, Vocabulary
from goodoffices.model.states import States


class Findings:
    """A list of problems that grows while a conflict is built."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(
        self, where: Path, found: str, expected: str = "", remedy: str = "", *, on_key: bool = False
    ) -> None:
        """Note one problem."""
        self.problems.append(Problem(where, found, expected, remedy, on_key=on_key))

    def statement(
        self, where: Path, text: str, vocabulary: Vocabulary, *, on_key: bool = False
    ) -> Statement | None:
        """Parse a statement; on a fault note it, with its place in the text, and return None."""
        try:
            return vocabulary.parse(text)
        except StatementError as error:
            self.unreadable(where, text, error, on_key=on_key)
            return None

    def unreadable(
        self, where: Path, text: str, error: StatementError, *, on_key: bool = False
    ) -> None:
        """Note a statement or formula that cannot be read, with the place in it."""
        told = (error.found, error.expected, error.remedy)
        self.problems.append(Problem(where, *told, offset=error.offset, text=text, on_key=on_key))

    def one_state(
        self, where: Path, reference: StateReference, states: States, vocabulary: Vocabulary
    ) -> int | None:
        """Return the index of a state given in any form; on a fault note it and return None."""
        expected = "a state number, a pattern, or a statement true in exactly one state"
        try:
            return any_index(states, vocabulary, reference)
        except StatementError:
            self.statement(where, str(reference), vocabulary)
        except RequestError as error:
            self.add(where, str(error), expected)
        return None

    def stop_if_any(self) -> None:
        """Raise ModelError when problems have been noted."""
        if self.problems:
            raise ModelError(self.problems)
