"""The house rules: who may import whom, and how large things may grow.

The tables at the top are the rules; each test below reads one of them. To move a module, move its word.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

# From top to bottom. A module imports what stands below its line; what stands on one line never imports each other.
# A package stands for all its modules, unless one of them has a place of its own. "declutter" is __init__.py, the public names.
LAYERS = """
    __main__
    cli training adapters
    declutter
    batch
    profile
    pipeline
    site first_use own_classifiers report
    document
    sources classifiers judge reduce metadata render
    metadata.resolve
    metadata.claims
    metadata.parse
    metadata.model
    metadata.claim
    structure
    annotate classifiers.columns
    lexicon
    page options version
    rules
    page.inline page.characters page.tokens charset_labels limits bounded_cache
"""

# The public names are for those outside and for the outermost modules; everything else imports from where a thing is made.
MAY_IMPORT_PUBLIC_NAMES = {"__main__", "cli", "training", "adapters"}

# Modules of these packages never import each other, save the ones named here, on which they all stand.
APART = {
    "classifiers": {"columns"},
    "reduce": {"selection", "comment_boxes", "short_blocks"},
    "metadata.claims": {"byline_zone", "bylines", "license", "page_type"},
}

# Packages that may import what an extra of pyproject.toml declares; all others live on its ``dependencies``.
MAY_IMPORT_EXTRAS = {"cli", "training", "adapters", "batch"}
IMPORTED_AS = {
    "beautifulsoup4": "bs4",
    "scikit_learn": "sklearn",
    "markdown_it_py": "markdown_it",
    "readability_lxml": "readability",
    "newspaper4k": "newspaper",
}

# What a bare ``import declutter`` may bring along, and so what every start of a worker costs.
LOADED_BY_IMPORT = {"declutter", "lxml", "numpy", "regex", "cython_runtime"}
NOT_LOADED_BY_IMPORT = ("training", "adapters", "batch", "cli")

FILE_LINES = 300
FILE_LINES_OF = {"pipeline": 100}
FUNCTION_LINES = 60
PARAMETERS = 7
PARAMETERS_OF = {
    "declutter.extract": 16,
    "batch.many.extract_many": 8,
}  # by module and name: its signature lists every option, so that help() and editors show them
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "lib"}  # names that say nothing about the contents

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "declutter"


class Module(NamedTuple):
    """A file of the package: its dotted name without ``declutter.``, and its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]


class Import(NamedTuple):
    """An import statement: where it stands and which module it names in full, ``declutter.page`` or ``numpy.typing``."""

    line: int
    target: str


@cache
def modules() -> dict[str, Module]:
    """Every module of the package by name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "declutter"
        found[name] = Module(name, path, ast.parse(path.read_text("utf-8"), str(path)))
    return found


def imports(module: Module) -> Iterator[Import]:
    """All imports of a module: at the top, inside functions, and for types alone."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module.name}:{node.lineno} imports relatively; write the full name"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield Import(node.lineno, full if full.removeprefix("declutter.") in modules() else str(node.module))


def own_imports(module: Module) -> Iterator[Import]:
    """Imports of the package's own modules, named without ``declutter.``; the public names are ``declutter``."""
    for line, target in imports(module):
        if target.partition(".")[0] == "declutter":
            yield Import(line, target.removeprefix("declutter."))


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def layer(name: str) -> tuple[int, str]:
    """Number of the layer from the top, and the word of the table that puts the module there."""
    places = {word: number for number, line in enumerate(LAYERS.split("\n")) for word in line.split()}
    while name not in places and "." in name:
        name = name.rpartition(".")[0]
    assert name in places, f"{name} has no place in LAYERS"
    return places[name], name


def listed(problems: list[str]) -> str:
    return "\n  ".join(["", *problems])


def test_every_module_has_a_layer() -> None:
    assert len(modules()) > 20, f"no package at {PACKAGE}"
    for name in modules():
        layer(name)


def test_imports_point_down() -> None:
    wrong = []
    for module in modules().values():
        number, place = layer(module.name)
        for line, target in own_imports(module):
            below, target_place = layer(target)
            if target_place == place or below > number:
                continue
            wrong.append(f"{module.name}:{line} imports {target}, which stands {'beside' if below == number else 'above'} it")
    assert not wrong, listed(wrong)


