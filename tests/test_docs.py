"""The docs are true: their examples run and print what is shown, their links and paths lead somewhere, and no public name is left out.

In an example ``…`` stands for any text within a line, and on a line of its own for any lines. `docs/signals.md` is generated here:
``pytest tests/test_docs.py --update`` rewrites it.
"""

from __future__ import annotations

import dataclasses
import doctest
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import TYPE_CHECKING, NamedTuple

import pytest
import regex

import declutter
from declutter import classifiers
from declutter.cli.commands import COMMANDS
from declutter.cli.commands import PAGES as PAGE_COMMAND
from declutter.document.kinds import KINDS
from declutter.document.phrases import phrase
from declutter.judge.network import CONTEXT
from declutter.reduce import PASSES

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
EXPECTED = set("start-to-finish add-a-classifier add-a-fixture api cli formats metadata quality signals training glossary".split())

FENCE = regex.compile(r"^```([^\n`]*)\n(.*?)^```$", regex.S | regex.M)
FILE = regex.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", regex.S | regex.M)  # a block that says which file it is
LINK = regex.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
PATH = regex.compile(r"`((?:declutter|docs|fixtures|tests)/[\w./-]+)`")
PLACEHOLDER = regex.compile(r"\b(?:NAME|SLUG|LANG)\b")
RUNS = ("declutter ", "cat ", "echo ")  # commands of console blocks that are run; others, such as pip, are only shown
SHELL = f'declutter() {{ "{sys.executable}" -m declutter "$@"; }}'


class Fence(NamedTuple):
    """A code block: its language, its text, and the line of the file on which it begins."""

    language: str
    code: str
    line: int


def page_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def fences(path: Path) -> list[Fence]:
    text = path.read_text("utf-8")
    return [Fence(found[1], found[2], text.count("\n", 0, found.start()) + 1) for found in FENCE.finditer(text)]


def matches(wanted: str, got: str) -> bool:
    """Whether ``got`` is what is shown; trailing blanks do not count."""
    pattern = ""
    for line in wanted.rstrip().splitlines():
        if line.strip() == "…":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += r"[^\n]*".join(map(regex.escape, line.rstrip().split("…"))) + "\n"
    lines = [line.rstrip() for line in got.rstrip().splitlines()]
    return regex.fullmatch(pattern, "".join(line + "\n" for line in lines), timeout=20) is not None


class Checker(doctest.OutputChecker):
    """Compares as `matches` does."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return super().check_output(want, got, optionflags) or (bool(want) and matches(want, got))


def run_python(path: Path, namespace: dict[str, object]) -> int:
    """Run the python blocks of a file in one namespace; return how many there are."""
    blocks = [fence for fence in fences(path) if fence.language == "python"]
    for block in blocks:
        if ">>>" not in block.code:
            exec(compile("\n" * block.line + block.code, str(path), "exec"), namespace)
            continue
        test = doctest.DocTestParser().get_doctest(block.code, namespace, path.name, str(path), block.line)
        failures: list[str] = []
        doctest.DocTestRunner(Checker(), verbose=False).run(test, out=failures.append, clear_globs=False)
        assert not failures, "".join(failures)
        namespace.update(test.globs)
    return len(blocks)


def run_console(path: Path) -> int:
    """Run the commands of a file's console blocks, ``echo $?`` after the command before it; return how many were run."""
    ran = code = 0
    env = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    for block in fences(path):
        for entry in regex.split(r"^\$ ", block.code, flags=regex.M)[1:] if block.language == "console" else ():
            command, _, wanted = entry.partition("\n")
            if not command.startswith(RUNS):
                continue
            script = f"{SHELL}\n(exit {code})\n{command}"
            done = subprocess.run(["bash", "-c", script], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            shown, code, ran = done.stdout.decode("utf-8"), done.returncode, ran + 1
            assert matches(wanted, shown), f"{path.name}:{block.line}: $ {command}\nshown in the docs:\n{wanted}\nprinted:\n{shown}"
    return ran


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_python_blocks_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    ran = run_python(path, {"__name__": "docs"})
    assert ran or path.stem not in {"start-to-finish", "add-a-classifier", "api"}, "no python block was found"


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_console_blocks_run(path: Path) -> None:
    ran = run_console(path)
    assert ran or path.stem != "cli", "no command was found"


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_fences_are_closed_and_named(path: Path) -> None:
    """A block that the pattern above misses would not be run."""
    marks = sum(line.lstrip().startswith("```") for line in path.read_text("utf-8").splitlines())
    assert marks == 2 * len(fences(path)), "a code block is indented or not closed"
    assert all(fence.language for fence in fences(path)), "a code block does not name its language"


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("a\n", "a\n", True),
        ("a\n", "b\n", False),
        ("a …\n", "a long line\n", True),
        ("a …\n", "a long\nline\n", False),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "a\nb\nc\n", False),
        ("a\n", "a\nb\n", False),
        ("", "a\n", False),
    ],
)
def test_shown_output_is_compared(wanted: str, got: str, same: bool) -> None:
    assert matches(wanted, got) is same


