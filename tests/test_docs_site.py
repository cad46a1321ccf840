"""The documentation as a site: every page is in its navigation, and MkDocs builds it without a warning."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BUILT = ("index.html", "reference.html", "decisions/dates.html", "images/report.png")


def test_every_page_is_in_the_navigation() -> None:
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    missing = [name for name in (path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")) if f"- {name}\n" not in config]
    assert not missing, f"not in the navigation of mkdocs.yml: {missing}"


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="THE SITE OF THE DOCS IS NOT BUILT: pip install 'declutter-web[docs]'")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all((tmp_path / name).is_file() for name in BUILT)
    reference = (tmp_path / "reference.html").read_text("utf-8")
    assert "Extract the main text" in reference, "the reference has no docstrings"
    assert "fonts.googleapis" not in reference
