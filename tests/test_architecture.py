"""The direction of imports, the core's few dependencies, and the size of modules and functions."""

import ast
import graphlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent

from goodoffices.show.headings import HEADINGS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "goodoffices"

# Lowest first; a layer imports from itself and from those before it. The package's own
# `__init__` offers what lies below the command line, and `__main__` starts the command line.
LAYERS = (
    "errors",
    "stopping",
    "answer",
    "model",
    "reference",
    "stability",
    "mediation",
    "runs",
    "ensemble",
    "sources",
    "files",
    "cases",
    "show",
    "__init__",
    "web",
    "cli",
    "__main__",
)
CORE = ("errors", "stopping", "answer", "model", "reference", "stability")
CORE_LIBRARIES = {"numpy"}
ON_A_GPU = {"stability/engines/arrays.py"}
LABELLED = {"answer.py"}  # types of to_dataframe() and to_xarray()
HEAVY = {"altair", "cupy", "networkx", "numba", "pandas", "vl_convert", "xarray"}
SAID_AT_ONCE = {"say", "say_many", "say_as", "columns", "Column", "heading", "table", "paragraph"}
SAYING_MESSAGES = {"say", "say_many", "say_as", "message", "count", "Term"}
SENTENCE = re.compile(r"^\W*[A-Z][a-z]+,? [a-z]{2,}")
SAYING = {"__str__", "to_dict", "to_dataframe", "_repr_html_"}
OF_THE_COMMAND_LINE = re.compile(r"(?<![\w-])--[a-z]{2}")
FILE_FREE = ("errors", "model", "reference", "stability", "mediation", "ensemble", "sources")
FILE_CALLS = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}

MODULES = sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.pyi")])
SOURCES = [
    *MODULES,
    *sorted((ROOT / "tests").rglob("*.py")),
    *sorted((ROOT / "benchmarks").rglob("*.py")),
]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].partition(".")[0]


def modules_in(*layers: str) -> list[Path]:
    return [path for path in MODULES if layer(path) in layers]


