"""Where the rows of a run go: shards of a folder, a folder that mirrors the input, one file, or standard output."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from declutter.batch.readers.folders import BESIDE
from declutter.batch.resume import Manifest, ResumeError
from declutter.batch.writers.atomic import atomic, sync_folder
from declutter.batch.writers.jsonl import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from declutter.batch.resume import Shard
    from declutter.batch.writers.format import Format, Row

STATE = ".declutter"  # folder in a folder of results
PARTS, FAILURES_OF_FILE = BESIDE  # suffixes: of the folder beside a file of results, until it is complete, and of the list of failures
FAILURES = "failures.jsonl"


class Sink:
    """An output that is written shard by shard, and can be resumed.

    Args:
        output: the file or folder.
        format: what it is written in.
        single: whether it is one file.
        manifest: of its state folder.
    """

    def __init__(self, output: Path, format: Format, *, single: bool, manifest: Manifest) -> None:
        self.output, self.format, self.single, self.manifest = output, format, single, manifest
        self.parts = manifest.folder if single else output
        self.failures = output.with_name(output.name + FAILURES_OF_FILE) if single else output / FAILURES

    def open(self, *, resume: bool, overwrite: bool) -> None:
        """Begin or resume the output.

        Raises:
            ResumeError: if there is one already, and neither is asked for; if it belongs to another run; if another process writes it.
        """
        there = self.output.exists() if self.single else self.output.is_dir() and any(self.output.iterdir())
        if not there and not self.manifest.folder.exists():
            self.manifest.begin()
        elif overwrite:
            self.clear()
            self.manifest.begin()
        elif not resume:
            raise ResumeError(f"{self.output} exists: --resume goes on with it, --overwrite begins anew")
        elif self.manifest.path.exists():
            self.manifest.resume()
        elif there and self.single:  # the folder of its parts is removed once it is complete
            self.manifest.finished = True
        elif there and any(path.name != STATE for path in self.output.iterdir()):
            raise ResumeError(f"{self.output} holds no run that could be resumed: --overwrite writes into it all the same")
        else:
            self.manifest.begin()

    def clear(self) -> None:
        """Remove an earlier output; other files of a folder stay."""
        for path in (self.output,) if self.single else tuple(self.output.glob(f"part-*{self.format.suffix}")):
            path.unlink(missing_ok=True)
        self.failures.unlink(missing_ok=True)
        self.manifest.path.unlink(missing_ok=True)
        self.manifest.remove()

    def part(self, number: int) -> Path:
        """The file of a shard."""
        return self.parts / f"part-{number:05}{self.format.suffix}"

    def seen_file(self, number: int) -> Path:
        """The file with what the search for duplicates remembers of a shard."""
        return self.manifest.folder / f"seen-{number:05}.bin"

    def seen(self) -> Iterator[bytes]:
        """What it remembers of all finished shards, in order."""
        for number in range(self.manifest.shards):
            yield self.seen_file(number).read_bytes()

    def commit(self, rows: Sequence[Row], shard: Shard, seen: bytes | None) -> None:
        """Write a shard, and list it once it is on the disk."""
        self.parts.mkdir(parents=True, exist_ok=True)
        self.format.write(rows, self.output if self.format.mirrors else self.part(shard.number))
        if seen is not None:
            with atomic(self.seen_file(shard.number)) as file:
                file.write(seen)
            sync_folder(self.manifest.folder)
        sync_folder(self.parts)
        self.manifest.commit(shard)

    def finish(self) -> None:
        """Complete the output: join the parts of a single file, write the list of failures."""
        if self.single and not self.manifest.finished:
            self.format.join((self.part(number) for number in range(self.manifest.shards)), self.output)
        if not self.manifest.finished:
            self.write_failures()
            sync_folder(self.output.parent if self.single else self.output)
            self.manifest.finish()
        if self.single:
            self.manifest.remove()
        self.manifest.close()

    def write_failures(self) -> None:
        """The list of what failed, if anything did."""
        if not self.manifest.counts.failed:
            self.failures.unlink(missing_ok=True)
            return
        with atomic(self.failures) as file:
            for shard in self.manifest.listed():
                for failure in shard.failures:
                    file.write(json.dumps(failure, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


class StandardOutput(Sink):
    """Standard output, as JSON Lines: nothing is kept, so nothing can be resumed."""

    def open(self, *, resume: bool, overwrite: bool) -> None:
        if resume:
            raise ResumeError("what is printed cannot be resumed: name a file or a folder with -o")

    def commit(self, rows: Sequence[Row], shard: Shard, seen: bytes | None) -> None:
        self.manifest.note(shard)
        for row in rows:
            sys.stdout.buffer.write(line(row.record))
        sys.stdout.buffer.flush()

    def finish(self) -> None:
        self.manifest.finished = True
