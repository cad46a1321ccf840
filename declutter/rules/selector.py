"""CSS selectors of rules: parsed by cssselect, and taken apart into what one element at a time can be compared with.

A page is read element by element and no tree is built, so a selector may ask for what stands before an element or around it, not for
what comes after its start tag. Comparing takes the same time for every element, however the elements are nested.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ELEMENTS = frozenset(
    "html head body title base link meta style script noscript template a abbr acronym address applet area article aside audio b bdi bdo "
    "bgsound big blink blockquote br button canvas caption center cite code col colgroup command content data datalist dd del details dfn "
    "dialog dir div dl dt element em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr i "
    "iframe image img input ins isindex kbd keygen label legend li listing main map mark marquee math menu menuitem meter nav nobr "
    "noembed noframes object ol optgroup option output p param picture plaintext portal pre progress q rb rbc rp rt rtc ruby s samp search "
    "section select shadow slot small source spacer span strike strong sub summary sup svg table tbody td text textarea tfoot th thead "
    "time tr track tt u ul var video wbr xmp".split()
)  # elements of HTML, today's and yesterday's; others are those with a hyphen
COMMAS = re.compile(r"""("[^"]*"|'[^']*')|,\s*""")
HINT = "for a phrase, write 'text:Sign up for our newsletter'"
LATER = (
    "elements are compared as the page is read, before what follows their start tags is known; "
    "write the class, id or place of the element itself, or a phrase with 'text:'"
)
INDEXED = {"nth-child": False, "nth-of-type": True}  # whether only siblings with the same tag count
FIRST = {"first-child": False, "first-of-type": True}


class Element(NamedTuple):
    """An element as it is compared: its tag, attributes and classes, and its place among its siblings, from 1."""

    tag: str
    attrs: Mapping[str, str]
    classes: frozenset[str]
    place: int
    place_of_type: int
    root: bool


class Attribute(NamedTuple):
    """``[name operator "value"]``."""

    name: str
    operator: str
    value: str
    any_case: bool

    def holds(self, element: Element) -> bool:
        """Whether an element has such an attribute."""
        found = element.attrs.get(self.name)
        if found is None:
            return False
        value, found = (self.value.lower(), found.lower()) if self.any_case else (self.value, found)
        if self.operator == "exists":
            return True
        if self.operator == "~=":
            return value in found and value in found.split()
        if self.operator == "|=":
            return found == value or found.startswith(f"{value}-")
        if self.operator == "=":
            return found == value
        if not value:  # by the standard, an empty value begins, ends and is in nothing
            return False
        return found.startswith(value) if self.operator == "^=" else found.endswith(value) if self.operator == "$=" else value in found


class Nth(NamedTuple):
    """``:nth-child(an+b)`` and ``:nth-of-type(an+b)``."""

    a: int
    b: int
    of_type: bool

    def holds(self, element: Element) -> bool:
        """Whether an element has such a place."""
        behind = (element.place_of_type if self.of_type else element.place) - self.b
        return behind == 0 if not self.a else behind % self.a == 0 and behind // self.a >= 0


class Compound(NamedTuple):
    """What one element must be: ``li.promo[data-ad]:not(.own)``; ``others`` are the arguments of ``:is``, ``:where`` and ``:not``."""

    tag: str = ""
    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    tests: tuple[Attribute | Nth, ...] = ()
    root: bool = False
    others: tuple[tuple[bool, tuple[Any, ...]], ...] = ()  # whether one of the compounds must hold or none, and the compounds

    @property
    def asks_for_type(self) -> bool:
        """Whether the place among the siblings with the same tag counts."""
        inside = (compound.asks_for_type for _, compounds in self.others for compound in compounds)
        return any(isinstance(test, Nth) and test.of_type for test in self.tests) or any(inside)

    def holds(self, element: Element) -> bool:
        """Whether an element is that, wherever it stands."""
        if (self.tag and self.tag != element.tag) or (self.root and not element.root):
            return False
        if self.classes and not element.classes.issuperset(self.classes):
            return False
        if any(element.attrs.get("id") != name for name in self.ids):
            return False
        if not all(test.holds(element) for test in self.tests):
            return False
        return all(any(other.holds(element) for other in compounds) is wanted for wanted, compounds in self.others)


class Step(NamedTuple):
    """A compound, and how it stands to the one before: in it (``" "``, ``">"``) or after it (``"+"``, ``"~"``); ``""`` for the first."""

    combinator: str
    compound: Compound


