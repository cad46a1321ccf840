"""XML-TEI (https://tei-c.org/guidelines/): a ``TEI`` document of elements that TEI simplePrint has, with the metadata as its header."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from declutter.render.formula import inert
from declutter.render.inline import Part, parts
from declutter.render.meter import Meter
from declutter.render.pieces import Pieces
from declutter.structure import Block, Node, build_tree, joins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from declutter.structure import Image, Story

NAMESPACE = "http://www.tei-c.org/ns/1.0"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # https://www.w3.org/TR/xml/#charsets
RENDS = {"strong": "bold", "emphasis": "italic", "code": "code", "superscript": "superscript", "subscript": "subscript", "ruby": "ruby"}
SPLIT = frozenset({"comments", "comment"})


def tei(story: Story, images: Sequence[Image], header: Mapping[str, Sequence[str]], meter: Meter | None = None) -> str:
    """The story as a TEI document. ``header`` has lists of title, author, publisher, date, url, language and licence."""
    language = "".join(header["language"][:1])
    lang = f' xml:lang="{language}"' if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language) else ""
    body = Renderer(images, meter or Meter()).division(build_tree(story.blocks))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{NAMESPACE}"{lang}>
{head(header)}
<text>
<body>
{body}
</body>
</text>
</TEI>
"""


def head(header: Mapping[str, Sequence[str]]) -> str:
    """The ``teiHeader``; the parts that TEI asks for are there, empty where nothing is known."""

    def elements(tag: str, name: str) -> str:
        return "".join(f"<{tag}>{clean(value)}</{tag}>" for value in header[name])

    day = "".join(f'<date when="{clean(value)}">{clean(value)}</date>' for value in header["date"][:1])
    address = "".join(f'<idno type="URL">{clean(value)}</idno>' for value in header["url"][:1])
    terms = "".join(f"<availability><p>{clean(value)}</p></availability>" for value in header["license"][:1])
    publisher = elements("publisher", "publisher") or "<publisher/>"
    return f"""<teiHeader>
<fileDesc>
<titleStmt>{elements("title", "title") or "<title/>"}{elements("author", "author")}</titleStmt>
<publicationStmt>{publisher}{day}{address}{terms}</publicationStmt>
<sourceDesc><bibl>{elements("title", "title")}{elements("author", "author")}{elements("publisher", "publisher")}{day}</bibl></sourceDesc>
</fileDesc>
</teiHeader>"""


def clean(text: str) -> str:
    """Text for an XML document: escaped, without characters that XML cannot hold."""
    return escape(NOT_XML.sub(" ", text), quote=False)


def attribute(text: str) -> str:
    return '"' + escape(NOT_XML.sub("", text), quote=True) + '"'


