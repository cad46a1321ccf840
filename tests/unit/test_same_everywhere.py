"""The same page gives the same document in every process, whatever order its sets of strings come in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLUG = "the-bell-of-the-old-town-rang-at-ten-and-then-it-fell-off-its-beam-and-lay-in-the-mud-for-days-silent-copper-ringer-bronze-abbots"
HEADLINE = "The silent bell of the old town rang at ten, and then it fell off its beam and lay in the mud for days"
CODE = f"""
import hashlib
from pathlib import Path
from declutter import Options, extract
from declutter.metadata.parse.slug import spelt_line
from declutter.annotate import annotate
from declutter.sources import read
story = 12 * "The warden had heard it crack in March, and told the council so. "
flat = f"Home\\n\\nSport\\n\\n{HEADLINE}\\n\\n{{story}}\\n\\nAnother line about the bell that nobody rang"
page = annotate(read(flat, Options(input="lines")))
page.url = "https://village.example/{SLUG}"
print(spelt_line(page))
for path in sorted(Path({str(ROOT)!r}, "fixtures").glob("*/*/page.*"))[::4]:
    document = extract(path, url="https://village.example/" + path.parent.name)
    print(path.parent.name, hashlib.sha256(document.to_json(blocks=True).encode()).hexdigest())
"""


def said(seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, timeout=300, check=True).stdout


def test_the_order_of_sets_changes_nothing() -> None:
    first, *others = map(said, (0, 1, 2, 3))
    assert len(first.splitlines()) > 25
    for other in others:
        assert other.splitlines() == first.splitlines()