def imported(path: Path, nodes: Iterator[ast.AST] | None = None) -> Iterator[str]:
    """Yield the dotted name of every import, `from a import b` as `a.b` and relative ones whole."""
    package = ("goodoffices", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(parsed(path)) if nodes is None else nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            outer = package[: len(package) + 1 - node.level] if node.level else ()
            base = [*outer, *filter(None, [node.module])]
            yield from (".".join([*base, alias.name]) for alias in node.names)


def faults(paths: Iterable[Path], of: Callable[[Path], Iterable[str]]) -> dict[str, Iterable[str]]:
    """Return what is wrong, by path; a path without faults is left out."""
    assert paths
    return {relative(path): found for path in paths if (found := of(path))}


def libraries(names: Iterator[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def imported_layer(name: str) -> str | None:
    """Return the layer that a dotted name belongs to; None for another package."""
    first, *rest = name.split(".")
    if first != "goodoffices":
        return None
    inside = rest and ((PACKAGE / rest[0]).is_dir() or (PACKAGE / f"{rest[0]}.py").is_file())
    return rest[0] if inside else "__init__"


def run_at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run when the module is imported: no function bodies, no typing block."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from run_at_import(node)


def run_python(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", dedent(script)], capture_output=True, text=True, check=False
    )


def test_every_module_has_a_place_in_the_layers() -> None:
    assert [relative(path) for path in MODULES if layer(path) not in LAYERS] == []


def test_the_guide_for_contributors_draws_the_layers() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    packages = [name for name in reversed(LAYERS) if (PACKAGE / name).is_dir()]
    assert f"`{' → '.join([*packages, 'errors'])}`" in guide


def test_the_guide_for_contributors_names_what_runs_by_itself() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {path.name for path in (ROOT / ".ci").iterdir()} == set(
        re.findall(r"^(?:bash|\S+ install --config) \.ci/(\S+)", guide, re.MULTILINE)
    )


def imports_from_above(path: Path) -> list[str]:
    height = LAYERS.index(layer(path))
    upwards = [
        name
        for name in imported(path)
        if (other := imported_layer(name)) is not None and LAYERS.index(other) > height
    ]
    if path == PACKAGE / "answer.py":  # the one late import by which answers find their words
        upwards.remove("goodoffices.show.telling")
    return upwards


def test_imports_never_point_backwards() -> None:
    assert faults(MODULES, imports_from_above) == {}


def modules_named_as_text(path: Path) -> list[str]:
    """Return the texts that name a module of `show`, as those do that import it late by name."""
    return [
        node.value
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.match(r"goodoffices\.show\b", node.value)
    ]


def test_nothing_below_show_names_it_but_the_late_import_of_answers() -> None:
    below = modules_in(*LAYERS[: LAYERS.index("show")])
    assert faults(below, modules_named_as_text) == {}
    late = {relative(path) for path in below if any("show" in n.split(".") for n in imported(path))}
    assert late == {"src/goodoffices/answer.py"}


def libraries_outside_the_core(path: Path) -> set[str]:
    known = {"goodoffices", *CORE_LIBRARIES, *sys.stdlib_module_names}
    name = path.relative_to(PACKAGE).as_posix()
    labels = {"pandas", "xarray"} if name in LABELLED else set()
    gpu = {"cupy"} if name in ON_A_GPU else set()
    at_import = libraries(imported(path, run_at_import(parsed(path)))) - known
    anywhere = libraries(imported(path)) - (known | {"numba"} | labels | gpu)
    return at_import | anywhere


def test_the_core_imports_two_libraries_and_numba_on_demand() -> None:
    assert faults(modules_in(*CORE), libraries_outside_the_core) == {}


def test_scipy_is_for_tests_alone() -> None:
    assert faults(MODULES, lambda path: libraries(imported(path)) & {"scipy"}) == {}


def test_the_core_answers_where_nothing_else_is_installed() -> None:
    allowed = {"goodoffices", "lazy_loader", *CORE_LIBRARIES, *sys.stdlib_module_names}
    run = run_python(f"""
        import sys

        class NothingElse:
            def find_spec(name, path=None, target=None):
                if name.partition(".")[0] not in {allowed}:
                    raise ModuleNotFoundError(name)

        sys.meta_path.insert(0, NothingElse)

        from goodoffices.model.conflict import Conflict
        from goodoffices.model.written import DecisionMaker, Option
        from goodoffices.model.preferences import Prioritized
        from goodoffices.stability.analysis import analyze

        one = DecisionMaker("One", Prioritized(("Two.stay", "not One.stay")), (Option("stay"),))
        two = DecisionMaker("Two", Prioritized(("One.stay", "not Two.stay")), (Option("stay"),))
        analysis = analyze(Conflict("Prisoner's dilemma", (one, two)))
        print(*(state.pattern for state in analysis.equilibria("seq")))
    """)
    assert (run.returncode, run.stdout, run.stderr) == (0, "NN YY\n", "")


def heavy_at_import(path: Path) -> set[str]:
    return libraries(imported(path, run_at_import(parsed(path)))) & HEAVY


def libraries_of_the_reference(path: Path) -> set[str]:
    known = {"goodoffices", "numpy", *sys.stdlib_module_names}
    ours = {imported_layer(name) for name in imported(path)} - {"model", "reference", None}
    return (libraries(imported(path)) - known) | {str(layer) for layer in ours}


def test_the_reference_knows_numpy_and_the_model_and_no_engine() -> None:
    assert faults(modules_in("reference"), libraries_of_the_reference) == {}


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    assert faults(MODULES, heavy_at_import) == {}


def calls_for_files(path: Path) -> set[str]:
    calls = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    methods = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    return names & {"open"} | methods & (FILE_CALLS - {"open"})


def test_files_are_touched_above_the_core_only() -> None:
    assert faults(modules_in(*FILE_FREE), calls_for_files) == {}


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    run = run_python(f"""
        import sys
        from goodoffices.cli.main import main
        print(sorted(set(sys.modules) & {HEAVY}))
    """)
    assert (run.returncode, run.stdout, run.stderr) == (0, "[]\n", "")


def too_long(path: Path) -> dict[str, int]:
    """Return what is too long, with its lines: functions by name, or the module itself."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    whole = {"the module": lines} if lines > 400 else {}
    return whole | {
        node.name: lines
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > 50
    }


def test_modules_and_functions_stay_short() -> None:
    assert faults(SOURCES, too_long) == {}


def answers_in(path: Path) -> list[str]:
    """Return the methods of classes that would say an answer, as `Class.method`."""
    return [
        f"{node.name}.{method.name}"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name in SAYING
    ]


def test_the_core_decides_and_says_nothing() -> None:
    assert faults(modules_in("stability", "mediation", "ensemble", "sources"), answers_in) == {}


def options_named(path: Path) -> list[str]:
    """Return the texts of a module, docstrings aside, that name an option or a command."""
    texts = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant))
    return [
        text.value
        for text in texts
        if isinstance(text.value, str)
        and OF_THE_COMMAND_LINE.search(text.value)
        and "\n\n" not in text.value
    ]


def test_what_others_than_the_command_line_ask_is_refused_without_its_options() -> None:
    """An error notes the argument that is wanted, and the command line names the option of it."""
    assert faults(modules_in(*FILE_FREE[1:]), options_named) == {}


def headings_of_their_own(path: Path) -> list[str]:
    """Return the columns whose key is fixed and whose heading stands beside it."""
    return [
        ast.unparse(node)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "Column"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[1] if len(node.args) > 1 else None, ast.Constant)
    ]


def calls(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.Call]]:
    """Yield calls with the names of what is called."""
    for node in nodes:
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], node


def unsaid_sentences(path: Path) -> list[str]:
    """Return what begins like a sentence, and is neither said, nor raised, nor a docstring."""
    tree = parsed(path)
    said = [
        inner
        for name, call in calls(ast.walk(tree))
        if name in SAYING_MESSAGES or name.endswith("Error")
        for inner in ast.walk(call)
    ]
    told = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    allowed = set(map(id, [*said, *told]))
    nodes = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in allowed)
    return [n.value for n in nodes if isinstance(n.value, str) and SENTENCE.search(n.value)]


def test_what_answers_say_stands_in_messages() -> None:
    speaking = [
        p for p in modules_in("show") if p.parent.name in {"answers", "brief", "charts", "show"}
    ]
    assert faults(speaking, unsaid_sentences) == {}


def said_at_import(path: Path) -> list[str]:
    """Return what is said before anybody knows in which language."""
    found = calls(run_at_import(parsed(path)))
    return [ast.unparse(call) for name, call in found if name in SAID_AT_ONCE]


def test_nothing_is_said_while_a_module_is_imported() -> None:
    assert faults(modules_in("show", "web", "cli"), said_at_import) == {}


def test_a_column_takes_the_one_heading_that_its_key_has() -> None:
    answers = [path for path in modules_in("show") if path.parent.name == "answers"]
    assert faults(answers, headings_of_their_own) == {}
    assert len(set(HEADINGS.values())) == len(HEADINGS)


def loaded_by(name: str) -> Iterator[Path]:
    """Yield the package's modules that importing a dotted name loads: its own and those above."""
    first, *inner = name.split(".")
    for length in range(1, len(inner) + 1) if first == "goodoffices" else ():
        place = "/".join(inner[:length])
        known = (PACKAGE / f"{place}.py", PACKAGE / place / "__init__.py")
        yield from (path for path in known if path.is_file())


def test_no_import_goes_round_in_a_circle_types_and_late_ones_included() -> None:
    graph = {
        path: {other for name in imported(path) for other in loaded_by(name)} - {path}
        for path in MODULES
        if path.suffix == ".py"
    }
    # the one late import by which answers find their words
    graph[PACKAGE / "answer.py"].remove(PACKAGE / "show" / "telling.py")
    circle: list[str] = []
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        circle = [relative(path) for path in error.args[1]]
    assert circle == []


def test_reading_a_file_loads_the_model_the_files_and_the_table_of_concepts_only() -> None:
    run = run_python(f"""
        import sys
        import goodoffices

        goodoffices.load({str(PACKAGE / "cases" / "istanbul-2025.yaml")!r})
        loaded = {{name for name in sys.modules if name.startswith("goodoffices.")}}
        print(sorted({{name.split(".")[1] for name in loaded}}))
        print(sorted(name for name in loaded if name.startswith("goodoffices.stability.")))
    """)
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        "['errors', 'files', 'model', 'stability']",
        "['goodoffices.stability.concepts']",
    ]
