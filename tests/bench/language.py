"""Which language a text is in: the stop words of the lexicon against language identifiers, on the pages whose truth names it.

    python tests/bench/language.py [--each N]

Everybody gets the same text, the one that declutter keeps; what the page declares is not told. Milliseconds are processor time, without
the first call, which loads the models; those of declutter are of a whole extraction, of which the language is a small part.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections import Counter, defaultdict
from collections.abc import Callable
from time import process_time

from benchmark_pages import bench, folder, missing, shout

import declutter

SETS = ("daniel-dev", "docs-dev", "recipes-dev", "forum52-dev", "drupalcz", "readability")
ALIASES = {"no": "nb", "nn": "nb", "iw": "he", "in": "id"}
SAMPLE = 4000  # characters that an identifier gets


def ours(text: str) -> str:
    return declutter.extract(text, input="lines").metadata.language or ""


def py3langid() -> Callable[[str], str]:
    import py3langid

    return lambda text: str(py3langid.classify(text)[0])


def lingua() -> Callable[[str], str]:
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def detect(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else ""

    return detect


MAKERS = {"declutter": lambda: ours, "py3langid": py3langid, "lingua": lingua}


def samples(each: int) -> list[tuple[str, str]]:
    """Language and text of pages: at most ``each`` of a language in a set."""
    found = []
    for name in SETS:
        by_language = defaultdict(list)
        for truth, page in bench().load(name):
            language = str(truth.get("lang") or truth.get("language") or "")[:2].lower()
            by_language[ALIASES.get(language, language)].append(page)
        for language, pages in by_language.items():
            for page in pages[:: max(1, len(pages) // each)][:each] if language else []:
                text = declutter.extract(page).text[:SAMPLE]
                if len(text) > 50:
                    found.append((language, text))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=10, help="pages of each language in each set (default %(default)s)")
    args = parser.parse_args()
    if why := missing(*SETS):
        raise SystemExit(why)
    data = samples(args.each)
    print(f"{len(data)} pages in {len({language for language, _ in data})} languages, of {folder().name}")
    for name, make in MAKERS.items():
        if name != "declutter" and importlib.util.find_spec(name) is None:
            shout(f"{name} IS MISSING")
            continue
        start = process_time()
        identify = make()
        identify(data[0][1])
        first, wrong, start = process_time() - start, Counter(), process_time()
        for language, text in data:
            said = identify(text)
            wrong[f"{language}>{ALIASES.get(said, said)}"] += ALIASES.get(said, said) != language
        taken = process_time() - start
        right = 1 - wrong.total() / len(data)
        times = f"ms a page {1000 * taken / len(data):.2f}  first call {1000 * first:.0f} ms"
        print(f"{name:10} right {right:.3f}  {times} ", wrong.most_common(8))


if __name__ == "__main__":
    main()
