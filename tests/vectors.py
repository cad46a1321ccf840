"""Attacks on the output: a payload, by a trick, in a place of a page; each a page of its own. ``window.hit`` counts what runs."""

from __future__ import annotations

import json
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STORY = tuple(
    f"The {who} of the valley met at the weir on Friday and agreed to clear the {what} before the first snow falls."
    for who, what in (("millers", "sluice"), ("anglers", "pools"), ("ferrymen", "landing"))
)
SITE = "https://a.example/news/weir"
RUN = "window.hit(1)"
BROKEN = f"<img src=x onerror={RUN}>"  # a picture that is not there runs what follows


class Vector(NamedTuple):
    """One attack: its name, the page, the kind of input and the address that the caller gives."""

    name: str
    source: str
    input: str = "html"
    url: str | None = None


# ---------------------------------------------------------------- addresses
SCHEMES = (f"javascript:{RUN}", f"data:text/html,<script>{RUN}</script>")
OTHER_SCHEMES = (
    f"vbscript:{RUN}",
    f"view-source:javascript:{RUN}",
    f"blob:{RUN}",
    "file:///etc/passwd",
    "about:blank",
    "intent://x#Intent;end",
)


def before(reference: str) -> Callable[[str], str]:
    return lambda address: reference + escape(address)


def within(reference: str) -> Callable[[str], str]:
    return lambda address: escape(address[:4]) + reference + escape(address[4:])


def colon(written: str) -> Callable[[str], str]:
    return lambda address: escape(address).replace(":", written, 1)


def each(form: str, until: str = "") -> Callable[[str], str]:
    """Every character up to the first ``until`` as a character reference."""

    def trick(address: str) -> str:
        start, mark, rest = address.partition(until) if until else (address, "", "")
        return "".join(form.format(ord(c)) for c in start + mark) + escape(rest)

    return trick


