"""YAML text to a tree of nodes that know their place in the text.

libyaml finds the structure, ruamel.yaml what is wrong with it. Nothing is expanded, constructed
or executed: anchors, aliases, merge keys and tags are refused, and the tree is built without
recursion to a limited depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from goodoffices.errors import ModelError, Path, Problem, RequestError, described
from goodoffices.files.yaml.tree import Document, Key, Node, in_order, resolve

Event = Any  # of either library: their events have the same names and say the same
MOST_DEPTH = 20
MOST_VALUES = 400_000

# Compiled where they are first needed: most texts need none.
_UNPRINTABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
_ODD = r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_HEADER = r"[|>][-+0-9]*#"
_COLON = r"\s*:"
_DASH = r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*[ \t]*-"


def parse(text: str, source: str = "") -> Document:
    """Read one YAML document.

    Raises
    ------
    ModelError
        When there is no tree: not YAML, empty, nested too deeply, or refused as a whole.
    """
    if not isinstance(text, str):
        raise RequestError(
            f"{described(text)} in place of the text of a model file; load reads a file"
        )
    return _read_quickly(text, source) or _read_with_care(text, source)


def _read_quickly(text: str, source: str) -> Document | None:
    """Read with libyaml, in a twentieth of the time; nothing where there is something to tell.

    What is wrong, and what the two libraries could read differently, is left to ruamel.yaml.
    """
    if _is_doubtful(text):
        return None
    from yaml import CLoader, YAMLError, parse

    builder = _Builder(text)
    try:
        read = builder.document_of(parse(text, Loader=CLoader), source)
    except (YAMLError, ModelError):
        return None
    plain = isinstance(read.root.value, dict) and not read.problems and not builder.implied
    return read if plain else None


def _is_doubtful(text: str) -> bool:
    """Say whether the two libraries could read a text differently."""
    odd = not _is_printable(text) and re.search(_ODD, text)
    return bool(odd or "\n%" in f"\n{text}" or re.search(_HEADER, text))


def _is_printable(text: str) -> bool:
    """Say whether all of a text but line ends can be printed, and so needs no closer look."""
    return text.replace("\n", "").isprintable()


def _read_with_care(text: str, source: str) -> Document:
    """Read with ruamel.yaml, which says what is wrong and where."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    builder = _Builder(text)
    try:
        return builder.document_of(YAML(typ="safe", pure=True).parse(text), source)
    except ModelError:
        raise
    except (YAMLError, ValueError, OverflowError) as error:  # the latter: escapes like \UFFFFFFFF
        builder.problems.append(_syntax_problem(builder.document, error, builder.reached))
        raise ModelError(in_order(builder.problems), source) from None


_FIRST_LINE = ("a conflict that starts with goodoffices: 1", "see the example that 'new' writes")
_ALIAS = ("the value itself", "write the value out; text that starts with & or * needs quotes")
_TAG = ("a value without a tag", "drop the tag; text that starts with ! needs quotes")


class _Refused(Exception):  # noqa: N818 - it ends the reading; ModelError is what callers see
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.found)
        self.problem = problem


@dataclass(slots=True, eq=False)
class _Frame:
    """A list or mapping that is being read; ``key`` waits for its value."""

    node: Node
    refused: bool
    key: Node | None = None
    key_refused: bool = False
    count: int = 0


