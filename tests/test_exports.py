"""What `import goodoffices` offers is listed, sorted, documented and in the reference."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

import goodoffices

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
DOCUMENTED = [name for name in goodoffices.__all__ if not name.startswith("__")]


def constants_classes_functions(name: str) -> tuple[bool, bool, str]:
    return not name.isupper(), not name[:1].isupper(), name


def test_the_list_is_sorted_without_repeats() -> None:
    assert goodoffices.__all__ == sorted(set(goodoffices.__all__), key=constants_classes_functions)


def test_what_type_checkers_see_is_what_python_loads() -> None:
    """The package loads its names late, so the list, the types and the loading are three things."""
    homes = {
        alias.name: str(node.module)
        for node in ast.walk(ast.parse(inspect.getsource(goodoffices)))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("goodoffices.")
        for alias in node.names
    }
    assert sorted(homes) == sorted(DOCUMENTED)
    assert sorted(dir(goodoffices)) == sorted(goodoffices.__all__)
    for name, home in homes.items():
        assert getattr(goodoffices, name) is getattr(import_module(home), name)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_class_and_function_explains_itself(name: str) -> None:
    thing = getattr(goodoffices, name)
    if inspect.isclass(thing) or callable(thing):
        text = vars(thing).get("__doc__") if inspect.isclass(thing) else thing.__doc__
        assert text
        assert not text.startswith(f"{name}("), "the docstring that a dataclass makes by itself"


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_name_is_in_the_reference(name: str) -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in sorted(REFERENCE.glob("*.md")))
    assert re.search(rf"^\.\. auto\w+:: goodoffices\.{re.escape(name)}$", pages, re.MULTILINE)
