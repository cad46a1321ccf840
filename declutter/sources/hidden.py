"""Hidden text: which styles, class names and rules of the page's own ``<style>`` keep an element out of sight.

Two kinds are distinguished. *Unseen* text is never revealed: it is off-screen, clipped, of size 0, of the colour of its background, or in a
class for screen readers. *Unshown* text (``display:none``, ``hidden``, ``visibility``, ``opacity``, a box of height 0) may be an
accordion, a tab or an animation, so only elements count that scripts hardly select: without id and data attributes, and without a class
that is named like a widget.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.bounded_cache import bounded_cache

if TYPE_CHECKING:
    from collections.abc import Mapping

UNSEEN, UNSHOWN, WHITE = "attr-unseen", "attr-unshown", "attr-white"  # markers among the names of an element
UNSIZED, SIZED = "attr-unsized", "attr-sized"  # text of size 0; text inside that has a size of its own
NONE, FADED = "none", "faded"  # results of `style_hides` beside UNSEEN and WHITE: may be revealed

# class names for text that only screen readers get, and of a site builder for elements whose condition fails
SCREEN_READER = (
    r"sr-only|visually-?hidden|screen-reader(?:-text)?|screenreader-only|sr-text|a11y-hidden|hidden-visually|u-hidden-visually"
    r"|is-visually-hidden|vh-hidden|element-invisible|w-condition-invisible|assistive-text"
)
QUICK = re.compile(r"none|hidden|collapse|opacity|font-size|font:|clip|-\d{3}|colou?r|(?:height|width)\s*:\s*[01]|scale", re.I)
NUMBER = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(px|pt|em|rem|%|vw|vh|ex|ch|)$")
OFF = {"px": 900, "pt": 700, "em": 60, "rem": 60, "vw": 101, "vh": 101, "ch": 120}  # distances beyond any screen, by unit
OFFSETS = ("left", "top", "right", "text-indent", "margin-left", "margin-top", "inset-inline-start")
MOVED = re.compile(r"translate[xy3d]*\((?:[^()]*,)?\s*-\d{4,}px", re.I)
NO_AREA = re.compile(
    r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*(?:0(?:px)?\s+0(?:px)?[\s,]*)+\)", re.I
)
SIZE = re.compile(r"font-size\s*:\s*([^;\s]+)", re.I)
TINY = 2  # px or pt; text of this size or less cannot be read
FAINT = 0.05  # opacity up to which text cannot be seen
WHITES = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "#fefefe", "hsl(0,0%,100%)"})
CLEAR = re.compile(r"transparent|rgba\([^)]*,\s*0?\.?0*\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0$")
MOTION = re.compile(r"transform|transition|animation|will-change|pointer-events|background-clip|translate", re.I)  # revealed by a script
# attributes by which neither a script nor a style sheet selects
PLAIN = frozenset({"style", "hidden", "lang", "dir", "align", "xml:lang", "aria-hidden", "width", "height", "title"})
# class names of what scripts reveal
WIDGET = re.compile(
    r"accord|tab|panel|pane|collaps|toggl|expand|answer|faq|content|more|body|slid|swip|carous|anim|fade|aos|wow|reveal|lazy|load|modul"
    r"|modal|menu|drop|tooltip|popo|step|spoiler|show|open|sticky|hero|banner|js-|section|paywall|article|post|detail|less|full|long|hid|text|excerpt|descr|truncat|view|item|list|card|col|row",
    re.I,
)

CSS_AT_MOST = 50_000  # characters of a <style> element: longer ones are frameworks, whose classes scripts use
RULE_AT_MOST = 1000  # characters of a rule before the declaration that hides
RULES_AT_MOST = 200  # declarations of a <style> element that are looked at
ANCHORS = ("none", "hidden", "opacity:", "font-size:", "-9", "-1", "clip", "transparent", "height:", "color:")
SIMPLE = re.compile(r"(?:p|div|span|section|aside|li|td|a|b|i|em|strong|font|h[1-6])?[.#]([\w-]+)$")


def bare(attrs: Mapping[str, str]) -> bool:
    """Whether an element has no attribute by which a script could find it."""
    return PLAIN.issuperset(attrs)


def marker(key: str, value: str, attrs: Mapping[str, str]) -> str:
    """The names that a ``style`` or ``hidden`` attribute adds to those of its element, ``""`` for none."""
    if key == "hidden":
        if value.lower() == "until-found":  # the browser's own search reveals it
            return ""
        kind = NONE
    else:
        kind = style_hides(value)
    if kind in ("", UNSEEN, UNSIZED):
        return kind
    plain = bare(attrs)
    if kind == WHITE:
        return WHITE if plain else ""
    lost = plain or (PLAIN.issuperset(name for name in attrs if name != "class") and not WIDGET.search(attrs["class"]))
    if kind == NONE:
        return f"{UNSHOWN} attr-hidden" if lost else "attr-hidden"
    return UNSHOWN if lost else ""


@bounded_cache(4096)
def style_hides(style: str) -> str:
    """How the declarations of a style hide: UNSEEN, UNSIZED, NONE (``display:none``), FADED (often revealed), WHITE or ``""``."""
    if not QUICK.search(style):
        return ""
    found = {}
    for declaration in style.lower().split(";"):
        name, _, value = declaration.partition(":")
        found[name.strip()] = value.replace("!important", "").strip()
    if unseen(found, style):
        return UNSEEN
    if "font-size" in found and small(found["font-size"], TINY):
        return UNSIZED
    if found.get("display") == "none":
        return NONE
    if faded(found):
        return "" if MOTION.search(style) else FADED
    background = found.get("background-color") or found.get("background") or ""
    return WHITE if found.get("color", "").replace(" ", "") in WHITES and not background and "text-shadow" not in found else ""


def unseen(found: Mapping[str, str], style: str) -> bool:
    """Whether declarations put text where, or in a form in which, nobody can see it."""
    if any(far(found[name]) for name in OFFSETS if name in found) or MOVED.search(style):
        return True
    if NO_AREA.search(found.get("clip", "") + found.get("clip-path", "")):
        return True
    color = found.get("color", "").replace(" ", "")
    background = (found.get("background-color") or found.get("background") or "").replace(" ", "")
    if color and (CLEAR.match(color) or alike(color, background)) and "clip" not in style and "text-shadow" not in found:
        return True
    return cut_off(found) and small(found.get("height", ""), 1) and small(found.get("width", ""), 1)


def faded(found: Mapping[str, str]) -> bool:
    """Whether declarations hide as those do that a script often takes back."""
    if found.get("visibility") in ("hidden", "collapse"):
        return True
    opacity = NUMBER.match(found.get("opacity", ""))
    if opacity and float(opacity[1]) <= (5 if opacity[2] == "%" else FAINT):
        return True
    sizes = (found.get(name, "") for name in ("height", "max-height", "width", "max-width"))
    return (cut_off(found) and any(small(size, 0) for size in sizes)) or "scale(0)" in found.get("transform", "")


def sized(attrs: Mapping[str, str]) -> bool:
    """Whether the style of an element gives its text a size."""
    found = SIZE.search(attrs.get("style") or "")
    return found is not None and not small(found[1].lower(), TINY)


def cut_off(found: Mapping[str, str]) -> bool:
    return found.get("overflow", "")[:6] in ("hidden", "clip") or found.get("overflow-y", "") == "hidden"


def small(value: str, most: float) -> bool:
    """Whether a length is at most so many pixels or points."""
    number = NUMBER.match(value)
    return number is not None and 0 <= float(number[1]) <= most and (number[2] in ("px", "pt", "") or not float(number[1]))


def far(value: str) -> bool:
    """Whether an offset is negative and beyond the screen."""
    number = NUMBER.match(value)
    return number is not None and float(number[1]) <= -OFF.get(number[2], 1e9)


def alike(color: str, background: str) -> bool:
    """Whether two colours are the same one."""
    return color == background or (color in WHITES and background in WHITES)


def hiding_rules(css: str) -> tuple[set[str], set[str]]:
    """Classes and ids that simple rules (``.x{…}``, ``#x{…}``) of a style sheet hide: those never seen, and those a script may reveal."""
    never: set[str] = set()
    hidden: set[str] = set()
    if len(css) > CSS_AT_MOST:
        return never, hidden
    seen, depth, counted = -1, 0, 0
    for place in sorted(places(css)):
        if place < seen:
            continue
        opening = css.rfind("{", max(0, place - RULE_AT_MOST), place)
        closing = css.find("}", place)
        seen = closing if closing >= 0 else len(css)
        if opening < 0:
            continue
        low = max(0, opening - RULE_AT_MOST)
        start = max(css.rfind("}", low, opening), css.rfind("{", low, opening)) + 1
        start = max(start, css.rfind("*/", start, opening) + 2 if "*/" in css[start:opening] else start)
        depth += css.count("{", counted, start) - css.count("}", counted, start)
        counted = start
        kind = style_hides(SIZE.sub("", css[opening + 1 : seen])) if not depth else ""  # a size of 0 closes gaps between boxes
        if kind in (UNSEEN, NONE, FADED):
            names = [SIMPLE.match(selector.strip()) for selector in css[start:opening].split(",")]
            (never if kind == UNSEEN else hidden).update(name[1] for name in names if name)
    return never, {name for name in hidden - never if lone(name, css) and not WIDGET.search(name)}


def places(css: str) -> list[int]:
    """Where a style sheet has declarations that may hide."""
    found: list[int] = []
    for anchor in ANCHORS:
        place = css.find(anchor)
        while place >= 0 and len(found) < RULES_AT_MOST:
            found.append(place)
            place = css.find(anchor, css.find("}", place) if css.find("}", place) >= 0 else len(css))
    return found


def lone(name: str, css: str) -> bool:
    """Whether a style sheet names a class or id once: a second rule would be the one that shows it."""
    return len(re.findall(rf"[.#]{re.escape(name)}(?![\w-])", css)) == 1