# How an address is written in an attribute.
ADDRESS_TRICKS: dict[str, Callable[[str], str]] = {
    "as it is": escape,
    "upper case": lambda address: escape(address.upper().replace(RUN.upper(), RUN)),
    "mixed case": lambda address: escape(address[0].upper() + address[1:3] + address[3].upper() + address[4:]),
    **{f"{name} before": before(f"&#{code};") for name, code in (("space", 32), ("control", 1), ("1F", 31), ("no-break space", 160))},
    **{
        f"{name} before": before(f"&#{code};")
        for name, code in (("mark of order", 0xFEFF), ("zero width", 0x200B), ("to the left", 0x202E))
    },
    **{f"{name} in": within(f"&#{code};") for name, code in (("tab", 9), ("line feed", 10), ("return", 13), ("zero", 0), ("soft", 0xAD))},
    "named tab": within("&Tab;"),
    "named line feed": within("&NewLine;"),
    "decimal": each("&#{};"),
    "hexadecimal": each("&#x{:X};"),
    "padded": each("&#0000{};", until=":"),
    "named colon": colon("&colon;"),
    "colon twice": colon("&amp;colon;"),
    "colon three times": colon("&amp;amp;colon;"),
    "number twice": colon("&amp;#58;"),
    "hexadecimal twice": each("&amp;#x{:x};", until=":"),
    "tab twice": lambda address: within("&amp;Tab;")(address).replace(":", "&amp;colon;", 1),
    "percent colon": colon("%3A"),
    "percent letter": lambda address: f"%{ord(address[0]):X}" + escape(address[1:]),
    "percent twice": colon("%253A"),
    "backslash": colon("\\:"),
    "full width": lambda address: chr(ord(address[0]) + 0xFEE0) + escape(address[1:]),
    "in brackets": lambda address: f"&lt;{escape(address)}&gt;",
    "feed": lambda address: f"feed:{escape(address)}",
}
# What leaves an address, or the code and quotes around it.
BREAKOUTS = (
    f'https://a.example/" onmouseover="{RUN}',
    f"https://a.example/' onmouseover='{RUN}",
    f"https://a.example/){BROKEN}",
    f"https://a.example/> ){BROKEN}",
    f"https://a.example/\r\r{BROKEN}",
    f"https://a.example/\n\n{BROKEN}",
    f"https://a.example/\u2028{BROKEN}",
    f"https://a.example/](javascript:{RUN})",
    f"https://a.example/`{BROKEN}`",
    f'https://a.example/ ">{BROKEN}',
    f"https://a.example/?&lt;img src=x onerror={RUN}&gt;",
    f"https://javascript:{RUN}@a.example/",
    f"\\\\a.example\\{BROKEN}",
    f"{{onclick={RUN}}}",
)
IN_ADDRESS = {
    "link": '<p>{story} <a href="{payload}">the map</a> shows it.</p>',
    "link of code": '<p>{story} <a href="{payload}"><code>&lt;img src=x onerror=window.hit(1)&gt;</code></a> shows it.</p>',
    "link before code": '<p>{story} <a href="{payload}">x</a> and <code>&lt;img src=x onerror=window.hit(1)&gt;</code> show it.</p>',
    "picture": '<p>{story} <img src="{payload}" alt="weir" width=300 height=200> shows it.</p>',
    "lazy picture": '<p>{story}</p><img data-src="{payload}" srcset="{payload} 2x" alt="weir">',
    "linked figure": (
        '<figure><a href="{payload}"><img src="https://a.example/w.jpg" alt="weir"></a><figcaption>The weir</figcaption></figure>'
    ),
    "player": '<p>{story}</p><iframe src="{payload}" title="youtube"></iframe><video src="{payload}"></video>',
    "player of a host": '<p>{story}</p><iframe src="{payload}//youtube" title="{payload}"></iframe>',
    "base": '<base href="{payload}"><p>{story} <a href="map">the map</a> <img src=a.jpg width=300 height=200></p>',
    "head": (
        '<link rel=canonical href="{payload}"><meta property="og:image" content="{payload}"><meta property="og:url" content="{payload}">'
        '<link rel=license href="{payload}"><a rel=license href="{payload}">CC</a><p>{story} <a href="map">the map</a></p>'
    ),
    "note": '<p>{story}<a href="{payload}#n1">[1]</a></p><ol><li id=n1>{story} <a href="{payload}">back</a></li></ol>',
    "formula": (
        "<p>{story} <math><semantics><mi>a</mi><annotation encoding='application/x-tex'>"
        "\\\\href{{{payload}}}{{x}} \\href{{{payload}}}{{x}}</annotation></semantics></math></p>"
    ),
}

RELATIVE = ("link", "picture", "base")  # tried on a page without an address too

# ---------------------------------------------------------------- text
MARKUP = (
    f"<script>{RUN}</script>",
    BROKEN,
    f"<svg/onload={RUN}>",
    f"</p></code></pre>{BROKEN}",
    f"<a href=javascript:{RUN}>x</a>",
    f"[x](javascript:{RUN})",
    f"![x](javascript:{RUN})",
    f"[x]: javascript:{RUN}",
    f"[x]: <javascript:{RUN}>\n\n[x]",
    f"<javascript:{RUN}>",
    f"`{BROKEN}`",
    f"a\n```\n\n{BROKEN}",
    f"a\n~~~\n\n{BROKEN}",
    f"a\r```\r\r{BROKEN}",
    f"a\u2028```\u2028\u2028{BROKEN}",
    f"a | {BROKEN} | b",
    f"a \\| {BROKEN} \\\\| b",
    f"\\{BROKEN}",
    f"\\\\{BROKEN}",
    f"&lt;img src=x onerror={RUN}&gt;",
    f'"><img src=x onerror={RUN}>',
    f"a`\n{BROKEN}",
    f"]]>{BROKEN}",
    f"--><img src=x onerror={RUN}><!--",
    f"x {{onclick={RUN}}}",
    f"x\n{{: onmouseover={RUN} }}",
    "<textarea>",
    "<plaintext>",
    f"<details open ontoggle={RUN}>",
    f"</script><script>{RUN}</script>",
    f"</title></style></noscript>{BROKEN}",
    f'<iframe srcdoc="{BROKEN}">',
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;{BROKEN}'>",
    f"]\\(javascript:{RUN}) $[$x$](javascript:{RUN})$",
)


