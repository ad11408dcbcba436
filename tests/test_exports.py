"""What `import goodoffices` offers is listed, sorted, documented and in the reference."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import goodoffices

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
OFFERED: list[str] = getattr(goodoffices, "__all__")  # noqa: B009 - which the stub, all public, does not have
DOCUMENTED = [name for name in OFFERED if not name.startswith("__")]


def constants_classes_functions(name: str) -> tuple[bool, bool, str]:
    return not name.isupper(), not name[:1].isupper(), name


def test_the_list_is_sorted_without_repeats() -> None:
    assert sorted(set(OFFERED), key=constants_classes_functions) == OFFERED


def test_what_type_checkers_see_is_what_python_loads() -> None:
    """The package loads its names late, as its stub lists them."""
    stub = Path(goodoffices.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    homes = {
        alias.name: f"goodoffices.{node.module}"
        for node in ast.walk(ast.parse(stub))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(homes) == sorted(DOCUMENTED)
    assert sorted(dir(goodoffices)) == sorted(OFFERED)
    for name, home in homes.items():
        assert getattr(goodoffices, name) is getattr(import_module(home), name)


def explains_itself(name: str) -> bool:
    thing = getattr(goodoffices, name)
    if not inspect.isclass(thing) and not callable(thing):
        return True
    text = (vars(thing).get("__doc__") if inspect.isclass(thing) else thing.__doc__) or ""
    return text != "" and not text.startswith(f"{name}(")  # as dataclasses write by themselves


def test_every_class_and_function_explains_itself() -> None:
    assert [name for name in DOCUMENTED if not explains_itself(name)] == []


def test_every_name_is_in_the_reference() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in sorted(REFERENCE.glob("*.md")))
    listed = re.findall(r"^\.\. auto\w+:: goodoffices\.(\S+)$", pages, re.MULTILINE)
    assert [name for name in DOCUMENTED if name not in listed] == []
