"""MathML to LaTeX: ours and the mathml-to-latex package on the formulas of the benchmark pages that bring their LaTeX along.

    python tests/bench/formulas.py

The LaTeX that a formula brings along is the truth and is taken out before it is converted. Two formulas are equal that differ in spaces,
braces, sizes and spacing commands only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from time import process_time

from benchmark_pages import bench, folder, missing, shout

from declutter.sources.html import read_html

FORMULA = re.compile(rb"<math\b.*?</math>", re.S)
TEX = re.compile(r"<annotation[^>]*tex[^>]*>(.*?)</annotation>", re.S | re.I)
ANNOTATION = re.compile(r"""<annotation.*?</annotation>|\salttext="[^"]*\"""", re.S)
LOOKS = re.compile(r"\\(?:displaystyle|textstyle|left|right|quad|qquad|mathrm|operatorname|text|rm|limits|mathit)\b|\\[,;:! ]|[\s{}]")


def equal_form(tex: str) -> str:
    """A formula without what makes no difference."""
    return LOOKS.sub("", tex.replace("\\dfrac", "\\frac").replace("\\tfrac", "\\frac").replace("\\le ", "\\leq "))


def ours(formula: str) -> str:
    return "".join(read_html(f"<p>{formula}</p>".encode()).texts).strip("$ ")


def contenders() -> dict[str, Callable[[str], str]]:
    try:
        from mathml_to_latex.converter import MathMLToLaTeX
    except ImportError:
        shout("mathml-to-latex IS MISSING")
        return {"declutter": ours}
    return {"declutter": ours, "mathml-to-latex": lambda formula: str(MathMLToLaTeX().convert(formula))}


def formulas() -> dict[str, str]:
    """MathML without its LaTeX -> that LaTeX."""
    found = {}
    for path in sorted(folder().glob("*.tar.xz")):
        for _, page in bench().load(path.stem.removesuffix(".tar")):
            for match in FORMULA.findall(page):
                formula = match.decode("utf-8", "replace")
                if tex := TEX.search(formula):
                    found[ANNOTATION.sub("", formula)] = unescape(tex[1])
    return found


def main() -> None:
    if why := missing():
        raise SystemExit(why)
    data = formulas()
    for name, convert in contenders().items():
        right = failed = 0
        start = process_time()
        for formula, tex in data.items():
            try:
                right += equal_form(convert(formula)) == equal_form(tex)
            except Exception:
                failed += 1
        taken = 1000 * (process_time() - start) / len(data)
        print(f"{name:16} right {right} of {len(data)}  raised on {failed}  ms a formula {taken:.2f}")


if __name__ == "__main__":
    main()
