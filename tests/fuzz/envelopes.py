"""Envelopes around a page: JSON, MHTML, the state of a script, and frames that hold a document."""

from __future__ import annotations

import base64
import json
import quopri
import random
from html import escape

TYPES = (
    "text/html",
    "text/html; charset=utf-8",
    'text/html; charset="',
    "text/html; charset*=utf-16'en'x",
    "TEXT/HTML;charset=hz",
    "text",
    "",
)
CODINGS = ("quoted-printable", "base64", "7bit", "8bit", "binary", "x-uuencode", "uue", "nonsense", "")
LOCATIONS = ("https://e.example/a", "http://[::1", "=?utf-8?q?http=3A//x?=", "=?nonsense?b?====?=", "\xe9\ud800", "cid:1", "")
BOUNDARIES = ("b", "b b", "", '"', "=_b", "b" * 80)


def enclosed(r: random.Random, page: str) -> str:
    """The page in one of the envelopes."""
    return r.choice((mhtml, as_json, state, frame))(r, page)


def mhtml(r: random.Random, page: str) -> str:
    """An archive of one to three parts, some of them archives again."""
    boundary = r.choice(BOUNDARIES)
    lines = [
        "From: <Saved by a browser>",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/{r.choice(("related", "mixed"))}; boundary="{boundary}"',
        "",
    ]
    for _ in range(r.choice((1, 1, 2, 3))):
        coding = r.choice(CODINGS)
        data = page.encode("utf-8", "replace")
        if coding == "base64":
            page = base64.b64encode(data).decode()[: r.choice((-1, -2, 10**6))]
        elif coding == "quoted-printable":
            page = quopri.encodestring(data).decode("latin-1")
        lines += [f"--{boundary}", f"Content-Type: {r.choice(TYPES)}", f"Content-Transfer-Encoding: {coding}"]
        lines += [f"Content-Location: {r.choice(LOCATIONS)}", "", page]
    return r.choice(("\r\n", "\n")).join([*lines, r.choice((f"--{boundary}--", ""))])


def as_json(r: random.Random, page: str) -> str:
    """The page as a string in JSON, as interfaces of sites give it."""
    value = r.choice(
        (page, {"content": page}, {"title": {"rendered": "A"}, "content": {"rendered": page}}, [page, None], {"title": 1, "a": [page]})
    )
    return json.dumps(value, ensure_ascii=r.random() < 0.5)[: r.choice((-1, 10**6, 10**6))]


def state(r: random.Random, page: str) -> str:
    """A page that shows nothing, with the text as data of a script."""
    data = json.dumps({"props": {"id": 1, "body": r.choice((page, json.dumps({"a": page, "b": 1, "c": 2})))}})
    data = data.replace("</", r.choice(("<\\/", "</")))
    return f'<html><body><div id=app></div><script id="__DATA__">{data}</script></body></html>'


def frame(r: random.Random, page: str) -> str:
    """A document in an attribute, a template or a comment."""
    return r.choice(
        (
            f'<iframe srcdoc="{escape(page)}"></iframe>',
            f"<div><template shadowrootmode=open>{page}</template></div>",
            f"<noscript>{page}</noscript>",
            f"<body><!--[if IE]>{page}<![endif]-->",
            f"<svg><foreignObject>{page}</foreignObject></svg>",
        )
    )
