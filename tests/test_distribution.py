"""The distribution: sdist and wheel hold what they must and nothing else, and the wheel works where nothing of the checkout is.

The build runs with ``--no-isolation``: the ``test`` extra brings setuptools, so nothing is downloaded. The wheel is built from the sdist,
which shows that the sdist is complete. Where build, twine, pip or setuptools are missing or too old, these tests are skipped with the
reason; with ``CI`` set in the environment they fail.
"""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import tarfile
import venv
from email.parser import Parser
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
import regex
from repository_files import ROOT, repository_files

import declutter

NAME = "declutter-web"
NEEDED = {"build": 1, "twine": 6, "pip": 22, "setuptools": 77}  # oldest major versions; pip 22.3 has --python
ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
# Folders and files at the root of the sdist: with the tests and what they read, so that a packager can run them; without `.ci`.
SHIPPED = set("declutter docs fixtures tests".split())
SHIPPED |= set("CHANGELOG.md CONTRIBUTING.md LICENSE README.md SECURITY.md MANIFEST.in pyproject.toml .gitignore".split())
MADE_BY_SETUPTOOLS = {"PKG-INFO", "setup.cfg"}
EGG_INFO = "declutter_web.egg-info/"  # setuptools puts its notes into every sdist
NEEDED_AT_RUN_TIME = {f"declutter/{name}" for name in ("py.typed", "document.schema.json", "weights/html.json", "lexicon/hints.txt")}
DIST_INFO = set("METADATA RECORD WHEEL entry_points.txt top_level.txt licenses/LICENSE".split())
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
PAGE = ROOT / "fixtures" / "pages" / "broadcaster-video-news" / "page.html"

# What a checkout in use has beside the repository's files; none of it may be packed.
STRAYS = """
    .venv/lib/declutter.py report.json notes.txt dist/old.whl build/lib/declutter/removed.py declutter.egg-info/SOURCES.txt
    declutter/notes.md declutter/weights/html.json.orig declutter/lexicon/__pycache__/words.pyc declutter/phrases.orig/share.en.txt
    tests/__pycache__/conftest.pyc tests/unit/test_cli.py.orig fixtures/.DS_Store docs/api.md~
""".split()

API = """
import sys
from importlib.metadata import version
from pathlib import Path
import declutter
doc = declutter.extract(Path(sys.argv[1]))
print(declutter.__file__, version("declutter-web"), doc.title, sep="\\n")
"""


class Built(NamedTuple):
    """The two files that are published."""

    sdist: Path
    wheel: Path


class Installed(NamedTuple):
    """An environment with the wheel in it: its interpreter and the command."""

    python: Path
    command: Path


def missing() -> list[str]:
    """What the build needs and this environment does not have."""
    found = []
    for name, oldest in NEEDED.items():
        try:
            present = version(name)
        except PackageNotFoundError:
            present = "0 (none)"
        if int(present.split(".")[0].split()[0]) < oldest:
            found.append(f"{name} >= {oldest}, here {present}")
    return found


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command and return what it prints.

    Raises:
        AssertionError: with the output, if the command fails.
    """
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Sdist and wheel, built from a copy of the checkout with strays in it."""
    if lacks := missing():
        reason = f"the distribution is not tested, for want of {'; '.join(lacks)}. To install them: pip install '.[test]'"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    checkout = tmp_path_factory.mktemp("checkout")
    for path in repository_files():
        target = checkout / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for name in STRAYS:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("stray\n", "utf-8")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", "published", cwd=checkout)
    (sdist,), (wheel,) = (list((checkout / "published").glob(pattern)) for pattern in ("*.tar.gz", "*.whl"))
    return Built(sdist, wheel)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An empty environment with the wheel; only its dependencies are looked up in the environment that runs the tests.

    Downloading them would make every test run wait for the package index; `.ci/run` does it once, with the README's first command.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv")
    found = Installed(folder / "venv" / SCRIPTS / "python", folder / "venv" / SCRIPTS / "declutter")
    run(sys.executable, "-m", "pip", "--python", found.python, "install", "--no-index", "--no-deps", built.wheel, cwd=folder)
    packages = run(found.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    Path(packages, "dependencies.pth").write_text("\n".join(site.getsitepackages()), "utf-8")
    return found


def differences(packed: set[str], wanted: set[str]) -> str:
    lines = [f"missing: {name}" for name in sorted(wanted - packed)] + [f"stray: {name}" for name in sorted(packed - wanted)]
    return "\n".join(["", *lines])


def repository_names() -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in repository_files()}


def test_sdist_holds_the_repository_and_nothing_else(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    packed = {name for name in names if not name.startswith(EGG_INFO)}
    wanted = {name for name in repository_names() if name.partition("/")[0] in SHIPPED} | MADE_BY_SETUPTOOLS
    assert SHIPPED == {name.partition("/")[0] for name in wanted - MADE_BY_SETUPTOOLS}
    assert packed == wanted, differences(packed, wanted)


def test_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    packed = set(ZipFile(built.wheel).namelist())
    info = f"declutter_web-{declutter.__version__}.dist-info"
    wanted = {name for name in repository_names() if name.startswith("declutter/")} | {f"{info}/{name}" for name in DIST_INFO}
    assert packed == wanted, differences(packed, wanted)
    assert NEEDED_AT_RUN_TIME <= packed


def test_metadata_is_fit_for_the_index(built: Built) -> None:
    run(sys.executable, "-m", "twine", "check", "--strict", *built, cwd=built.wheel.parent)
    with ZipFile(built.wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode("utf-8"))
    stated = [metadata[key] for key in ("Name", "Version", "License-Expression", "License-File", "Requires-Python")]
    assert stated == [NAME, declutter.__version__, "Apache-2.0", "LICENSE", ">=3.10"]
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert "# declutter" in str(metadata.get_payload())


def test_installed_package_extracts_a_page(installed: Installed, tmp_path: Path) -> None:
    where, release, title = run(installed.python, "-I", "-c", API, PAGE, cwd=tmp_path).splitlines()
    assert Path(where).is_relative_to(installed.python.parent.parent), f"this is not the wheel: {where}"
    assert (release, title) == (declutter.__version__, declutter.extract(PAGE).title)


def test_installed_command_extracts_a_page(installed: Installed, tmp_path: Path) -> None:
    text = declutter.extract(PAGE).text
    assert len(text) > 500
    assert run(installed.command, PAGE, cwd=tmp_path).strip() == text.strip()


def commands() -> list[str]:
    """What README and docs say to install, with the options."""
    text = "\n".join(path.read_text("utf-8") for path in DOCS)
    return [found.strip() for found in regex.findall(r"pip install ([^`\n&]*)", text)]


def test_commands_name_the_distribution() -> None:
    """On the package index, ``declutter`` is another program."""
    assert any(NAME in command for command in commands())
    assert not [command for command in commands() if regex.search(r"\bdeclutter\b(?!-web)", command)]


def test_extras_that_commands_install_exist() -> None:
    _, _, extras = (ROOT / "pyproject.toml").read_text("utf-8").partition("[project.optional-dependencies]")
    declared = set(regex.findall(r"^(\w+) = \[", extras, regex.M))
    named = {extra for command in commands() for listed in regex.findall(r"\[([\w,]+)\]", command) for extra in listed.split(",")}
    assert {"test", "train"} <= named <= declared