Steps = tuple[Step, ...]
Selector = tuple[Steps, ...]  # alternatives: ``.promo, aside > .teaser``


@lru_cache(maxsize=4096)
def selector_of(text: str) -> Selector:
    """A CSS selector from its text.

    Raises:
        ValueError: if it is none, asks for what comes after an element's start tag, or names an element that HTML does not have.
    """
    from cssselect import SelectorError, parse

    try:
        parsed = parse(COMMAS.sub(lambda found: found[1] or ", ", text))
    except SelectorError as error:
        raise ValueError(f"this is no CSS selector ({error}); {HINT}") from None
    if any(selector.pseudo_element for selector in parsed):
        raise ValueError("a pseudo-element holds no text of the page; write the element without '::'")
    return tuple(steps_of(selector.parsed_tree) for selector in parsed)


def steps_of(tree: Any) -> Steps:
    """The compounds of a selector without commas, the outermost first."""
    steps: list[Step] = []
    while type(tree).__name__ == "CombinedSelector":
        steps.append(Step(tree.combinator, compound_of(tree.subselector)))
        tree = tree.selector
    return (Step("", compound_of(tree)), *reversed(steps))


def compound_of(node: Any) -> Compound:
    """The compound of a tree of cssselect, which holds its parts from the last to the first."""
    parts = Compound()
    while (kind := type(node).__name__) != "Element":
        if kind == "Hash":
            parts = parts._replace(ids=(*parts.ids, node.id))
        elif kind == "Class":
            parts = parts._replace(classes=(*parts.classes, node.class_name))
        elif kind == "Attrib":
            parts = parts._replace(tests=(*parts.tests, *attributes_of(node)))
            parts = parts._replace(others=(*parts.others, *unequal(node)))
        elif kind == "Pseudo" and node.ident == "root":
            parts = parts._replace(root=True)
        elif kind == "Pseudo" and node.ident in FIRST:
            parts = parts._replace(tests=(*parts.tests, Nth(0, 1, FIRST[node.ident])))
        elif kind == "Function" and node.name in INDEXED:
            parts = parts._replace(tests=(*parts.tests, nth_of(node)))
        elif kind == "Negation":
            parts = parts._replace(others=(*parts.others, (False, tuple(map(compound_of, arguments(node))))))
        elif kind in ("Matching", "SpecificityAdjustment"):
            parts = parts._replace(others=(*parts.others, (True, tuple(map(compound_of, arguments(node))))))
        else:
            name = getattr(node, "ident", "") or getattr(node, "name", "") or "has"
            raise ValueError(f":{name} cannot be used in a rule: {LATER}")
        node = node.selector
    tag = (node.element or "").lower()
    if tag and tag not in ELEMENTS and "-" not in tag:
        raise ValueError(f"HTML has no element <{node.element}>; a class is written '.{node.element}', an id '#{node.element}'; {HINT}")
    return parts._replace(tag=tag)


def arguments(node: Any) -> list[Any]:
    """The arguments of ``:not``, ``:is`` or ``:where``: compounds, since cssselect takes no others."""
    found = node.selector_list if hasattr(node, "selector_list") else [node.subselector]
    found = [getattr(one, "parsed_tree", one) for one in found]
    if any(type(one).__name__ == "CombinedSelector" for one in found):
        raise ValueError("inside :not(), :is() and :where() stands what one element is, without spaces, '>', '+' and '~'")
    return found


def attributes_of(node: Any) -> tuple[Attribute, ...]:
    """The test of an attribute selector; none for ``!=``, which `unequal` has."""
    if node.operator == "!=":
        return ()
    value = "" if node.value is None else node.value.value
    return (Attribute(node.attrib.lower(), node.operator, value or "", getattr(node, "flag", None) == "i"),)


def unequal(node: Any) -> tuple[tuple[bool, tuple[Compound, ...]], ...]:
    """``[name != "value"]`` as ``:not([name = "value"])``."""
    if node.operator != "!=":
        return ()
    return ((False, (Compound(tests=(Attribute(node.attrib.lower(), "=", node.value.value, False),)),)),)


def nth_of(node: Any) -> Nth:
    """The place that ``:nth-child(…)`` asks for.

    Raises:
        ValueError: if its argument is none.
    """
    from cssselect.parser import parse_series

    try:
        a, b = parse_series(node.arguments)
    except ValueError:
        raise ValueError(f":{node.name}() takes a number, 'odd', 'even', or a formula such as '2n+1'") from None
    return Nth(a, b, INDEXED[node.name])