class Renderer:
    """Renders nodes of the story's tree as TEI."""

    def __init__(self, images: Sequence[Image], meter: Meter) -> None:
        self.images, self.meter = images, meter

    def division(self, node: Node) -> str:
        """The children of the story in ``div`` elements: each heading opens one."""
        divisions = [("<div>", Pieces())]
        before: Node | Block | None = None
        end = ""  # tag that closes the last block
        for child in node.children:
            if joins(child, before):
                divisions[-1][1].extend(f"<lb/>\n{self.text(child)}{end}", end)
                before = child
                continue
            if isinstance(child, Node) and child.kind in SPLIT:
                divisions.append((f'<div type="{child.kind}">', Pieces()))
                written = self.division(child)
            elif isinstance(child, Block) and child.kind == "heading":
                divisions.append(("<div>", Pieces()))
                written = f'<head rend="h{child.level}">{self.text(child)}</head>'
            else:
                written = self.component(child)
            divisions[-1][1].add(written)
            if isinstance(child, Node) and child.kind in SPLIT:
                divisions.append(("<div>", Pieces()))
            before, end = child, written[written.rfind("</") :]
        written_ones = ["\n".join((opening, *pieces.strings(), "</div>")) for opening, pieces in divisions if pieces.parts]
        return "\n".join(written_ones) or "<div><p/></div>"

    def component(self, child: Node | Block) -> str:
        """A block or container where paragraphs may stand."""
        if isinstance(child, Block):
            return self.block(child)
        kind = child.kind
        if kind == "list":
            rend = ' rend="numbered"' if child.container and child.container.ordered else ' rend="bulleted"'
            return f"<list{rend}>\n{self.items(child)}\n</list>"
        if kind == "definitions":
            return f'<list type="gloss">\n{self.glosses(child)}\n</list>'
        if kind == "quote":
            return f"<quote>\n{self.inside(child)}\n</quote>"
        if kind == "note" and child.container:
            return f'<note xml:id="fn-{child.container.label}" n="{child.container.label}">{self.inside(child)}</note>'
        if kind == "table":
            return f"<table>\n{self.rows(child)}\n</table>"
        return self.inside(child)

    def inside(self, node: Node) -> str:
        """The children of a container, one line each."""
        out = Pieces()
        before: Node | Block | None = None
        end = ""  # tag that closes the last block
        for child in node.children:
            if joins(child, before):
                out.extend(f"<lb/>\n{self.text(child)}{end}", end)
            else:
                written = self.component(child)
                out.add(written)
                end = written[written.rfind("</") :]
            before = child
        return "\n".join(out.strings()) or "<p/>"

    def items(self, node: Node) -> str:
        items = []
        for child in node.children:
            if isinstance(child, Node) and child.container:
                number = f' n="{child.container.value}"' if child.container.value else ""
                items.append(f"<item{number}>{self.inside(child)}</item>")
        return "\n".join(items)

    def glosses(self, node: Node) -> str:
        """Terms and descriptions in pairs, as TEI asks."""
        out: list[str] = []
        after_term = False
        for child in node.children:
            if not isinstance(child, Node):
                continue
            if child.kind == "term":
                out += ["<item/>"] if after_term else []
                text = " ".join(map(self.text, blocks_of(child)))
                out.append(f"<label>{text}</label>")
            else:
                out += [] if after_term else ["<label/>"]
                out.append(f"<item>{self.inside(child)}</item>")
            after_term = child.kind == "term"
        return "\n".join([*out, "<item/>"] if after_term else out)

    def rows(self, node: Node) -> str:
        return "\n".join(f"<row>{self.cells(row)}</row>" for row in node.children if isinstance(row, Node))

    def cells(self, row: Node) -> str:
        cells = []
        for cell in row.children:
            if isinstance(cell, Node) and cell.container:
                role = ' role="label"' if cell.container.header else ""
                spans = f' cols="{cell.container.columns}"' if cell.container.columns > 1 else ""
                spans += f' rows="{cell.container.rows}"' if cell.container.rows > 1 else ""
                single = len(cell.children) == 1 and isinstance(cell.children[0], Block) and cell.children[0].kind == "paragraph"
                text = self.text(cell.children[0]) if single and isinstance(cell.children[0], Block) else self.inside(cell)
                cells.append(f"<cell{role}{spans}>{text}</cell>")
        return "\n".join(cells)

    def block(self, block: Block) -> str:
        if block.kind == "image":
            return self.meter(self.picture(self.images[block.image]))
        if block.kind == "code":
            language = f" subtype={attribute(block.language)}" if re.fullmatch(r"[\w.-]+", block.language) else ""
            return self.meter(f'<ab type="code"{language} xml:space="preserve">{clean(block.text)}</ab>')
        if block.kind == "heading":
            return f'<ab type="head" rend="h{block.level}">{self.text(block)}</ab>'
        return f"<p>{self.text(block)}</p>"

    # ------------------------------------------------------------ inside a block
    def text(self, block: Block) -> str:
        return self.meter(self.spans(parts(block)) if block.spans else clean(block.text[block.marker :]))

    def spans(self, part: Part) -> str:
        return "".join(clean(child) if isinstance(child, str) else self.span(child) for child in part.children)

    def span(self, part: Part) -> str:
        span = part.span
        assert span is not None
        if span.kind == "image":
            return self.picture(self.images[int(span.value)])
        inside = self.spans(part)
        if span.kind == "link":
            return f"<ref target={attribute(span.value)}>{inside}</ref>"
        if span.kind == "note":
            return f'<ref type="note" target="#fn-{span.value}">{inside}</ref>'
        if span.kind == "math":
            return f'<formula notation="TeX">{inert(inside)}</formula>'
        if span.kind == "deleted":
            return f"<del>{inside}</del>"
        return f'<hi rend="{RENDS[span.kind]}">{inside}</hi>'

    def picture(self, image: Image) -> str:
        """A figure; what it shows and its caption are descriptions, not words of the text."""
        about = " ".join(filter(None, (image.alt, image.title)))
        described = f"<figDesc>{clean(about)}</figDesc>" if about else ""
        return f"<figure><graphic url={attribute(image.src)}/>{described}</figure>"


def blocks_of(node: Node) -> Iterator[Block]:
    """All blocks in a node."""
    for child in node.children:
        if isinstance(child, Block):
            yield child
        else:
            yield from blocks_of(child)
