"""Weights -> a JSON file that can be compared line by line: one line per tree, per row of a layer, per group of names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("names", "words")
PARTED = ("network", "layers")


def write(data: dict[str, Any], path: Path) -> None:
    """Write a weights file."""
    path.write_text(parts(data) + "\n", "utf-8")


def parts(data: dict[str, Any]) -> str:
    """All parts, each from a line of its own."""
    return "{\n" + ",\n".join(f"{compact(key)}: {part(key, value)}" for key, value in data.items()) + "\n}"


def part(key: str, value: Any) -> str:
    """One part of the file."""
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "[\n" + ",\n".join(compact(row) for row in value) + "\n]"
    if key in PARTED and value:
        return parts(value)
    if key in TABLES:
        return "{\n" + ",\n".join(f"{compact(odds)}:[\n" + ",\n".join(map(compact, lines)) + "]" for odds, lines in value.items()) + "\n}"
    return json.dumps(value, ensure_ascii=False, indent=1) if key in ("provenance", "scorecard") else compact(value)


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