def without_code(path: Path) -> str:
    text: str = FENCE.sub("", path.read_text("utf-8"))
    return text


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings."""
    headings = regex.findall(r"^#+ (.*)$", without_code(path), flags=regex.M)
    return {regex.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target in LINK.findall(without_code(path)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        file = path.parent / name if name else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert not broken


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_named_paths_exist(path: Path) -> None:
    made_here = {name for name, _ in FILE.findall(path.read_text("utf-8"))}
    named = {name for name in PATH.findall(without_code(path)) if not PLACEHOLDER.search(name)}
    assert not sorted(name for name in named - made_here if not (ROOT / name).exists())


def test_docs_are_complete() -> None:
    assert {path.stem for path in DOCS.glob("*.md")} >= EXPECTED


def test_decisions_are_in_their_index() -> None:
    index = set(LINK.findall((DECISIONS / "README.md").read_text("utf-8")))
    assert not sorted({path.name for path in DECISIONS.glob("*.md")} - index - {"README.md"})


PUBLIC_FIELDS = {
    "Document": [name for name in vars(declutter.Document) if not name.startswith("_")],
    "Embed": declutter.Embed._fields,
    "Metadata": [field.name for field in dataclasses.fields(declutter.Metadata)],
    "Options": [field.name for field in dataclasses.fields(declutter.Options)],
    "Signal": declutter.Signal._fields,
    "Verdict": [name for name in vars(declutter.Verdict) if not name.startswith("_")],
    "extract": ["url", "encoding", "input"],
}


@pytest.mark.parametrize("name", declutter.__all__)
def test_public_names_are_documented(name: str) -> None:
    inline = set(regex.findall(r"\w+", " ".join(regex.findall(r"`[^`\n]+`", without_code(DOCS / "api.md")))))
    assert name in inline
    assert not sorted(set(PUBLIC_FIELDS.get(name, ())) - inline), f"api.md does not name these of {name}"


def test_labels_and_passes_are_documented() -> None:
    passes, labels = ((DOCS / f"{name}.md").read_text("utf-8") for name in ("api", "explanations"))
    assert not sorted(step.__name__ for step in PASSES if f"`{step.__name__}`" not in passes)
    assert not sorted(label for label in KINDS if f"| `{label}` | {KINDS[label]} |" not in labels)


@pytest.mark.parametrize("name", [PAGE_COMMAND, *COMMANDS])
def test_command_options_are_documented(name: str) -> None:
    text = (DOCS / "cli.md").read_text("utf-8")
    options = {option for action in import_module(f"declutter.cli.{name}").parser()._actions for option in action.option_strings}
    assert options >= {"--help"}
    assert not sorted(option for option in options if f"`{option}" not in text)


def signals_page() -> str:
    """The text of `docs/signals.md`."""
    out = [
        "# Signals",
        "",
        "Generated from the classifiers: `pytest tests/test_docs.py --update`. Do not edit.",
        "",
        "A signal is a named measure with one value a block; its note finishes the sentence “this block …”, or, for a signal in "
        "figures, says what is measured. The last two columns are its words in [reasons](explanations.md). "
        "Weights are in `declutter/weights/html.json` and `declutter/weights/lines.json`. "
        "A classifier of *furniture* gives its name as label to the blocks that it speaks against most. "
        f"Besides, the judge's network adds `{CONTEXT.name}`: {CONTEXT.note} (`declutter/judge/network.py`).",
    ]
    for name, module in zip(classifiers.ROSTER, classifiers.MODULES, strict=True):
        out += signals_section(module, "furniture" if name in classifiers.BOILERPLATE else "evidence")
    return "\n".join(out) + "\n"


def signals_section(module: ModuleType, kind: str) -> list[str]:
    """The lines on one module's signals."""
    name = module.__name__.rpartition(".")[2]
    summary = " ".join((module.__doc__ or "").partition("\n\n")[0].split())
    rows = ["| `{}` | {} | {} | {} |".format(signal.name, *map(cell, texts_of(signal))) for signal in module.SIGNALS]
    head = ["", f"## {name}", "", f"*{kind}*, `declutter/classifiers/{name}.py`. {summary}", ""]
    return [*head, "| Signal | This block … | Where it holds or is high, it … | Else it … |", "|---|---|---|---|", *rows]