def references(text: str) -> str:
    """Text as HTML, line ends as character references, so that no parser normalises them."""
    return "".join(f"&#{ord(c)};" if c in "\r\n\u2028" else escape(c) for c in text)


TEXT_TRICKS: dict[str, Callable[[str], str]] = {
    "escaped": references,
    "alive": str,
    "escaped twice": lambda text: references(references(text)),
    "split by an element": lambda text: "<b>".join(map(references, (text[:1], text[1:]))) + "</b>",
}
IN_TEXT = {
    "paragraph": "<p>{story} {payload} and so on.</p>",
    "start of a paragraph": "<p>{payload} {story}</p>",
    "heading": "<h2>The weir {payload}</h2><p>{story}</p>",
    "item": "<ul><li>{payload} {story}</li><li>{story}</li></ul>",
    "cell": "<table><tr><th>a</th><th>{payload}</th></tr><tr><td>{payload}</td><td>y</td></tr></table>",
    "code in a cell": "<table><tr><th>a</th><th>b</th></tr><tr><td><pre>{payload}</pre></td><td><code>{payload}</code></td></tr></table>",
    "code block": "<p>{story}</p><pre><code>{payload}</code></pre>",
    "code block in an item": "<ul><li>{story}<pre>{payload}</pre></li></ul>",
    "code block in a quote": "<blockquote><p>{story}</p><pre>{payload}</pre></blockquote>",
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
    "formula in text": "<p>{story} \\(a = {payload}\\) and $$b_1 {payload}$$</p>",
    "ruby": "<p>{story} <ruby>{payload}<rt>{payload}</rt></ruby></p>",
    "lines of a paragraph": "<p>{story}<br>{payload}<br>{payload}</p>",
    "note": '<p>{story}<a href="#n{payload}">[{payload}]</a></p><ol><li id="n{payload}">{payload} {story}</li></ol>',
    "definitions": "<dl><dt>{payload}</dt><dd>{payload} {story}</dd></dl>",
    "embedded post": (
        "<p>{story}</p><blockquote class=twitter-tweet>"
        '<p>{payload} {story}</p>— {payload} (@weir) <a href="https://twitter.com/weir/status/1">May 12, 2018</a></blockquote>'
    ),
    "player": '<p>{story}</p><iframe src="https://www.youtube.com/embed/{payload}" title="{payload}"></iframe>',
    "reader's comment": (
        "<p>{story}</p></article><section id=comments class=comments><h3>Comments</h3>"
        "<div class=comment><b class=author>{payload}</b><p>{payload} {story}</p></div></section>"
    ),
    "head": (
        '<title>{payload}</title><meta name=author content="{payload}"><meta name=description content="{payload}">'
        '<meta property=og:site_name content="{payload}"><meta name=keywords content="{payload}"><p>{story}</p>'
    ),
}

# ---------------------------------------------------------------- what opens in one place and closes in another
OPENERS = ("`", "\\`", "\\\\`", "``", "```", "~~~", "[", "![", "](", "<", "<!--", "$", "\\(", "|", "\\", "&", "{")
OPENER_PLACES = ("paragraph", "start of a paragraph", "bold and italic", "code", "formula", "formula in text", "caption", "ruby", "cell")
CLOSERS = {
    "code": "<p>{opener} and <code>&lt;img src=x onerror=window.hit(1)&gt;</code></p>",
    "next line": "<p>{opener}<br><code>&lt;img src=x onerror=window.hit(1)&gt;</code></p>",
    "code block": "{opener}<pre>&lt;img src=x onerror=window.hit(1)&gt;</pre>",
    "item": "<ul><li>{opener}</li><li><code>&lt;img src=x onerror=window.hit(1)&gt;</code></li></ul>",
    "address": '<p>{opener} <a href="https://a.example/&lt;img src=x onerror=window.hit(1)&gt;)">the map</a></p>',
}
SPAN_OF = {  # a place without its block, so that the opener stands in one paragraph with what follows
    "formula": "<math><semantics><mi>a</mi><annotation encoding='application/x-tex'>{payload}</annotation></semantics></math>",
    "formula in text": "\\(a = {payload}\\)",
    "caption": '<img src="/a.jpg" alt="{payload}" title="{payload}" width=300 height=200>',
    "cell": '<a href="https://a.example/{payload}">map</a>',
    "code": "<code>{payload}</code>",
    "ruby": "<ruby>weir<rt>{payload}</rt></ruby>",
}