def test_nothing_inside_imports_the_public_names() -> None:
    wrong = [
        f"{module.name}:{line}"
        for module in modules().values()
        if module.package not in MAY_IMPORT_PUBLIC_NAMES
        for line, target in own_imports(module)
        if target == "declutter"
    ]
    assert not wrong, listed(wrong)


@pytest.mark.parametrize("package", APART)
def test_modules_of_a_package_stand_apart(package: str) -> None:
    shared = {f"{package}.{name}" for name in APART[package]}
    assert shared <= set(modules()), f"no such modules: {sorted(shared - set(modules()))}"
    wrong = []
    for module in modules().values():
        if not module.name.startswith(f"{package}.") or module.name in shared:
            continue
        for line, target in own_imports(module):
            if target == package or (target.startswith(f"{package}.") and target not in shared):
                wrong.append(f"{module.name}:{line} imports {target}")
    assert not wrong, listed(wrong)


def test_no_circle_of_imports() -> None:
    """Not even through imports for types alone: what two modules need of each other belongs into a third."""
    needs = {name: {target for _, target in own_imports(module)} & set(modules()) for name, module in modules().items()}
    left = dict(needs)
    while ready := [name for name, targets in left.items() if not targets & left.keys() - {name}]:
        for name in ready:
            del left[name]
    assert not left, f"these import each other in a circle: {sorted(left)}"


def distributions(text: str) -> set[str]:
    """Import names of the requirements quoted in a piece of pyproject.toml."""
    names = {name.lower().replace("-", "_") for name in regex.findall(r'"([A-Za-z][\w.-]*)\s*(?=[<>=~!;\[" ])', text)}
    return {IMPORTED_AS.get(name, name) for name in names}


def test_only_declared_dependencies_are_imported() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    needed = regex.search(r"^dependencies = \[(.*?)^?\]$", pyproject, regex.M | regex.S)
    assert needed, "pyproject.toml has no dependencies"
    extra = regex.search(r"^\[project\.optional-dependencies\]\n(.*?)(?=^\[)", pyproject, regex.M | regex.S)
    always = distributions(needed[1]) | {"declutter"} | sys.stdlib_module_names
    extras = distributions(extra[1]) if extra else set()
    wrong = []
    for module in modules().values():
        allowed = always | extras if module.package in MAY_IMPORT_EXTRAS else always
        wrong += [f"{module.name}:{line} imports {target}" for line, target in imports(module) if target.partition(".")[0] not in allowed]
    assert not wrong, listed(wrong)


def test_import_loads_only_what_every_page_needs() -> None:
    code = "import sys; before = set(sys.modules); import declutter; print(*sorted(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    loaded = run.stdout.split()
    assert "declutter" in loaded
    tops = {name.partition(".")[0] for name in loaded}
    strangers = {top for top in tops - LOADED_BY_IMPORT - sys.stdlib_module_names if not top.startswith("_")}
    assert not strangers, f"import declutter loads {sorted(strangers)}"
    outer = [name for name in loaded if name.startswith(tuple(f"declutter.{package}" for package in NOT_LOADED_BY_IMPORT))]
    assert not outer, f"import declutter loads {outer}"


@pytest.mark.parametrize("name", modules())
def test_sizes(name: str) -> None:
    module = modules()[name]
    limit = FILE_LINES_OF.get(name, FILE_LINES)
    lines = len(module.path.read_text("utf-8").splitlines())
    wrong = [f"{lines} lines in a file; {limit} are allowed"] if lines > limit else []
    for function in functions(module):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > FUNCTION_LINES:
            wrong.append(f"{function.name}:{function.lineno} has {length} lines; {FUNCTION_LINES} are allowed")
        given = function.args
        names = [arg.arg for arg in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg) if arg is not None]
        count = len(names) - (names[:1] in (["self"], ["cls"]))
        allowed = PARAMETERS_OF.get(f"{name}.{function.name}", PARAMETERS)
        if count > allowed:
            wrong.append(f"{function.name}:{function.lineno} takes {count} parameters; {allowed} are allowed")
    assert not wrong, f"{name}:{listed(wrong)}"


def test_no_global_statement() -> None:
    wrong = [f"{m.name}:{node.lineno}" for m in modules().values() for node in ast.walk(m.tree) if isinstance(node, ast.Global)]
    assert not wrong, listed(wrong)


def test_no_drawers() -> None:
    wrong = sorted(name for name in modules() if DRAWERS & set(name.split(".")))
    assert not wrong, f"a name says what is inside: {wrong}"