class _Builder:
    """Builds the tree, event by event."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node | None = None
        self.document = Document(text, Node(None, 0, 0, "plain"))
        self.problems = self.document.problems
        self._frames: list[_Frame] = []
        self.reached = 0
        self.implied = False  # whether there is a list like ["a": b]
        self._values = 0
        self._documents = 0

    def document_of(self, events: Iterable[Event], source: str) -> Document:
        """Return the document that the events tell."""
        try:
            for event in events:
                if not self.take(event):
                    break
        except _Refused as refused:
            raise ModelError(in_order([*self.problems, refused.problem]), source) from None
        if self.root is None:
            if not self.problems:
                self.report(0, (), "the file is empty", *_FIRST_LINE)
            raise ModelError(in_order(self.problems), source)
        self.document.root = self.root
        return self.document

    def report(
        self, offset: int, where: Path, found: str, expected: str = "", remedy: str = ""
    ) -> Problem:
        """Note a problem at an offset."""
        line, column = self.document.place(offset)
        problem = Problem(where, found, expected, remedy, line=line, column=column)
        self.problems.append(problem)
        return problem

    def take(self, event: Event) -> bool:
        """Add what an event says to the tree; return False to stop reading."""
        start, self.reached = event.start_mark.index, event.end_mark.index
        match type(event).__name__:
            case "DocumentStartEvent":
                return self._start_document(event, start)
            case "ScalarEvent":
                self._limit(start)
                refused = self._check_properties(event, start)
                self._add(self._scalar(event, start, self.reached), refused=refused)
            case "AliasEvent":
                self._limit(start)
                name = f"*{event.anchor}"
                self.report(start, self._path(), f"an alias '{name}'", *_ALIAS)
                self._add(Node(None, start, self.reached, "plain"), refused=True)
            case "SequenceStartEvent" | "MappingStartEvent" as kind:
                self._limit(start)
                refused = self._check_properties(event, start)
                value: Any = [] if kind == "SequenceStartEvent" else {}
                node = Node(value, start, start, "flow" if event.flow_style else "block")
                self.implied |= bool(event.flow_style) and self.text[start] not in "[{"
                self._frames.append(_Frame(node, refused))
            case "SequenceEndEvent" | "MappingEndEvent":
                frame = self._frames.pop()
                if frame.node.style == "flow":
                    frame.node.end = self.reached
                self._add(frame.node, refused=frame.refused)
        return True

    def _start_document(self, event: Event, start: int) -> bool:
        self._documents += 1
        if self._documents > 1:
            remedy = "put the second conflict into a file of its own"
            self.report(start, (), "a second document after '---'", "one conflict per file", remedy)
            return False
        if event.version not in {None, (1, 2)} or event.tags:
            remedy = "remove the lines that start with %"
            self.report(0, (), "a YAML directive", "plain YAML 1.2", remedy)
        return True

    def _limit(self, start: int) -> None:
        self._values += 1
        if len(self._frames) >= MOST_DEPTH:
            found = f"more than {MOST_DEPTH} lists or mappings inside one another"
            raise _Refused(self._last(start, found, "a conflict, at most 6 deep"))
        if self._values > MOST_VALUES:
            found = f"more than {MOST_VALUES:,} values"
            raise _Refused(self._last(start, found, "a smaller conflict"))

    def _last(self, start: int, found: str, expected: str) -> Problem:
        line, column = self.document.place(start)
        return Problem((), found, expected, line=line, column=column)

    def _path(self) -> Path:
        steps: list[Key] = []
        for frame in self._frames:
            if isinstance(frame.node.value, list):
                steps.append(frame.count)
            elif frame.key is not None:
                named = isinstance(frame.key.value, str) or type(frame.key.value) is int
                raw = self.text[frame.key.start : frame.key.end]
                steps.append(frame.key.value if named else raw[:60])
        return tuple(steps)

    def _check_properties(self, event: Event, start: int) -> bool:
        """Report an anchor or a tag; return True when the value is to be left out."""
        if event.anchor is not None:
            self.report(start, self._path(), f"an anchor '&{event.anchor}'", *_ALIAS)
        if event.tag is not None:
            name = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.report(start, self._path(), f"a tag '{name}'", *_TAG)
        return event.tag is not None

    def _scalar(self, event: Event, start: int, end: int) -> Node:
        value = str(event.value)
        unprintable = not _is_printable(value) and re.search(_UNPRINTABLE, value)
        if unprintable:
            code = f"U+{ord(unprintable[0]):04X}"
            self.report(start, self._path(), f"a control character, {code}", "text", "remove it")
            value = re.sub(_UNPRINTABLE, "", value)
        if event.style in {"|", ">"}:
            header = self.text[start:end].splitlines()[0] if start < end else ""
            kept = "+" in header.partition("#")[0]
            end = end - 1 if kept else start + len(self.text[start:end].rstrip())
            return Node(value, start, end, "folded")
        if event.style:
            return Node(value, start, end, "quoted")
        if start == end:
            start = end = self._empty_place(start)
        return Node(resolve(event.value), start, end, "plain")

    def _empty_place(self, start: int) -> int:
        """Return the offset just behind the ':' or '-' that nothing follows."""
        if not self._frames:
            return start
        frame = self._frames[-1]
        if isinstance(frame.node.value, list):
            found = re.compile(_DASH).match(self.text, frame.node.end)
        else:
            colon = re.compile(_COLON)
            found = colon.match(self.text, frame.key.end) if frame.key else None
        return found.end() if found else start

    def _add(self, node: Node, *, refused: bool) -> None:
        """Put a finished value where it belongs."""
        if not self._frames:
            self.root = None if refused else node
            return
        frame = self._frames[-1]
        parent = frame.node
        if isinstance(parent.value, list):
            self._mark(node, refused=refused)
            node.step, node.key_start, node.key_end = frame.count, node.start, node.start
            parent.value.append(node)
            frame.count += 1
        elif frame.key is None:
            frame.key, frame.key_refused = node, refused
        else:
            self._add_entry(frame, frame.key, node, refused=refused)
            frame.key = None
        if parent.style == "block":
            parent.end = max(parent.end, node.end)

    def _mark(self, node: Node, *, refused: bool) -> None:
        if refused:
            node.value = None
            self.document.refused.append(self._path())

    def _add_entry(self, frame: _Frame, key: Node, node: Node, *, refused: bool) -> None:
        entries, step = frame.node.value, key.value
        if not self._check_key(frame, key, entries):
            self.document.left_out.append(self._path())
            return
        self._mark(node, refused=refused)
        node.step, node.key_start, node.key_end = step, key.start, key.end
        entries[step] = node

    def _check_key(self, frame: _Frame, key: Node, entries: dict[Key, Node]) -> bool:
        """Report a key that cannot be used; return False then."""
        if frame.key_refused:
            return False
        wrong = self._wrong_key(key, entries)
        if wrong is not None:
            self.report(key.start, self._path(), *wrong)
        return wrong is None

    def _wrong_key(self, key: Node, entries: dict[Key, Node]) -> tuple[str, ...] | None:
        """Return what is found, what is expected and what to do where a key cannot be used."""
        step = key.value
        if step == "<<" and key.style == "plain":
            return "a merge key '<<'", "plain keys", _ALIAS[1]
        if isinstance(step, list | dict):
            return "a list or mapping as a key", "a name"
        if isinstance(step, bool | float | None):
            raw = self.text[key.start : key.end]
            shown = f"the key {raw} is not text" if raw else "nothing in front of ':'"
            return shown, "text", f'put it in quotes: "{raw}"' if raw else "write a key"
        if step in entries:
            line, _ = self.document.place(entries[step].key_start)
            remedy = f"the first is in line {line}; keep one"
            return f"key '{step}' is there twice", "each key once", remedy
        return None


_DEEPER = "an entry indented deeper than the one above it, which has its value already"
_UNEVEN = "an entry that is not indented like its neighbours"
_TAB = "a tab, which cannot indent a line"
_HINTS = (
    (_DEEPER, "indent it like the entry above; text that contains ': ' needs quotes"),
    (_UNEVEN, "indent entries of one list or mapping alike"),
    (_TAB, "indent with spaces"),
    ("mapping values are not allowed", 'text that contains ": " needs quotes'),
    ("could not find expected ':'", "write each entry as key: value, indented like its neighbours"),
    ("cannot start any token", "indent with spaces; text that starts with this needs quotes"),
    ("special characters are not allowed", "remove the control character"),
    ("expected ',' or", "close the bracket, or put text that contains brackets in quotes"),
    ("while scanning a quoted scalar", "close the quotation mark"),
)


def _plainly(told: str, context: str, text: str, offset: int) -> tuple[str, str]:
    """Return what is wrong with the indentation in plain words; what is wrong otherwise as told."""
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    if "expected <block end>, but found '<block" in told:
        line = re.search(r"starts in line \d+", context)
        return _UNEVEN, f"in a block that {line[0]}" if line else ""
    if "mapping values are not allowed" in told and before[:1] == " " and ":" not in before:
        return _DEEPER, ""
    if "cannot start any token" in told and text[offset : offset + 1] == "\t":
        return _TAB, ""
    return told, context


def _syntax_problem(document: Document, error: Exception, reached: int) -> Problem:
    """Say in our words where and why the text is not YAML."""
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.reader import ReaderError

    offset, told, context = reached, "an escaped character that does not exist", ""
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        offset = mark.index if mark is not None else offset
        told, context = error.problem or error.context or "", error.context or ""
        if error.context and error.context_mark is not None:
            line, _ = document.place(error.context_mark.index)
            context = f"{error.context} that starts in line {line}"
    elif isinstance(error, ReaderError):
        offset, told = error.position, "special characters are not allowed"
    line, column = document.place(offset)
    told, context = _plainly(told, context, document.text, offset)
    remedies = [hint for part, hint in _HINTS if part in told or part in context]
    found = f"not YAML: {told}" + (f" ({context})" if context and context != told else "")
    remedy = remedies[0] if remedies else "check indentation, brackets and quotes here"
    return Problem((), found, "YAML", remedy, line=line, column=column)
