"""Attacks on the output: a payload in a place of a page, composed systematically. Each is a page of its own."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY = tuple(
    f"The {who} of the valley met at the weir on Friday and agreed to clear the {what} before the first snow falls."
    for who, what in (("millers", "sluice"), ("anglers", "pools"), ("ferrymen", "landing"))
)
RUN = "window.hit(1)"
SCRIPTS = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java&#9;script:{RUN}",
    f"java&#10;script:{RUN}",
    f"  javascript:{RUN}",
    f"&#1;javascript:{RUN}",
    f"&nbsp;javascript:{RUN}",
    f"&#x200b;javascript:{RUN}",
    f"java&shy;script:{RUN}",
    f"javascript&colon;{RUN}",
    f"javascript&amp;colon;{RUN}",
    f"javascript&amp;#58;{RUN}",
    f"&amp;#106;avascript&amp;#x3a;{RUN}",
    f"javascript&amp;amp;colon;{RUN}",
    f"javascript%3A{RUN}",
    f"%6Aavascript:{RUN}",
    f"data:text/html,&lt;script&gt;{RUN}&lt;/script&gt;",
    "vbscript:msgbox(1)",
    f"view-source:javascript:{RUN}",
    f"feed:javascript:{RUN}",
    f"https://a.example/&quot; onmouseover=&quot;{RUN}",
    f"https://a.example/)&lt;img src=x onerror={RUN}&gt;",
    f"https://a.example/&#13;&#13;&lt;img src=x onerror={RUN}&gt;",
    f"https://a.example/](javascript:{RUN})",
)
IN_ADDRESS = {
    "link": '<p>{story} <a href="{payload}">the map</a> shows it.</p>',
    "picture": '<p>{story} <img src="{payload}" alt="weir" width=300 height=200> shows it.</p>',
    "lazy picture": '<p>{story}</p><img data-src="{payload}" srcset="{payload} 2x" alt="weir">',
    "linked figure": (
        '<figure><a href="{payload}"><img src="https://a.example/w.jpg" alt="weir"></a><figcaption>The weir</figcaption></figure>'
    ),
    "player": '<p>{story}</p><iframe src="{payload}" title="youtube"></iframe><video src="{payload}"></video>',
    "base": '<base href="{payload}"><p>{story} <a href="map">the map</a></p>',
    "canonical": (
        '<link rel=canonical href="{payload}"><meta property="og:image" content="{payload}"><p>{story} <a href="map">the map</a></p>'
    ),
}
MARKUP = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg/onload={RUN}>",
    f"</p></code></pre><img src=x onerror={RUN}>",
    f"<a href=javascript:{RUN}>x</a>",
    f"[x](javascript:{RUN})",
    f"![x](javascript:{RUN})",
    f"[x]: javascript:{RUN}",
    f"<javascript:{RUN}>",
    f"`<img src=x onerror={RUN}>`",
    f"a\n```\n\n<img src=x onerror={RUN}>",
    f"a\r```\r\r<img src=x onerror={RUN}>",
    f"a\u2028\u2028<img src=x onerror={RUN}>",
    f"a | <img src=x onerror={RUN}> | b",
    f"\\<img src=x onerror={RUN}>",
    f"&lt;img src=x onerror={RUN}&gt;",
    f'"><img src=x onerror={RUN}>',
    f"a`\n<img src=x onerror={RUN}>",
    f"]]><img src=x onerror={RUN}>",
    f"--><img src=x onerror={RUN}><!--",
    "<textarea>",
    f"<details open ontoggle={RUN}>",
    f"</script><script>{RUN}</script>",
)
IN_TEXT = {
    "paragraph": "<p>{story} {payload} and so on.</p>",
    "start of a paragraph": "<p>{payload} {story}</p>",
    "heading": "<h2>{payload} of the weir</h2><p>{story}</p>",
    "item": "<ul><li>{payload} {story}</li><li>{story}</li></ul>",
    "cell": "<table><tr><th>a</th><th>{payload}</th></tr><tr><td>{payload}</td><td>y</td></tr></table>",
    "code in a cell": "<table><tr><th>a</th><th>b</th></tr><tr><td><pre>{payload}</pre></td><td><code>{payload}</code></td></tr></table>",
    "code block": "<p>{story}</p><pre><code>{payload}</code></pre>",
    "language of code": (
        '<p>{story}</p><pre data-language="{payload}" class="language-{payload}">&lt;img src=x onerror=window.hit(1)&gt;</pre>'
    ),
    "code": "<p>{story} <code>{payload}</code> says it.</p>",
    "code in a link": "<p>{story} <a href=/x><code>{payload}</code></a> says it.</p>",
    "bold and italic": "<p>{story} <b>{payload}</b>{payload}<i>{payload}</i> says it.</p>",
    "quote": "<blockquote><p>{payload} {story}</p></blockquote>",
    "caption": '<figure><img src=/a.jpg alt="{payload}" title="{payload}"><figcaption>{payload} at the weir</figcaption></figure>',
    "formula": (
        "<p>{story} <math display=block><semantics><mi>a</mi>"
        "<annotation encoding='application/x-tex'>{payload}</annotation></semantics></math></p>"
    ),
    "ruby": "<p>{story} <ruby>{payload}<rt>{payload}</rt></ruby></p>",
    "lines of a paragraph": "<p>{story}<br>{payload}<br>{payload}</p>",
    "embedded post": (
        "<p>{story}</p><blockquote class=twitter-tweet>"
        '<p>{payload} {story}</p>— {payload} (@weir) <a href="https://twitter.com/weir/status/1">May 12, 2018</a></blockquote>'
    ),
    "head": '<title>{payload}</title><meta name=author content="{payload}"><meta name=description content="{payload}"><p>{story}</p>',
}


class Vector(NamedTuple):
    """One attack: its name, the page, the kind of input and the address that the caller gives."""

    name: str
    source: str
    input: str
    url: str | None


def page(body: str) -> str:
    """A page with a story of three paragraphs around ``body``."""
    first, second, third = (f"<p>{text}</p>" for text in STORY)
    return f"<!doctype html><html lang=en><body><article><h1>News of the weir</h1>{first}{body}{second}{third}</article></body></html>"


def references(text: str) -> str:
    """Text as HTML, line ends as character references, so that no parser normalises them."""
    return "".join(f"&#{ord(c)};" if c in "\r\n\u2028" else escape(c) for c in text)


def vectors() -> Iterator[Vector]:
    """All attacks."""
    for payload in SCRIPTS:
        for place, body in IN_ADDRESS.items():
            for url in (None, "https://a.example/news/weir"):
                yield Vector(f"{payload!r} in {place}", page(body.format(payload=payload, story=STORY[1])), "html", url)
        yield Vector(f"{payload!r} as url", page('<p>See <a href="map">the map</a> of it.</p>'), "html", payload.replace("&nbsp;", "\xa0"))
        yield Vector(
            f"{payload!r} in Markdown", f"# Weir\n\n{STORY[0]}\n\n{STORY[1]} [map](<{payload}>) ![map](<{payload}>)\n", "markdown", None
        )
    for payload in MARKUP:
        for place, body in IN_TEXT.items():
            yield Vector(f"{payload!r} in {place}", page(body.format(payload=references(payload), story=STORY[1])), "html", None)
        for place, body in IN_TEXT.items():
            if place in ("paragraph", "item", "cell", "code block"):
                yield Vector(f"{payload!r} alive in {place}", page(body.format(payload=payload, story=STORY[1])), "html", None)
        lines = "\n".join((payload, STORY[0], f"{payload} {STORY[1]}", f"- {payload}", f"- {payload} {STORY[2]}"))
        yield Vector(f"{payload!r} in lines", lines, "lines", None)
        yield Vector(
            f"{payload!r} in Markdown",
            f"# Weir {payload}\n\n{STORY[0]}\n\n- {payload}\n\n```{payload}\n{payload}\n```\n\n{STORY[1]}",
            "markdown",
            None,
        )
