"""`aextract_many`: `extract_many` for programs that run on asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from typing import TYPE_CHECKING, Any

from declutter.batch.many import extract_many

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from declutter.batch.results import Extracted, Failure

END = object()


def aextract_many(items: Iterable[Any] | AsyncIterable[Any], **arguments: Any) -> AsyncIterator[Extracted | Failure]:
    """Extract many pages without blocking the event loop.

    Args:
        items: as for `extract_many`, or an async iterable, which is read in the running loop.
        arguments: those of `extract_many`.

    Returns:
        An async iterator over `Extracted` and `Failure`; its ``aclose()`` ends the workers.

    Raises:
        TypeError, ValueError: at once, as `extract_many` does.
    """
    if isinstance(items, AsyncIterable):
        source = Source(items)
        return drained(extract_many(source, **arguments), source)
    return drained(extract_many(items, **arguments))


class Source:
    """An async iterable as an iterable that another thread reads, while the loop it belongs to runs on."""

    def __init__(self, items: AsyncIterable[Any]) -> None:
        self.items = items
        self.loop: asyncio.AbstractEventLoop | None = None

    def __iter__(self) -> Iterator[Any]:
        stream = aiter(self.items)

        async def following() -> Any:
            return await anext(stream, END)

        assert self.loop
        while (item := asyncio.run_coroutine_threadsafe(following(), self.loop).result()) is not END:
            yield item


async def drained(results: Iterator[Extracted | Failure], source: Source | None = None) -> AsyncIterator[Extracted | Failure]:
    """The results, each waited for in a thread."""
    if source:
        source.loop = asyncio.get_running_loop()
    try:
        while (result := await asyncio.to_thread(next, results, END)) is not END:
            yield result  # type: ignore[misc]
    finally:
        await asyncio.to_thread(results.close)  # type: ignore[attr-defined]