def texts_of(signal: declutter.Signal) -> tuple[str, str, str]:
    """The note of a signal, and its two phrases in reasons."""
    return f"*{signal.note}*" if signal.numeric else signal.note, phrase(signal, True), phrase(signal, False)


def cell(text: str) -> str:
    """Text as a cell of a table in Markdown."""
    return text.replace("|", chr(92) + "|").replace("<", "&lt;")


def test_signals_page_is_up_to_date(request: pytest.FixtureRequest) -> None:
    path = DOCS / "signals.md"
    if request.config.getoption("--update"):
        path.write_text(signals_page(), "utf-8")
    assert path.read_text("utf-8") == signals_page(), "docs/signals.md is stale. To rewrite it: pytest tests/test_docs.py --update"


def test_every_signal_has_words_for_its_presence_and_its_absence() -> None:
    assert not [signal.name for signal in classifiers.SIGNALS if not signal.absent or (signal.numeric and not signal.present)]
    alike = [signal.name for signal in classifiers.SIGNALS if phrase(signal, True) == phrase(signal, False)]
    assert not alike, "both say the same"


@pytest.mark.parametrize("name", classifiers.ROSTER)
def test_classifier_is_in_the_signals_page(name: str) -> None:
    assert name in anchors(DOCS / "signals.md")


def test_a_classifier_can_be_added_as_documented(tmp_path: Path) -> None:
    """Do what `docs/add-a-classifier.md` says in a copy of the tree: write its files, its roster word and its weights."""
    text = (DOCS / "add-a-classifier.md").read_text("utf-8")
    files = dict(FILE.findall(text))
    module = next(name for name in files if name.startswith("declutter/classifiers/"))
    word = Path(module).stem
    assert set(files) == {module, f"fixtures/classifiers/{word}.html"}, "one file and one fixture"
    for folder in ("declutter", "fixtures/classifiers", "tests"):
        copytree(ROOT / folder, tmp_path / folder, ignore=ignore_patterns("__pycache__"))
    for name, code in files.items():
        (tmp_path / name).write_text(code, "utf-8")
    roster = tmp_path / "declutter/classifiers/__init__.py"
    extended = regex.sub(r'"\n\)\.split\(\)', f' {word}"\n).split()', roster.read_text("utf-8"), count=1)
    assert word in extended
    roster.write_text(extended, "utf-8")
    (weights,) = (fence.code for fence in fences(DOCS / "add-a-classifier.md") if fence.language == "json")
    for kind in ("html", "lines"):
        path = tmp_path / f"declutter/weights/{kind}.json"
        data = json.loads(path.read_text("utf-8"))
        data["scorecard"]["weights"] |= json.loads(f"{{{weights.strip().rstrip(',')}}}")
        path.write_text(json.dumps(data), "utf-8")
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_classifiers.py", "-k", word]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and " passed" in done.stdout, done.stdout + done.stderr
    explain = [sys.executable, "-m", "declutter", f"fixtures/classifiers/{word}.html", "--explain"]
    labels = subprocess.run(explain, cwd=tmp_path, env=env, capture_output=True, text=True, check=False).stdout
    assert regex.search(rf"^- \d\.\d\d {word} ", labels, flags=regex.M), labels
