"""Labelled pages on disk: a folder, or a tar archive of one, with ``truth.jsonl`` and ``pages/ID.html``.

A line of ``truth.jsonl`` is an object with ``id`` and either ``text`` (the main text) or ``with`` and ``without`` (lists of snippets that
belong to it, and that do not); ``url`` and ``page_type`` are optional. Folders of fixtures (docs/add-a-fixture.md) are read too.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

TRUTH = "truth.jsonl"
EXPECTED = "expected.txt"  # of a fixture
PLACEHOLDERS = ("localhost", "example.", "fakehost")  # hosts of pages without a known address
SHORT_SECOND_LEVEL = 3  # letters: co.uk, com.br


class LabelledPage(NamedTuple):
    """A page and its truth. ``text`` is None where the truth is snippets."""

    dataset: str
    id: str
    source: bytes
    url: str | None
    page_type: str
    text: str | None
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    @property
    def domain(self) -> str:
        """The registered domain, as far as the address alone can tell; the page's own id where it has no address."""
        host = (urlsplit(self.url or "").hostname or "").lower()
        if not host or host.startswith(PLACEHOLDERS):
            return f"{self.dataset}/{self.id}"
        parts = host.split(".")
        short = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= SHORT_SECOND_LEVEL
        return ".".join(parts[-3 if short else -2 :])


def read_set(path: Path) -> list[LabelledPage]:
    """All pages of a folder or archive, in the order of its truth.

    Raises:
        FileNotFoundError: if there is no ``truth.jsonl``, or a page of it is missing.
        ValueError: if a line of the truth is no JSON object with an id and a text or snippets.
    """
    if path.is_dir() and not (path / TRUTH).exists() and (fixtures := sorted(path.glob(f"**/{EXPECTED}"))):
        return [of_fixture(path.name, file.parent) for file in fixtures if (file.parent / "page.html").exists()]
    files = from_folder(path) if path.is_dir() else from_archive(path)
    if TRUTH not in files:
        raise FileNotFoundError(f"{path} has no {TRUTH}; see docs/training.md for the format")
    name = path.name.partition(".")[0]
    return [labelled(name, line, files) for line in files[TRUTH].decode("utf-8").split("\n") if line.strip()]


def of_fixture(name: str, folder: Path) -> LabelledPage:
    """The labelled page in a folder of ``declutter fixture add``: ``page.html``, ``expected.txt`` and ``expected.json``."""
    stated = json.loads(expected.read_text("utf-8")) if (expected := folder / "expected.json").exists() else {}
    text = (folder / EXPECTED).read_text("utf-8")
    return LabelledPage(name, folder.name, (folder / "page.html").read_bytes(), stated.get("url"), "", text, (), ())


def from_folder(path: Path) -> dict[str, bytes]:
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in (path / TRUTH, *(path / "pages").glob("*")) if file.is_file()}


def from_archive(path: Path) -> dict[str, bytes]:
    """The files of an archive, named from where its truth stands: with ``tar -C folder .`` or with the folder itself."""
    try:
        archive = tarfile.open(path)
    except tarfile.ReadError:
        raise ValueError(f"{path} is neither a folder nor a tar archive") from None
    with archive as tar:
        files = {member.name.removeprefix("./"): file.read() for member in tar if (file := tar.extractfile(member))}
    top = min((name for name in files if PurePosixPath(name).name == TRUTH), key=len, default=TRUTH).removesuffix(TRUTH)
    return {name.removeprefix(top): data for name, data in files.items() if name.startswith(top)}


def labelled(name: str, line: str, files: dict[str, bytes]) -> LabelledPage:
    """A line of the truth with its page."""
    try:
        truth = json.loads(line)
    except ValueError as error:
        raise ValueError(f"{name}: a line of {TRUTH} is no JSON ({error}): {line[:80]}") from None
    if not isinstance(truth, dict) or "id" not in truth or not (isinstance(truth.get("text"), str) or isinstance(truth.get("with"), list)):
        raise ValueError(f"{name}: a line of {TRUTH} needs 'id' and 'text', or 'with' and 'without': {line[:80]}")
    file = f"pages/{truth['id']}.html"
    if file not in files:
        raise FileNotFoundError(f"{name}: {TRUTH} names {file}, which is missing")
    wanted, unwanted = (tuple(truth.get(key) or ()) for key in ("with", "without"))
    return LabelledPage(name, truth["id"], files[file], truth.get("url"), truth.get("page_type") or "", truth.get("text"), wanted, unwanted)


def fingerprint(pages: list[LabelledPage]) -> str:
    """A short hash of a set's pages and truth."""
    digest = hashlib.sha256()
    for page in pages:
        digest.update(repr((page.id, page.text, page.wanted, page.unwanted)).encode())
        digest.update(page.source)
    return digest.hexdigest()[:16]
