"""Where the benchmark pages are: ``$DECLUTTER_BENCHMARKS``, or ``../shared/benchmarks`` beside the repository.

A benchmark folder holds ``bench.py``, which knows the peers and the scores, and packed sets of pages, ``NAME.tar.xz``. None of it is part
of the repository; what is measured on it says so loudly where it is missing.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures" / "pages"

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # what is measured is this checkout


def folder() -> Path:
    """The benchmark folder, whether it exists or not."""
    return Path(os.environ.get("DECLUTTER_BENCHMARKS") or ROOT.parent / "shared" / "benchmarks")


def missing(*names: str) -> str:
    """Why these sets cannot be measured, in words; empty where they can."""
    wanted = [folder() / "bench.py", *(folder() / f"{name}.tar.xz" for name in names)]
    absent = [str(path) for path in wanted if not path.is_file()]
    return f"no {', no '.join(absent)}; set DECLUTTER_BENCHMARKS to the folder of the benchmark pages" if absent else ""


@cache
def bench() -> Any:
    """``bench.py`` of the benchmark folder as a module."""
    return loaded(folder() / "bench.py")


@cache
def loaded(path: Path) -> Any:
    """A program of the benchmark folder, or of one beside it, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(path.stem, module)  # survival.py imports bench
    spec.loader.exec_module(module)
    return module


def pages(name: str, count: int) -> tuple[list[tuple[bytes, str | None]], str]:
    """About ``count`` pages spread over a set, each with its address, and where they come from; fixtures where the set is missing."""
    why = missing(name)
    if why:
        shout(f"NO BENCHMARK PAGES: {why}. Falling back on the small pages of fixtures/; the figures do not compare with others.")
        found: list[tuple[bytes, str | None]] = [(path.read_bytes(), None) for path in sorted(FIXTURES.glob("*/page.html"))]
        return found[:count], "fixtures/pages"
    data = [(page, truth.get("url")) for truth, page in bench().load(name) if page.strip()]
    return data[:: max(1, len(data) // count)][:count], name


def shout(message: str) -> None:
    """A warning that is not overlooked."""
    bar = "!" * 100
    print(bar, message, bar, sep="\n", file=sys.stderr, flush=True)
