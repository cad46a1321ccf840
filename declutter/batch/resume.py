"""The manifest of a run: which part of the input is in which finished shard. What it lists is on the disk, whatever ends the process.

A shard is the results of consecutive entries of the input. It is written under a temporary name, brought to the disk and renamed, and only
then listed in the manifest. A run that is resumed passes over the entries of listed shards, makes everything behind them anew, and so
writes what an undisturbed run would have written.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from declutter.batch.writers.atomic import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

VERSION = 1  # of the manifest
COUNTS = ("status", "skipped", "filtered", "failed")


class ResumeError(Exception):
    """An output cannot be begun or resumed; the message says why, and what to do."""


@dataclass
class Counts:
    """How many entries ended how: documents by status, the rest by kind."""

    status: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    filtered: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    rows: int = 0

    @property
    def pages(self) -> int:
        """Pages that were extracted or failed; what the input holds besides (images, redirects) is none."""
        return self.status.total() + self.failed.total()

    def add(self, other: Counts) -> None:
        """Add the counts of another part of the input."""
        for name in COUNTS:
            getattr(self, name).update(getattr(other, name))
        self.rows += other.rows

    def to_dict(self) -> dict[str, Any]:
        return {"rows": self.rows, **{name: dict(getattr(self, name)) for name in COUNTS}}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Counts:
        return cls(**{name: Counter(data[name]) for name in COUNTS}, rows=data["rows"])


class Shard(NamedTuple):
    """A finished shard, as the manifest lists it.

    Attributes:
        number: from 0.
        entries: how many entries of the input it covers.
        ids: a digest of their ids.
        counts: how they ended.
        failures: id, kind and message of those that failed.
    """

    number: int
    entries: int
    ids: str
    counts: Counts
    failures: list[dict[str, str]]

    def line(self) -> bytes:
        return json_line({**self._asdict(), "counts": self.counts.to_dict()})


class Manifest:
    """The manifest of a run in its state folder.

    Args:
        folder: the state folder.
        settings: everything that determines the output, in the form of JSON.
    """

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        self.folder, self.settings = folder, json.loads(json.dumps(settings))
        self.path = folder / "manifest.jsonl"
        self.file: IO[bytes] | None = None
        self.shards = self.entries = 0
        self.counts = Counts()
        self.finished = False

    def begin(self) -> None:
        """Start an empty manifest."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock()
        self.path.write_bytes(b"")
        self.append(json_line({"version": VERSION, "settings": self.settings}))
        sync_folder(self.folder)

    def resume(self) -> None:
        """Read a manifest and go on behind its last whole line.

        Raises:
            ResumeError: if it belongs to another run.
        """
        self.lock()
        with open(self.path, "rb") as file:
            whole = 0
            for number, line in enumerate(file):
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                data = json.loads(line)
                if not number:
                    self.check(data)
                elif data.get("finished"):
                    self.finished = True
                else:
                    self.note(shard(data))
        if not whole:
            self.begin()
            return
        os.truncate(self.path, whole)

    def lock(self) -> None:
        """Keep a second process from writing the same output, where the system can."""
        with suppress(ImportError):
            import fcntl

            try:
                fcntl.flock(self.opened().fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise ResumeError(f"another process is writing to {self.folder}") from error

    def opened(self) -> IO[bytes]:
        """The manifest, open for appending."""
        if self.file is None:
            self.file = open(self.path, "ab", buffering=0)  # until the end of the run
        return self.file

    def check(self, data: dict[str, Any]) -> None:
        """Refuse a manifest of other settings."""
        if data.get("version") != VERSION:
            raise ResumeError("the output was begun by another version of declutter: --overwrite begins anew")
        before = data["settings"]
        changed = sorted(name for name in {*before, *self.settings} if before.get(name) != self.settings.get(name))
        if changed:
            was = ", ".join(f"{name} was {before.get(name)!r}" for name in changed)
            raise ResumeError(f"the output was begun with other settings ({was}): use the same ones, or --overwrite begins anew")

    def note(self, done: Shard) -> None:
        """Count a shard that is listed."""
        self.shards += 1
        self.entries += done.entries
        self.counts.add(done.counts)

    def commit(self, done: Shard) -> None:
        """List a shard whose files are on the disk."""
        self.append(done.line())
        self.note(done)

    def finish(self) -> None:
        """Note that the output is complete."""
        self.append(json_line({"finished": True}))
        self.finished = True

    def append(self, line: bytes) -> None:
        """Add a line and bring it to the disk."""
        file = self.opened()
        file.write(line)
        os.fsync(file.fileno())

    def listed(self) -> Iterator[Shard]:
        """The finished shards, in order."""
        with open(self.path, "rb") as file:
            next(file)
            yield from (shard(data) for line in file if not (data := json.loads(line)).get("finished"))

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None

    def remove(self) -> None:
        """Remove the state folder."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Passed:
    """Checks that the entries which a resumed run passes over are those of the finished shards."""

    def __init__(self, shards: Iterable[Shard]) -> None:
        self.shards = iter(shards)
        self.left = 0
        self.digest = Ids()
        self.expected: Shard | None = None

    def check(self, identity: str) -> None:
        """Take the next entry.

        Raises:
            ResumeError: if the input has changed.
        """
        if self.expected is None:
            self.expected = next(self.shards)
            self.digest, self.left = Ids(), self.expected.entries
        self.digest.add(identity)
        self.left -= 1
        if not self.left:
            if self.digest.hex() != self.expected.ids:
                raise ResumeError(f"the input has changed since shard {self.expected.number} was written: --overwrite begins anew")
            self.expected = None


class Ids:
    """A digest of the ids of entries, in order."""

    def __init__(self) -> None:
        self.hash = sha256()

    def add(self, identity: str) -> None:
        self.hash.update(identity.encode("utf-8", "surrogatepass") + b"\0")

    def hex(self) -> str:
        return self.hash.hexdigest()[:32]


def shard(data: dict[str, Any]) -> Shard:
    """A shard from its line."""
    return Shard(data["number"], data["entries"], data["ids"], Counts.from_dict(data["counts"]), data["failures"])


def json_line(data: dict[str, Any]) -> bytes:
    """A line of JSON."""
    return json.dumps(data).encode() + b"\n"
