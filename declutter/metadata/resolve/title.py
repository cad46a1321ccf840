"""Choose the title: the visible headline, or a title of the head, without the site's name."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import regex

from declutter.annotate.headline import GENERIC, head_titles
from declutter.metadata.parse.names import fold, letters, printable
from declutter.metadata.parse.site_name import LONGEST, SEPARATOR, TIGHT_SEPARATOR, Site, address, names_site

if TYPE_CHECKING:
    from declutter.metadata.claim import Claim
    from declutter.page import Page

LABEL = regex.compile(
    r"(?:thread|topic|title|collection|titel|thema|sujet|headline|subject|überschrift|betreff|titre|objet|título|titolo|asunto|assunto|oggetto|onderwerp"
    r"|ämne|emne|temat|tytuł|тема|заголовок|标题|主题|件名|제목|العنوان|الموضوع)\s?[:：]\s?(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv|odp)\s?:\s?)*(?:\[[^\]]{1,40}\]\s?)?(?=\S)|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\s?[-–—|:]?\s?(?=\p{Lu})",
    regex.I,
)
KICKER = regex.compile(r"(?:\s[|\-–—·•»«/]+|[|»•:])\s$")  # separator between a kicker and the headline
EDGES = " |｜-–—·•»«:：/_"
MARKUP = regex.compile(
    r"</?(?:a|abbr|b|bdi|big|br|cite|code|em|font|h\d|i|mark|p|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]{0,200}>", regex.I
)
MANUAL = regex.compile(  # the name of a whole manual: "Node.js v18 documentation"
    r"[^|–—]{1,60}\s(?:documentation|docs|manual|reference|handbook|dokumentation|handbuch|documentación|документация)(?:\s[\w.]{1,8})?",
    regex.I,
)
PLACEHOLDERS = frozenset({"undefined", "null", "none", "nan"})  # parts of titles that a program left there
NEWS = "json-ld news"  # source of the headline of a JSON-LD NewsArticle
HEADLINE = 0.95  # trust of the visible headline
BURIED = 0.97  # trust of a heading that is the rest of <title> where the first heading found is the site's name
ONLY_HEADING = 0.9  # trust of the only h1, where no title of the head agrees with it
ONLY_IN_HEAD = 0.5  # trust of a headline taken from the head
ENOUGH = 0.4  # lowest score of a title that is chosen
AGREEMENT = 0.08  # added for each further source with the same title
READ = frozenset({"article", "forum", "documentation"})  # page types whose h1 is a headline rather than a slogan
HEADLINE_WORDS = 3  # words in a headline at least
LABEL_WORDS = 3  # words in the label before a thread's title at most
KICKED_WORDS = 4  # words in a title that the headline ends with, at least
ARTICLE = 5  # characters that an article ("The ") may have


class Candidate(NamedTuple):
    """A candidate for the title."""

    text: str
    source: str
    trust: float


def choose_title(page: Page, claims: list[Claim], site: str, kind: str) -> tuple[str, str]:
    """(title, source) of the best candidate; empty where none has enough trust."""
    own_site = Site(fold(site), address(page))
    candidates = [*visible_candidates(page, claims, own_site, kind)]
    for claim in claims:
        if claim.value:
            candidates.append(Candidate(clean(claim.value, own_site, claim.source == "title"), claim.source, claim.trust))
    news = next((candidate for candidate in candidates if candidate.source == NEWS and len(candidate.text.split()) >= HEADLINE_WORDS), None)
    if news is not None and not is_cut(news.text, page.headline.text) and not has_kicker(page, news.text):
        return news.text, news.source
    if page.headline.block >= 0:
        unlabelled = without_label(page)
        if unlabelled:
            return unlabelled, "headline"
        whole = continued(page.headline.text, candidates)
        if whole is not None:
            return whole.text, whole.source
        bare = without_kicker(candidates)
        if bare is not None:
            return bare.text, bare.source
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if 1 < len(candidate.text) <= LONGEST and candidate.text.casefold() not in PLACEHOLDERS:
            groups.setdefault(fold(candidate.text), []).append(candidate)
    best: tuple[float, Candidate | None] = (0.0, None)
    for same in groups.values():
        top = max(same, key=lambda candidate: candidate.trust)
        score = top.trust + AGREEMENT * (len({candidate.source for candidate in same}) - 1)
        if score > best[0] + 1e-9:
            best = (score, top)
    return (best[1].text, best[1].source) if best[1] is not None and best[0] >= ENOUGH else ("", "")


def is_cut(text: str, headline: str) -> bool:
    """Whether a title is the headline cut at a length limit."""
    return text.endswith(("…", "...")) or (len(text) < len(headline) and headline.startswith(text))


def has_kicker(page: Page, text: str) -> bool:
    """Whether a title of the head is a kicker, a separator, and the visible headline."""
    headline = page.headline.text
    if page.headline.block < 0 or len(headline.split()) < HEADLINE_WORDS or len(headline) >= len(text):
        return False
    return text.endswith(headline) and KICKER.search(text[: -len(headline)]) is not None


def without_label(page: Page) -> str:
    """The headline without a label at its start ("News", "Solved") that the head's title separates with a dash."""
    headline = page.headline.text
    for title in head_titles(page):
        label, dash, rest = title.partition(" - ")
        if dash and len(label.split()) <= LABEL_WORDS and headline.startswith(label) and not headline.startswith(label + dash):
            name = headline[len(label) :].strip()
            if name[:1].isalnum() and len(name.split()) >= HEADLINE_WORDS and fold(rest).startswith(fold(name)):
                return name
    return ""


