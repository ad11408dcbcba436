"""The examples in docstrings do what they say, and every public name has one."""

import doctest
import inspect
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import goodoffices as go

PACKAGE = Path(go.__file__).parent
OFFERED = [name for name in dir(go) if not name.startswith("__")]
FINDER = doctest.DocTestFinder(exclude_empty=True)


def named(path: Path) -> str:
    return ".".join(["goodoffices", *path.relative_to(PACKAGE).with_suffix("").parts])


WITH_EXAMPLES = [
    named(path) for path in sorted(PACKAGE.rglob("*.py")) if ">>> " in path.read_text("utf-8")
]


def examples(module: ModuleType) -> list[doctest.DocTest]:
    """Return what a module's docstrings show, in its own names and ``go``."""
    return FINDER.find(module, module.__name__, extraglobs={"go": go})


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = examples(import_module(name))
    assert found
    runner = doctest.DocTestRunner(verbose=False)
    told: list[str] = []
    for example in found:
        runner.run(example, out=told.append)
    assert "".join(told) == ""


def test_every_class_and_function_shows_an_example() -> None:
    things = {name: getattr(go, name) for name in OFFERED}
    lacking = [
        name
        for name, thing in things.items()
        if (inspect.isclass(thing) or callable(thing))
        and not doctest.DocTestParser().get_examples(inspect.unwrap(thing).__doc__ or "")
    ]
    assert lacking == []


def test_a_wrong_example_fails() -> None:
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, None)
    told: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(wrong, out=told.append).failed == 1
    assert "Expected:\n    3\nGot:\n    2\n" in "".join(told)
