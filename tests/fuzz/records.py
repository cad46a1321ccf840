"""Records of a campaign: its findings, each as a file that can be checked anew, and its legs."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from checks import Finding
from compose import Case

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = 3  # of a finding that are kept


def keep(out: Path, case: Case, number: int, finding: Finding) -> None:
    """Save a finding, if there are few of its kind."""
    what = finding.detail[:40] if finding.check == "raises" else ""
    name = hashlib.sha1(f"{finding.check} {finding.place} {what}".encode()).hexdigest()[:10]
    with (out / "findings.log").open("a") as log:
        log.write(f"{name} {number} {case.kind} {finding.check} {finding.place}\n")
    if len(list(out.glob(f"{name}-*.json"))) < EXAMPLES:
        save(out / f"{name}-{number}.json", case, number, finding)


def save(path: Path, case: Case, number: int, finding: Finding) -> None:
    text = isinstance(case.source, str)
    source = case.source if isinstance(case.source, str) else case.source.decode("latin-1")
    data = {"source": source, "text": text, "kind": case.kind, "arguments": case.arguments, "number": number, "finding": finding}
    path.write_text(json.dumps(data, indent=1))


def load(path: Path) -> tuple[Case, int, Finding]:
    data = json.loads(path.read_text())
    source = data["source"] if data["text"] else data["source"].encode("latin-1")
    return Case(source, data["kind"], data["arguments"]), data["number"], Finding(*data["finding"])


def report(out: Path, engine: str, inputs: dict[str, int], seconds: float, found: int) -> None:
    """Print the counts, and append them to the log of legs."""
    line = {"engine": engine, "inputs": sum(inputs.values()), **inputs, "seconds": round(seconds), "findings": found}
    print(json.dumps(line), flush=True)
    with (out / "legs.jsonl").open("a") as log:
        log.write(json.dumps(line) + "\n")