def continued(headline: str, candidates: list[Candidate]) -> Candidate | None:
    """The head's title, where the headline ends in a colon or a dash and its rest stands in another element."""
    if not headline.endswith((":", "–", "—", "：")):
        return None
    return next((one for one in candidates if one.text.startswith(headline) and len(one.text) > len(headline) + 1), None)


def without_kicker(candidates: list[Candidate]) -> Candidate | None:
    """The head's title, where the headline is a kicker and that title; None where another title has the kicker too."""
    headline, *others = candidates
    stated = [candidate for candidate in others if candidate.source not in ("headline", "title")]
    if any(fold(candidate.text) == fold(headline.text) for candidate in others):
        return None
    ends = [
        candidate
        for candidate in stated
        if len(candidate.text.split()) >= KICKED_WORDS
        and headline.text.endswith(" " + candidate.text)
        and len(headline.text) - len(candidate.text) > ARTICLE
    ]
    return ends[0] if ends else None


def visible_candidates(page: Page, claims: list[Claim], site: Site, kind: str) -> list[Candidate]:
    """Candidates from visible headings."""
    candidates = []
    text, block = page.headline.text, page.headline.block
    if text:
        candidates.append(Candidate(clean(text, site), "headline", HEADLINE if block >= 0 else ONLY_IN_HEAD))
    if block >= 0:
        other = rest_of_title(page, site)
        if other:
            candidates.append(Candidate(other, "headline", BURIED + AGREEMENT * len(claims)))
        return candidates
    first = {page.texts[i]: page.tokens[i] for i, tag in enumerate(page.tags) if tag == "h1"}
    if len(first) == 1 and page.kind == "html":
        heading, words = first.popitem()
        stated = [fold(claim.value[: 2 * LONGEST]) for claim in claims]
        name = fold(heading)
        if name and name != site.name and letters(heading) not in site.address:
            opens = any(title.startswith(name + " ") for title in stated)
            if opens or (kind in READ and len(words) >= HEADLINE_WORDS) or all(is_generic(claim.value, name) for claim in claims):
                candidates.append(Candidate(clean(heading, site), "h1", ONLY_HEADING))
    return candidates


def is_generic(stated: str, heading: str) -> bool:
    """Whether a title of the head belongs to a program, a template or a whole manual rather than to the page with this heading."""
    text = stated[:LONGEST].strip()
    return (
        GENERIC.fullmatch(text) is not None
        or text.casefold() in PLACEHOLDERS
        or (MANUAL.fullmatch(text) is not None and heading not in fold(text))
    )


def rest_of_title(page: Page, site: Site) -> str:
    """The heading that is the rest of ``<title>``, where the headline found first is the site's name."""
    whole, name = fold(page.head.title[:LONGEST]), fold(page.headline.text)
    if not name or name == whole:
        return ""
    rest = whole[len(name) :].strip() if whole.startswith(name + " ") else whole[: -len(name)].strip() if whole.endswith(" " + name) else ""
    own = names_site(page.headline.text, site)
    if not rest or names_site(rest, site) or (not own and len(rest.split()) <= len(name.split())):
        return ""
    wanted = {rest, *(fold(part) for part in SEPARATOR.split(page.head.title[:LONGEST]) if own and not names_site(part, site))} - {name}
    for i in range(page.headline.block + 1, min(len(page), page.layout.first + 1)):
        if page.tags[i] in ("h1", "h2", "h3") and page.words[i] <= 40 and fold(page.texts[i]) in wanted:
            return page.texts[i]
    return ""


def clean(text: str, site: Site, whole: bool = False) -> str:
    """``text`` with entities resolved and without the site's name at either end; of a whole ``<title>`` (``whole``) the longest part."""
    text = text[: 2 * LONGEST]
    text = unescape(unescape(text)) if "&" in text else text  # some systems escape twice
    text = printable(MARKUP.sub("", text) if "<" in text else text)
    text = LABEL.sub("", " ".join(text.split()), count=1) if LABEL.match(text) else " ".join(text.split())
    parts = [part for part in SEPARATOR.split(text) if part]
    if len(parts) > 1:
        for part in parts[1:]:
            if names_site(part, site):
                return text[: text.find(part, len(parts[0]))].rstrip(EDGES)
        if names_site(parts[0], site):
            return text[text.find(parts[0]) + len(parts[0]) :].lstrip(EDGES)
    tight = TIGHT_SEPARATOR.split(text)
    if len(tight) > 1 and fold(tight[-1]) == site.name and len(tight[-1]) < len(text) / 2:
        return text[: -len(tight[-1])].rstrip(EDGES)
    return max(parts, key=len).strip() if whole and parts else text
