"""Clean HTML: only the elements and attributes written here, everything else escaped; addresses are absolute and never scripts."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from declutter.render.formula import inert
from declutter.render.inline import Part, parts
from declutter.render.meter import Meter
from declutter.render.pieces import Pieces
from declutter.structure import Block, Node, build_tree, joins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.structure import Container, Image, Story

INLINE = {
    "strong": "strong",
    "emphasis": "em",
    "code": "code",
    "superscript": "sup",
    "subscript": "sub",
    "deleted": "del",
}
CONTAINERS = {
    "definitions": "dl",
    "term": "dt",
    "description": "dd",
    "quote": "blockquote",
    "table": "table",
    "row": "tr",
    "figure": "figure",
    "caption": "figcaption",
    "details": "details",
    "summary": "summary",
    "comments": "section",
    "comment": "article",
}
BARE = frozenset({"item", "note", "cell", "term", "description", "caption", "summary"})  # hold a single paragraph without <p>


def html(story: Story, images: Sequence[Image], meter: Meter | None = None) -> str:
    """The story as HTML, a fragment without ``<html>`` and ``<body>``."""
    return Renderer(images, meter or Meter()).children(build_tree(story.blocks)).strip("\n")


class Renderer:
    """Renders nodes of the story's tree as HTML."""

    def __init__(self, images: Sequence[Image], meter: Meter) -> None:
        self.images, self.meter = images, meter
        self.values: dict[int, str] = {}  # by id of the node: the attribute of items whose numbers are not consecutive
        self.references: Counter[str] = Counter()  # to each note so far

    def children(self, node: Node) -> str:
        """The children of a node, one line each."""
        bare = node.kind in BARE and sum(isinstance(child, Block) and not child.joined for child in node.children) == 1
        out = Pieces()
        before: Node | Block | None = None
        for child in node.children:
            if isinstance(child, Node):
                out.add(self.container(child))
            elif joins(child, before):
                end = f"</h{child.level}>" if child.kind == "heading" else "" if bare else "</p>"
                out.extend(f"<br>\n{self.text(child)}{end}", end)
            else:
                out.add(self.block(child, bare))
            before = child
        return "\n".join(out.strings())

    def container(self, node: Node) -> str:
        container = node.container
        assert container is not None
        if container.kind == "list":
            return self.list(node)
        inside = self.children(node)
        if container.kind == "item":
            return f"<li{self.values.get(id(node), '')}>{inside}</li>"
        if container.kind == "cell":
            return cell(container, inside)
        if container.kind == "notes":
            return f'<section class="footnotes">\n<ol>\n{inside}\n</ol>\n</section>'
        if container.kind == "note":
            number = f' value="{container.label}"' if container.label.isdigit() else ""
            return f'<li id="fn-{container.label}"{number}>{inside}</li>'
        tag = CONTAINERS[container.kind]
        line = "" if container.kind in BARE else "\n"
        return f"<{tag}>{line}{inside}{line}</{tag}>"

    def list(self, node: Node) -> str:
        """A list; items carry ``value`` where their numbers are not consecutive."""
        container = node.container
        if not container or not container.ordered:
            return f"<ul>\n{self.children(node)}\n</ul>"
        items = {id(child): child.container.value for child in node.children if isinstance(child, Node) and child.container}
        values = [*items.values()]
        step = -1 if container.reversed else 1
        if values != list(range(values[0], values[0] + step * len(values), step)):
            self.values |= {item: f' value="{value}"' for item, value in items.items()}
        start = f' start="{values[0]}"' if container.reversed or values[0] != 1 else ""
        return f"<ol{' reversed' if container.reversed else ''}{start}>\n{self.children(node)}\n</ol>"

    def block(self, block: Block, bare: bool) -> str:
        if block.kind == "image":
            return self.meter(f"<figure>{self.linked(block)}</figure>")
        if block.kind == "code":
            language = f' class="language-{escape(block.language)}"' if block.language else ""
            return self.meter(f"<pre><code{language}>{escape(block.text, quote=False)}</code></pre>")
        text = self.text(block)
        if block.kind == "heading":
            return f"<h{block.level}>{text}</h{block.level}>"
        return text if bare else f"<p>{text}</p>"

    # ------------------------------------------------------------ inside a block
    def text(self, block: Block) -> str:
        return self.meter(self.inside(parts(block)) if block.spans else escape(block.text[block.marker :], quote=False))

    def inside(self, part: Part) -> str:
        return "".join(escape(child, quote=False) if isinstance(child, str) else self.span(child) for child in part.children)

    def span(self, part: Part) -> str:
        span = part.span
        assert span is not None
        if span.kind == "image":
            return self.picture(self.images[int(span.value)])
        inside = self.inside(part)
        if span.kind == "link":
            return f'<a href="{escape(span.value)}">{inside}</a>'
        if span.kind == "note":
            self.references[span.value] += 1
            more = f"-{self.references[span.value]}" if self.references[span.value] > 1 else ""
            return f'<sup><a href="#fn-{span.value}" id="fnref-{span.value}{more}">{inside}</a></sup>'
        if span.kind == "math":
            return f'<span class="math {span.value or "inline"}">{inert(inside)}</span>'
        if span.kind == "ruby":
            return f"<ruby>{inside}<rt>{escape(span.value)}</rt></ruby>"
        return f"<{INLINE[span.kind]}>{inside}</{INLINE[span.kind]}>"

    def linked(self, block: Block) -> str:
        """A picture between blocks, with its link."""
        written = self.picture(self.images[block.image])
        return f'<a href="{escape(block.spans[0].value)}">{written}</a>' if block.spans else written

    def picture(self, image: Image) -> str:
        """An image; a caption that is not in the text becomes its title."""
        size = "".join(f' {name}="{value}"' for name, value in (("width", image.width), ("height", image.height)) if value)
        title = f' title="{escape(image.title)}"' if image.title else ""
        return f'<img src="{escape(image.src)}" alt="{escape(image.alt)}"{title}{size}>'


def cell(container: Container, inside: str) -> str:
    tag = "th" if container.header else "td"
    spans = f' colspan="{container.columns}"' if container.columns > 1 else ""
    spans += f' rowspan="{container.rows}"' if container.rows > 1 else ""
    return f"<{tag}{spans}>{inside}</{tag}>"
