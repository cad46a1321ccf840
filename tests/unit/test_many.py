"""`extract_many` and `aextract_many` with real worker processes."""

from __future__ import annotations

import asyncio
import io
import pickle
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from killers import EXPECTED, Killer

from declutter import Document, Extracted, Failure, Options, aextract_many, extract, extract_many

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

PAGE = (
    "<html><head><title>Bell {0}</title></head><body><article>"
    + "<p>The parish of hill {0} met on Monday and agreed to buy a bell.</p>" * 4
)
SLOW = 20  # seconds after which a worker that should be gone counts as left behind


def pages(number: int) -> Iterator[bytes]:
    return (PAGE.format(place).encode() for place in range(number))


def children() -> set[int]:
    """Processes that this one has started and that run."""
    return {int(pid) for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="child processes are counted in /proc, which only Linux has")


def test_every_page_comes_back_as_extract_gives_it() -> None:
    found = {result.id: result.value for result in extract_many(pages(40), workers=2) if result}
    assert found == {place: extract(page).to_dict() for place, page in enumerate(pages(40))}


@linux
def test_killers_fail_and_all_others_are_delivered() -> None:
    before = children()
    items: list[tuple[Any, bytes, None]] = [(f"page {place}", page, None) for place, page in enumerate(pages(60))]
    for place, killer in enumerate(EXPECTED):
        items.insert(7 + 13 * place, (killer, killer, None))
    results = list(extract_many(items, workers=2, timeout=1.0, max_memory=1_000_000_000, output="text", pipeline=Killer()))
    assert {r.id: r.kind for r in results if isinstance(r, Failure)} == EXPECTED
    assert all(r.message for r in results if isinstance(r, Failure))
    assert sorted(r.id for r in results if r) == sorted(f"page {place}" for place in range(60))
    assert children() == before


def test_ordered_results_of_ids_paths_files_and_trees(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(next(pages(1)))
    missing = tmp_path / "missing.html"
    tree = lxml.html.document_fromstring(next(pages(1)))
    items = [
        ("a", path, "https://bell.example/a"),
        tree,
        io.BytesIO(next(pages(1))),
        ("d", missing, None),
        object(),
        next(pages(1)).decode(),
    ]
    results = list(extract_many(items, workers=1, ordered=True, output="document"))
    assert [result.id for result in results] == ["a", 1, 2, "d", 4, 5]
    values = [result.value for result in results if isinstance(result, Extracted)]
    assert all(isinstance(value, Document) for value in values)
    assert len({value.text for value in values}) == 1
    assert values[0].metadata.url == "https://bell.example/a"
    failures = [result for result in results if isinstance(result, Failure)]
    assert [failure.kind for failure in failures] == ["error", "error"]
    assert "FileNotFoundError" in failures[0].message
    assert "TypeError: extract() takes" in failures[1].message


@linux
def test_an_endless_input_is_read_only_as_far_as_needed_and_closing_ends_the_workers() -> None:
    before = children()
    taken = count()

    def endless() -> Iterator[str]:
        while True:
            yield PAGE.format(next(taken))

    results = extract_many(endless(), workers=2)
    for _ in range(20):
        assert next(results)
    assert children() - before
    results.close()  # type: ignore[attr-defined]
    assert children() == before
    assert next(taken) < 20 + 200


def test_a_worker_that_has_done_its_share_of_pages_costs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("declutter.batch.many.MAX_PAGES", 5)
    monkeypatch.setattr("declutter.batch.many.IN_A_CHUNK", 3)
    results = list(extract_many(pages(40), workers=2, output="text"))
    assert [result for result in results if not result] == []
    assert sorted(result.id for result in results) == list(range(40))


def test_an_error_of_the_input_is_raised_to_the_caller() -> None:
    def broken() -> Iterator[bytes]:
        yield from pages(3)
        raise RuntimeError("the crawl database is gone")

    with pytest.raises(RuntimeError, match="crawl database"):
        list(extract_many(broken(), workers=1))


def test_options_reach_the_workers_and_the_same_is_done_in_process() -> None:
    page = "<article>" + "<p>See <a href='https://a.example/'>the map</a> of the coast and the hills, which we drew last year.</p>" * 5
    texts = [next(extract_many([page], workers=workers, output="markdown", links=False)).value for workers in (0, 1)]  # type: ignore[union-attr]
    assert texts[0] == texts[1] == extract(page, links=False).markdown


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ({"items": "page"}, TypeError, r"pass \[page\]"),
        ({"items": 3}, TypeError, "iterable"),
        ({"workers": -1}, ValueError, "workers"),
        ({"workers": True}, ValueError, "workers"),
        ({"timeout": 0}, ValueError, "timeout"),
        ({"max_memory": "2 GB"}, ValueError, "max_memory"),
        ({"output": "pdf"}, ValueError, "'record', 'text', 'markdown', 'document'"),
        ({"focus": "all"}, ValueError, "focus"),
        ({"unknown": 1}, TypeError, "unknown"),
        ({"pipeline": Killer(), "links": False}, TypeError, "not both"),
    ],
)
def test_wrong_arguments_raise_at_the_call(arguments: dict[str, Any], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        extract_many(**{"items": [], **arguments})


def test_no_items_start_nothing_and_give_nothing() -> None:
    assert list(extract_many([], workers=2)) == []


def test_results_are_small_and_picklable() -> None:
    result = next(extract_many(pages(1), workers=0))
    assert len(pickle.dumps(result)) < 4000
    assert pickle.loads(pickle.dumps(Failure("a", "timeout", "", 1.0))) == Failure("a", "timeout", "", 1.0)
    assert not Failure("a", "timeout", "", 1.0)


async def collected(items: Any, **arguments: Any) -> tuple[list[Any], int]:
    """Results, and how often the event loop could do something else meanwhile."""
    turns = 0

    async def other_work() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.005)
            turns += 1

    task = asyncio.create_task(other_work())
    results = [result async for result in aextract_many(items, **arguments)]
    task.cancel()
    return results, turns