def page(body: str, head: str = "") -> str:
    """A page with a story of three paragraphs around ``body``."""
    first, second, third = (f"<p>{text}</p>" for text in STORY)
    return (
        f"<!doctype html><html lang=en><head>{head}</head><body><article><h1>News of the weir</h1>{first}{body}{second}{third}"
        "</article></body></html>"
    )


def vectors() -> Iterator[Vector]:
    """All attacks."""
    yield from in_addresses()
    yield from in_texts()
    yield from across_places()
    yield from in_other_inputs()


def in_addresses() -> Iterator[Vector]:
    written = {f"{scheme!r} {name}": trick(scheme) for scheme in SCHEMES for name, trick in ADDRESS_TRICKS.items()}
    written |= {repr(address): references(address) for address in (*OTHER_SCHEMES, *BREAKOUTS)}
    written |= {f"{address!r} colon twice": colon("&amp;colon;")(address) for address in OTHER_SCHEMES}
    for name, payload in written.items():
        for place, body in IN_ADDRESS.items():
            for url in (None, SITE) if place in RELATIVE else (SITE,):
                yield Vector(f"{name} in {place}", page(body.format(payload=payload, story=STORY[1])), url=url)
        yield Vector(f"{name} as url", page('<p>See <a href="map">the map</a> <a href="#f">of it</a>.</p>'), url=unescape(payload))
        link = unescape(payload)
        text = f"# Weir\n\n{STORY[0]}\n\n{STORY[1]} [map](<{link}>) ![map](<{link}>) [a][b]\n\n[b]: <{link}>\n"
        yield Vector(f"{name} in Markdown", text, "markdown")


def in_texts() -> Iterator[Vector]:
    for payload in MARKUP:
        for name, trick in TEXT_TRICKS.items():
            for place, body in IN_TEXT.items():
                written = trick(payload).replace('"', "&quot;")  # it stays in the attribute
                yield Vector(f"{payload!r} {name} in {place}", page(body.format(payload=written, story=STORY[1])), url=SITE)


def across_places() -> Iterator[Vector]:
    for opener in OPENERS:
        for place in OPENER_PLACES:
            span = SPAN_OF.get(place, "<b>{payload}</b>" if place == "bold and italic" else "{payload}")
            mark = span.format(payload=references(opener))
            if place != "start of a paragraph":
                mark = f"{STORY[1]} {mark}"
            for closer, body in CLOSERS.items():
                opened = f"<p>{mark}</p>" if closer == "code block" else mark
                yield Vector(f"{opener!r} opens in {place}, {closer} follows", page(body.format(opener=opened)), url=SITE)


def in_other_inputs() -> Iterator[Vector]:
    for payload in MARKUP:
        lines = "\n".join((payload, STORY[0], f"{payload} {STORY[1]}", f"- {payload}", f"- {payload} {STORY[2]}"))
        yield Vector(f"{payload!r} in lines", lines, "lines")
        text = f"# Weir {payload}\n\n{STORY[0]}\n\n- {payload}\n\n```{payload}\n{payload}\n```\n\n{STORY[1]}\n\n[{payload}](</{payload}>)"
        yield Vector(f"{payload!r} in Markdown", text, "markdown")
        claims = {"@type": "Article", "headline": payload, "author": {"name": payload}, "image": payload, "license": payload}
        data = json.dumps(claims).replace("</", "<\\/")
        yield Vector(f"{payload!r} in JSON-LD", page("", f'<script type="application/ld+json">{data}</script>'), url=SITE)
        claims = {"@type": "Article", "headline": "Weir", "articleBody": "\n".join((payload, *STORY, f"{payload} {STORY[0]}"))}
        data = json.dumps(claims).replace("</", "<\\/")
        yield Vector(f"{payload!r} in articleBody", f'<div id=app></div><script type="application/ld+json">{data}</script>', url=SITE)
