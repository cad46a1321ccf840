"""Which detector finds the charset of an undeclared page: accuracy, time and import, of ours and the libraries, in one run.

    python tests/bench/charset.py [--each N] [--errors]

Then, of declutter alone, what becomes of pages that are declared: rightly, or as a charset that servers and editors add by themselves.

A detector is right about a page when the bytes, read in the charset that it names, give the page's text (tests/bench/charset_pages.py has
the pages): to take windows-1252 for iso-8859-1 is right wherever the two give the same text. Milliseconds are processor time.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from time import process_time

from benchmark_pages import ROOT, shout
from charset_pages import LANGUAGES, Sample, as_fetched, folded, re_encoded, read_as

from declutter.sources.decode import decode

Detector = Callable[[bytes], str]
IMPORTS = {"charset-normalizer": "charset_normalizer", "chardetng": "chardetng_py", "uchardet": "cchardet"}
PASSES = 5


def declutter_detector() -> Detector:
    return lambda data: decode(data).encoding


def chardet_detector() -> Detector:
    import chardet

    era, web = chardet.EncodingEra.ALL, (*LANGUAGES, "utf-8", "gb18030")
    return lambda data: chardet.detect(data, encoding_era=era, include_encodings=web)["encoding"] or "windows-1252"


def chardetng_detector() -> Detector:
    import chardetng_py

    return lambda data: chardetng_py.detect(data, allow_utf8=True)


def charset_normalizer_detector() -> Detector:
    import charset_normalizer

    def detect(data: bytes) -> str:
        best = charset_normalizer.from_bytes(data).best()
        return best.encoding if best else "windows-1252"

    return detect


def uchardet_detector() -> Detector:
    import cchardet

    return lambda data: cchardet.detect(data)["encoding"] or "windows-1252"


MAKERS = {
    "declutter": declutter_detector, "chardet": chardet_detector, "chardetng": chardetng_detector,
    "charset-normalizer": charset_normalizer_detector, "uchardet": uchardet_detector,
}  # fmt: skip


def contenders() -> dict[str, Detector]:
    """The detectors that are installed."""
    found = {}
    for name, make in MAKERS.items():
        if importlib.util.find_spec(IMPORTS.get(name, name)) is None:
            shout(f"{name} IS MISSING: pip install 'declutter[bench]'")
        else:
            found[name] = make()
    return found


def right(sample: Sample, detector: Detector) -> tuple[bool, str, float]:
    """Whether a detector gives the text of a page, what it says, and the seconds that it takes."""
    start = process_time()
    try:
        said = detector(sample.data)
    except Exception as error:
        said = type(error).__name__
    seconds = process_time() - start
    try:
        return read_as(sample.data, said) == sample.text, said, seconds
    except ValueError:
        return False, said, seconds


def import_milliseconds(module: str) -> float:
    """What importing a module takes, beyond the standard library; the best of a few fresh interpreters."""
    code = f"import re, codecs, zlib, time; start = time.process_time(); import {module}; print(time.process_time() - start)"
    runs = [subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True) for _ in range(PASSES)]
    return 1000 * min(float(run.stdout) for run in runs)


def declared(samples: list[Sample], charset: str | None) -> str:
    """Share of the pages that declutter reads right under a declaration: of this charset, or (None) of their own."""
    hits: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for sample in samples:
        if charset is None or read_as(sample.data, charset) != sample.text:
            count[sample.group] += 1
            hits[sample.group] += folded(decode(sample.data, http_charset=charset or sample.charset).text) == sample.text
    return "  ".join(f"{group} {hits[group] / count[group]:.3f} of {count[group]}" for group in sorted(count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=20, help="pages of each language and charset (default %(default)s)")
    parser.add_argument("--errors", action="store_true", help="name each page that a detector gets wrong")
    args = parser.parse_args()
    detectors = contenders()
    count: Counter[str] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    seconds: Counter[str] = Counter()
    samples = [*as_fetched(), *re_encoded(args.each)]
    for sample in samples:
        rows = {f"{sample.group}: all", f"{sample.group}: {sample.charset}"}
        count.update(rows)
        for name, detector in detectors.items():
            ok, said, taken = right(sample, detector)
            seconds[name] += taken
            hits.update({(row, name): int(ok) for row in rows})
            if args.errors and not ok:
                print(f"{name}: {sample.group} {sample.charset} taken for {said} ({len(sample.data)} bytes)")
    print(f"{'share of pages read right':32}{'pages':>6}", *(f"{name:>19}" for name in detectors))
    for row in sorted(count, key=lambda row: (row.partition(":")[0], not row.endswith(": all"), row)):
        print(f"{row:32}{count[row]:6}", *(f"{hits[row, name] / count[row]:19.3f}" for name in detectors))
    pages = sum(n for row, n in count.items() if row.endswith(": all"))
    print(f"{'ms a page':38}", *(f"{1000 * seconds[name] / pages:19.2f}" for name in detectors))
    others = [name for name in detectors if name != "declutter"]  # which imports chardet for the first page that is not UTF-8
    print(f"{'ms to import':58}", *(f"{import_milliseconds(IMPORTS.get(name, name)):19.1f}" for name in others))
    for charset in (None, "iso-8859-1", "windows-1251"):
        print(f"declared as {charset or 'what they are'}, declutter: {declared(samples, charset)}")


if __name__ == "__main__":
    main()
