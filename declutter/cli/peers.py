"""The peers that ``declutter compare`` sets our text beside: those that are installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCKS = "p li h1 h2 h3 h4 h5 h6 pre blockquote td th dt dd figcaption".split()


def trafilatura(page: str, url: str | None) -> str:
    import trafilatura

    return trafilatura.extract(page, url=url) or ""


def resiliparse(page: str, url: str | None) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(page, main_content=True, alt_texts=False))


def readability(page: str, url: str | None) -> str:
    from lxml import html
    from readability import Document

    root = html.fragment_fromstring(Document(page, url=url).summary(html_partial=True), create_parent="div")
    whole = [element for element in root.iter(*BLOCKS) if not any(child is not element for child in element.iter(*BLOCKS))]
    return "\n".join(" ".join(element.text_content().split()) for element in whole) or " ".join(root.text_content().split())


def justext(page: str, url: str | None) -> str:
    import justext

    return "\n".join(one.text for one in justext.justext(page, justext.get_stoplist("English")) if not one.is_boilerplate)


def newspaper(page: str, url: str | None) -> str:
    import newspaper

    article = newspaper.Article(url or "https://page.example/")
    article.download(input_html=page)
    article.parse()
    return str(article.text)


PEERS: dict[str, Callable[[str, str | None], str]] = {
    peer.__name__: peer for peer in (trafilatura, resiliparse, readability, justext, newspaper)
}


def installed() -> list[str]:
    """The names of the peers that can be imported."""
    return [name for name in PEERS if find_spec(name) is not None]
