"""Timing of each step of an extraction: ``declutter profile PAGE…``."""

from __future__ import annotations

from itertools import pairwise
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from declutter import classifiers
from declutter.annotate import locate, look_up
from declutter.document import Document, Judged
from declutter.metadata import describe
from declutter.reduce import reduce
from declutter.sources import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.pipeline import Pipeline

STEPS = ("decode, parse, walk", "annotate", "layout, headline", "classify", "judge", "reduce", "metadata", "render text")
RUNS = 3


class Profile(NamedTuple):
    """Seconds of processor time of each of ``STEPS`` on a page, and the text that came out."""

    seconds: tuple[float, ...]
    text: str


def profile(source: Any, pipeline: Pipeline, url: str | None = None) -> Profile:
    """Run the steps of ``Pipeline.extract`` one by one, each timed; the JSON-LD ``articleBody`` fallback is left out."""
    times = [process_time()]
    page = read(source, pipeline.options)
    page.url = url or page.url
    times.append(process_time())
    judge = pipeline.judge_of(page.kind)
    look_up(page, judge.learned)
    times.append(process_time())
    locate(page)
    times.append(process_time())
    columns = classifiers.measure(page)
    times.append(process_time())
    probabilities = judge.probabilities(columns)
    times.append(process_time())
    selection = reduce(page, probabilities, pipeline.options.focus, judge.quality)
    times.append(process_time())
    describe(page)
    times.append(process_time())
    text = Document("ok", 1.0, (), Judged(page, columns, judge, selection, pipeline.options.show)).text
    times.append(process_time())
    return Profile(tuple(after - before for before, after in pairwise(times)), text)


def best_of(source: Any, pipeline: Pipeline, url: str | None = None) -> Profile:
    """The minimum of each step over a few runs, which removes the noise of a busy machine."""
    runs = [profile(source, pipeline, url) for _ in range(RUNS)]
    return Profile(tuple(map(min, zip(*(run.seconds for run in runs), strict=True))), runs[0].text)


def table(seconds: Iterable[tuple[float, ...]]) -> str:
    """Mean milliseconds and share of each step, one line per step."""
    rows = list(seconds)
    means = [1000 * sum(column) / len(rows) for column in zip(*rows, strict=True)]
    total = sum(means) or 1.0
    lines = [f"{step:22}{mean:10.2f} ms {100 * mean / total:5.1f} %" for step, mean in zip(STEPS, means, strict=True)]
    return "\n".join([*lines, f"{'all steps':22}{sum(means):10.2f} ms a page, {len(rows)} pages"])
