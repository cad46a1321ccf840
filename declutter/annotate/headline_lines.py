"""Find the headline of plain lines: of the title-like lines above the story, the one with the highest score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.annotate.layout import is_menu_row
from declutter.lexicon.dates import date_share, is_lifetime
from declutter.page import Headline
from declutter.page.characters import WIDE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.page import Page

ENDS_SENTENCE = regex.compile(r"[.!?…。！？؟।:;,]['\"”’»)]*$")
BOILERPLATE = ("navigation", "share", "legal", "byline", "player", "advert", "embed", "subscribe", "consent", "tags", "shop", "paywall")
DAY = regex.compile(
    r"\D{0,16}\d{1,2}\P{L}{0,3}(?:(?:de|d['’])\s?)?\p{L}[\p{L}\p{M}.]{2,14},?\s(?:de\s|del\s|del?\s)?\d{4}\b.{0,24}"
)  # in any language
LABEL = regex.compile(r"\p{L}{2,14}(?:[ -]\p{L}{2,14})?[:：]\s?(?=\S)")
TITLE_LABEL = regex.compile(
    r"(?:title|headline|subject|titel|überschrift|betreff|titre|objet|título|titolo|asunto|assunto|oggetto|onderwerp|ämne|emne|temat|tytuł|тема|заголовок"
    r"|标题|主题|件名|제목|العنوان|الموضوع)\s?[:：]",
    regex.I,
)
NAME = regex.compile(r"(?:\p{Lu}[\p{L}\p{M}.'’-]*|\p{Ll}{1,3})(?:\s(?:\p{Lu}[\p{L}\p{M}.'’-]*|\p{Ll}{1,3})){1,4}(?:\s[-–|,]\s?.{2,40})?")
CRUMB = regex.compile(r"\s?[»›>/→]\s?")
ARROW = regex.compile(r"\S\s?[»›→]\s?\S")
MOST_CRUMBS = 300  # characters of a line that are read as a breadcrumb trail
REPORTER = regex.compile(r"(?:기자|記者|记者|특파원)\b|・")
COPULAS = frozenset(
    (
        "is are was were ist sind war waren est sont était es son era é são è sono"
        " är var er jest są był to je byl là adalah merupakan είναι ήταν"
    ).split()
)
LEAD_WORDS = 4  # words in a headline, at least, for the full length score
STANDFIRST_WORDS, WIDE_STANDFIRST_WORDS = 14, 25  # words above which a line is more likely a standfirst; in scripts without spaces
BYLINE_WORDS = 8  # words in a byline at most
MASTHEAD_WORDS = 6  # words in the site's name on the first line, at most
FAR = 30  # lines above the byline that are searched for the headline
ENOUGH = 0.4  # score of a line above the byline from which those below it are not considered
REACH = 10  # lines above the byline in which the headline mostly stands
OPENING, PARAGRAPH_WORDS = 12, 15  # lines under an entry's name in which its first paragraph begins; words in that at least
FIELDS = 3  # lines with labels from which on they are the fields of an export or of a mail
# parts of the score; the length score is at most 1
REPEATED, OPENS_STORY, LABELLED = 2.0, 1.5, 1.0
PER_LINE_ABOVE, BEYOND, BELOW, PER_LINE_BELOW = 0.03, 0.5, 0.3, 0.06  # subtracted with the distance to the byline
NAME_LIKE, MASTHEAD, FIELD = 0.35, 0.3, 0.6  # subtracted from lines that look like a name, the site's name, a labelled field


def in_lines(page: Page) -> Headline:
    """The line with the highest title score among the title-like lines around the byline and above the story."""
    marked = [i for i, tag in enumerate(page.tags) if tag == "h1" and page.words[i] > 1]  # in Markdown
    if len(marked) == 1:
        return with_repeats(page, marked[0])
    layout = page.layout
    first = min(layout.first, len(page))
    anchor = layout.start if 0 < layout.start <= layout.first else first
    fields = sum(LABEL.match(text) is not None for text in page.texts[max(0, anchor - FAR) : first]) >= FIELDS
    trails = breadcrumbs(page.clock.each(page.texts[:first]), set(page.texts[:first]))
    likely = [i for i in range(max(0, anchor - FAR), first) if is_title_like(page, i) and page.texts[i] not in trails]
    likely = [i for i in likely if i in marked] or likely
    scores = {i: title_score(page, i, anchor, fields) + LABELLED * (page.texts[i] in trails.values()) for i in likely}
    above = {i: score for i, score in scores.items() if i <= anchor and score >= ENOUGH}
    scores = above or scores
    return with_repeats(page, max(scores, key=lambda i: scores[i])) if scores else Headline("", -1, ())


def breadcrumbs(texts: Iterable[str], others: set[str]) -> dict[str, str]:
    """Lines that are a breadcrumb trail, "Home » News » Storm hits coast", to one of ``others``, "Storm hits coast"; with that line."""
    found = {}
    for text in texts:
        last = CRUMB.split(text)[-1] if len(text) <= MOST_CRUMBS else text
        if last != text and last in others:
            found[text] = last
    return found


def title_score(page: Page, i: int, anchor: int, fields: bool) -> float:
    """Score of a candidate: length, repetition, closeness to the byline, and likeness to names and labelled fields."""
    words, text, tokens = int(page.words[i]), page.texts[i], page.tokens[i]
    long = WIDE_STANDFIRST_WORDS if page.characters.holds[i] & WIDE else STANDFIRST_WORDS
    score = 1.0 if LEAD_WORDS <= words <= long else 0.6 if words > long else 0.3 * words / LEAD_WORDS
    score += REPEATED * (words >= LEAD_WORDS and anchor - i <= REACH and page.tokens.count(tokens) > 1)
    score += OPENS_STORY * (opens_paragraph(page, i) or has_lifetime(page, i))
    score -= BEYOND * (anchor - i > REACH)
    score -= PER_LINE_ABOVE * (anchor - i) if i <= anchor else BELOW + PER_LINE_BELOW * (i - anchor)
    if TITLE_LABEL.match(text):
        return score + LABELLED
    score -= FIELD * (fields and LABEL.match(text) is not None)
    score -= FIELD * (len(ARROW.findall(text[:MOST_CRUMBS])) > 1)
    score -= MASTHEAD * (i == 0 and words <= MASTHEAD_WORDS)
    looks_like_name = REPORTER.search(text) is not None or NAME.fullmatch(text) is not None
    return score - NAME_LIKE * (looks_like_name and beside_date(page, i))


def opens_paragraph(page: Page, i: int) -> bool:
    """Whether one of the next lines is a paragraph that begins with the line's words, as in encyclopedias: "Orla is a town …"."""
    tokens = page.tokens[i]
    after = range(i + 1, min(i + 1 + OPENING, len(page)))
    return any(
        page.words[j] >= PARAGRAPH_WORDS and page.tokens[j][: len(tokens)] == tokens and is_subject(page.tokens[j][len(tokens) :])
        for j in after
    )