def test_asyncio_with_both_kinds_of_iterables() -> None:
    async def fetched() -> AsyncIterator[tuple[str, bytes, str]]:
        for place, page in enumerate(pages(20)):
            await asyncio.sleep(0)
            yield f"p{place}", page, f"https://bell.example/{place}"

    results, turns = asyncio.run(collected(fetched(), workers=1, ordered=True, output="text"))
    assert [result.id for result in results] == [f"p{place}" for place in range(20)]
    assert turns > 3  # the loop went on
    plain, _ = asyncio.run(collected(pages(5), workers=0))
    assert all(plain) and len(plain) == 5


@linux
def test_a_script_without_a_main_guard_and_ctrl_c(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import itertools, os, signal, threading\n"
        "from declutter import extract_many\n"
        f"page = {PAGE.format(1)!r}\n"
        "for place, result in enumerate(extract_many(itertools.repeat(page), workers=2)):\n"
        "    print(place, flush=True)\n"
        "    if place == 5:\n"
        "        os.killpg(0, signal.SIGINT)\n"
    )
    run = subprocess.run([sys.executable, script], check=False, capture_output=True, text=True, start_new_session=True, timeout=60)
    assert run.stdout.split()[:6] == ["0", "1", "2", "3", "4", "5"]
    assert run.stderr.rstrip().endswith("KeyboardInterrupt")
    assert run.stderr.count("Traceback") == 1


@linux
def test_workers_of_a_killed_caller_end_by_themselves(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import itertools, os\n"
        "from pathlib import Path\n"
        "from declutter import extract_many\n"
        f"results = extract_many(itertools.repeat({PAGE.format(1)!r}), workers=1)\n"
        "next(results)\n"
        "tasks = Path('/proc/self/task').iterdir()\n"
        "print(*(pid for task in tasks for pid in (task / 'children').read_text().split()), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    run = subprocess.run([sys.executable, script], check=False, capture_output=True, text=True, timeout=60)
    workers = [int(pid) for pid in run.stdout.split()]
    assert workers
    until = time.monotonic() + SLOW
    while any(alive(pid) for pid in workers):
        assert time.monotonic() < until, "a worker outlives its caller"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_an_own_pipeline_that_workers_cannot_import_says_so() -> None:
    class Local(Killer):
        pass

    with pytest.raises(TypeError, match="cannot be sent"):
        extract_many(pages(1), workers=1, pipeline=Local(Options()))