def has_lifetime(page: Page, i: int) -> bool:
    """Whether the dates of birth and death follow a line, as they follow the name in an obituary."""
    return i + 1 < len(page) and len(page.texts[i + 1]) <= 80 and is_lifetime(page.texts[i + 1])


def is_subject(rest: list[str]) -> bool:
    """Whether the words after a name are a form of "to be", right away or after one word: "(Carrow) is a town"."""
    return not COPULAS.isdisjoint(rest[:2])


def beside_date(page: Page, i: int) -> bool:
    """Whether the line before or one of the next two is a date line."""
    return any(is_date_line(page.texts[j]) for j in (i - 1, i + 1, i + 2) if 0 <= j < min(len(page), page.layout.first))


def is_date_line(text: str) -> bool:
    """Whether a date is most of a line."""
    return len(text) <= 80 and not is_lifetime(text) and (date_share(text) > 0.4 or DAY.fullmatch(text) is not None)


def with_repeats(page: Page, block: int) -> Headline:
    """The headline in ``block``, with the blocks of the same words."""
    tokens = page.tokens[block]
    return Headline(page.texts[block], block, tuple(i for i, words in enumerate(page.tokens) if words == tokens))


def is_title_like(page: Page, i: int) -> bool:
    """Whether a line is short, without a full stop, not a menu row, not a date, and with few phrases of boilerplate lexicons."""
    words, text = page.words[i], page.texts[i]
    if not 2 <= words <= 30 or ENDS_SENTENCE.search(text.rstrip("?!？！")) or is_menu_row(page, i) or text.startswith(">"):
        return False
    if page.hits("byline")[i] > 0 and (words <= BYLINE_WORDS or page.digit_share[i] > 0):
        return False
    if DAY.fullmatch(text):
        return False
    return sum(float(page.hits(name)[i]) for name in BOILERPLATE) + date_share(text) < 0.3
