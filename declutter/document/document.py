"""Document: the result of an extraction. Holds no parser objects, is picklable, and renders formats lazily."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from declutter import render, structure
from declutter.document import export
from declutter.document.corrected import Correctable
from declutter.document.explained import Explained
from declutter.document.fields import MetadataFields
from declutter.document.judged import Judged
from declutter.document.story_of import StoryOf
from declutter.document.timed import Timed
from declutter.document.verdict import Verdict
from declutter.metadata import Metadata, describe
from declutter.structure import Block, Link, Story
from declutter.structure.chunks import Chunk, chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.metadata.claim import Claim
    from declutter.structure import Image
    from declutter.structure.comment import Comment
    from declutter.structure.embed import Embed

WORDS_PER_MINUTE = 230  # reading speed of adults in English (M. Brysbaert 2019, 238 for non-fiction), rounded down
PARTIAL = ("truncated", "timeout")  # statuses of documents that may have text


@dataclass(eq=False)
class Document(MetadataFields, Correctable, Timed):
    """One extracted page. Falsy when nothing was kept; never ``None``.

    Attributes:
        status: ``"ok"``, ``"empty"`` (nothing worth keeping), ``"not_html"`` (the source is no page), or that a limit was reached:
            ``"too_large"``, ``"truncated"`` (the first part is there) or ``"timeout"`` (the text is there if it was found in time).
        quality: the F1 (0..1) that ``text`` can be expected to reach, calibrated on development pages; 0 for an empty document.
        warnings: what went wrong on the way, as sentences.
    """

    status: str
    quality: float
    warnings: tuple[str, ...]
    judged: Judged

    def __bool__(self) -> bool:
        return self.status == "ok" or (self.status in PARTIAL and bool(self.kept))

    def __eq__(self, other: object) -> bool:
        """Whether the same was extracted: text, structure, metadata, status and warnings."""
        if not isinstance(other, Document):
            return NotImplemented
        return self is other or (extracted(self) == extracted(other) and self.markdown == other.markdown)

    def __hash__(self) -> int:
        return hash((self.status, self.metadata.url, self.title, self.text))

    def __repr__(self) -> str:
        return f"<Document {self.status} {self.title!r} {len(self.kept)} of {len(self.judged.page)} blocks>"

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: no rendered text, and metadata and pictures in place of what they are found by."""
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**fields, "metadata": self.metadata, "pictures": self.pictures}

    @cached_property
    def metadata(self) -> Metadata:
        """The resolved metadata; its common fields are properties of the document too."""
        page = self.judged.shell or self.judged.page
        return self.timed("metadata", lambda clock: describe(page, clock), Metadata(url=page.url or ""))

    @cached_property
    def kept(self) -> tuple[int, ...]:
        """Indices of the blocks that make the text."""
        return tuple(map(int, np.flatnonzero(self.judged.selection.keep)))

    @cached_property
    def text(self) -> str:
        """The main text, one line per block, without the headline; the cells of a table row are joined by `` | ``."""
        notes = self.judged.show.footnotes or not self.judged.selection.notes
        plain = notes and self.judged.show.tables and not self.judged.show.embeds and not self.judged.show.comments
        return render.text(self.judged.page, self.kept) if plain else self.story.text

    @cached_property
    def markdown(self) -> str:
        """The main text as Markdown (CommonMark, and GitHub's tables), without the headline."""
        return self.rendered("Markdown", lambda story, meter: render.markdown(story, self.images, meter))

    @cached_property
    def html(self) -> str:
        """The main text as a fragment of clean HTML: no scripts, styles or attributes of the page, addresses absolute."""
        return self.rendered("HTML", lambda story, meter: render.html(story, self.images, meter))

    def to_markdown(self, *, title: bool = False, front_matter: bool = False) -> str:
        """``markdown``, below the title as a heading of level 1 and the metadata as YAML front matter where asked for."""
        heading = render.heading(self.title) if title and self.title else ""
        return "\n\n".join(filter(None, (export.front_matter(self.metadata) if front_matter else "", heading, self.markdown)))

    def to_html(self, *, title: bool = False) -> str:
        """``html``, below the title as ``<h1>`` where asked for."""
        return export.titled_html(self.title if title else "", self.html)

    def _repr_html_(self) -> str:
        """The document as notebooks show it: title, byline and clean text; everything from the page is escaped."""
        about = (", ".join(self.authors), self.published, self.site_name, f"{self.word_count} words", f"quality {self.quality:.2f}")
        return export.view(self.title, about, self.html, {} if self else {"status": self.status, "warnings": "; ".join(self.warnings)})

    def meta(self, field: str = "") -> tuple[Claim, ...]:
        """The raw claims of a metadata field, or of all: value as found, source and trust, most trusted first."""
        found = (claim for claim in self.metadata.claims if field in ("", claim.field))
        return tuple(sorted(found, key=lambda claim: -claim.trust))

    @cached_property
    def tei(self) -> str:
        """The document as XML-TEI, with its metadata as header."""
        meta = self.metadata
        header = {
            "title": [meta.title] if meta.title else [],
            "author": meta.authors,
            "publisher": [meta.site_name] if meta.site_name else [],
            "date": [(meta.published_at or meta.published).isoformat()] if meta.published else [],
            "url": [meta.url] if meta.url else [],
            "language": [meta.language] if meta.language else [],
            "license": [meta.license] if meta.license else [],
        }
        return self.rendered("TEI", lambda story, meter: render.tei(story, self.images, header, meter))

    @cached_property
    def story(self) -> Story:
        """The kept blocks with their kinds, containers and spans: what every format is made of."""
        judged = self.judged
        chosen = {number: image for number, image in self.pictures.items() if judged.show.images}
        source = structure.Source(judged.page, self.kept, chosen, self.embeds, self.comments, self.base, judged.selection.notes)
        return self.timed("structure", lambda clock: structure.story(source._replace(clock=clock), judged.show), Story((), ""))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the story, in order, with their texts."""
        blocks = self.story.blocks
        return tuple(Link(block.text[span.start : span.end], span.value) for block in blocks for span in block.spans if span.kind == "link")

    @property
    def base(self) -> str:
        """The address that the page's links are joined to; none for a file of this machine, whose links stay relative."""
        page = self.judged.page
        own = page.url or self.metadata.url
        own = own if structure.of_the_web(own) else ""
        return structure.absolute(page.head.base, own) or own

    @cached_property
    def pictures(self) -> dict[int, Image]:
        """The images of the story by their number among the page's pictures."""
        page, keep = self.judged.page, self.judged.selection.keep
        return self.timed("pictures", lambda clock: structure.images(page, keep, self.base, clock), {})

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures of the story, in order."""
        return tuple(self.pictures.values())

    @property
    def threshold(self) -> float:
        """The lowest probability (0..1) that the cut of this page keeps; 0 where nothing was cut."""
        return self.judged.selection.threshold

    @cached_property
    def blocks(self) -> tuple[Verdict, ...]:
        """The verdict on every block of the page, kept and dropped, in reading order."""
        explained: Explained | None = self.timed("verdicts", lambda clock: Explained(self.judged, StoryOf(self), clock), None)
        return tuple(Verdict(explained, block) for block in range(len(self.judged.page))) if explained else ()

    def chunks(self, max_words: int = 300, overlap: int = 0, *, markdown: bool = False) -> list[Chunk]:
        """The text in pieces for retrieval, each with the document's title and the headings above it.

        Args:
            max_words: the most words of a chunk. Chunks hold whole blocks and table rows; a longer one is split after sentences or lines of
                code, else between words. A chunk that begins inside a table repeats the table's header row.
            overlap: the most words that a chunk repeats of the one before, in whole blocks.
            markdown: whether each chunk has its Markdown too.

        Raises:
            ValueError: if ``max_words`` is below 1, or ``overlap`` below 0 or not below ``max_words``.
        """

        def render_blocks(blocks: Sequence[Block]) -> str:
            return render.markdown(Story(tuple(blocks), ""), self.images)

        write = render_blocks if markdown else None
        found: list[Chunk] = self.timed("chunks", lambda clock: chunks(self.story, max_words, overlap, write, clock), [])
        return [chunk._replace(title=self.title) for chunk in found]

    @property
    def embeds(self) -> tuple[Embed, ...]:
        """Posts and players of other sites in the story, in order."""
        return tuple(embed if structure.of_the_web(embed.url) else embed._replace(url="") for embed in self.judged.selection.embeds)

    @property
    def comments(self) -> tuple[Comment, ...]:
        """What readers wrote below the story."""
        return tuple(self.judged.selection.comments)

    @cached_property
    def word_count(self) -> int:
        """Words of the main text; two characters of an unspaced script count as one."""
        return round(float(self.judged.page.words[list(self.kept)].sum()))

    @property
    def reading_minutes(self) -> int:
        """Minutes that it takes to read the main text at a common pace; 0 for an empty document."""
        return max(1, round(self.word_count / WORDS_PER_MINUTE)) if self.word_count else 0

    def explain(self) -> str:
        """One line per block: kept or dropped, probability, label, the reasons, and the text's beginning."""
        return "\n".join(
            f"{'+' if v.kept else '-'} {v.score:.2f} {v.label:<11} {shorten(v.text, 60):<60} | {v.reason}" for v in self.blocks
        )

    def to_dict(self, *, markdown: bool = False, links: bool = False) -> dict[str, Any]:
        """The document as a flat dict of scalars and lists of strings, with the same keys for every page.

        Args:
            markdown: whether it has the Markdown of the text too.
            links: whether it has the addresses of the links in the text too.
        """
        meta = self.metadata
        more = {"markdown": self.markdown} if markdown else {}
        addresses = {"links": [link.url for link in self.links]} if links else {}
        return {
            "status": self.status,
            "url": meta.url,
            "title": meta.title,
            "authors": list(meta.authors),
            "published": meta.published.isoformat() if meta.published else None,
            "published_at": meta.published_at.isoformat() if meta.published_at else None,
            "modified": meta.modified.isoformat() if meta.modified else None,
            "modified_at": meta.modified_at.isoformat() if meta.modified_at else None,
            "date_precision": meta.date_precision,
            "site_name": meta.site_name,
            "language": meta.language,
            "direction": meta.direction,
            "description": meta.description,
            "image": meta.image,
            "images": [image.src for image in self.images],
            "tags": list(meta.tags),
            "categories": list(meta.categories),
            "canonical_url": meta.canonical_url,
            "license": meta.license,
            "copyright_holder": meta.copyright_holder,
            "page_type": meta.page_type,
            "is_paywalled": meta.is_paywalled,
            "word_count": self.word_count,
            "reading_minutes": self.reading_minutes,
            "text": self.text,
            "comments": [comment.text for comment in self.comments],
            "embeds": [json.dumps(embed._asdict(), ensure_ascii=False) for embed in self.embeds],
            "quality": round(self.quality, 4),
            "warnings": list(self.warnings),
            **more,
            **addresses,
        }

    def to_json(self, *, blocks: bool = False, markdown: bool = False, links: bool = False, indent: int | None = None) -> str:
        """``to_dict`` as JSON, with images, links, comments and embeds as objects; with ``blocks``, the verdict on every block too.

        What it holds is described by ``declutter/document.schema.json`` (JSON Schema 2020-12).
        """
        data = self.to_dict(markdown=markdown)
        if links:
            data["links"] = [link._asdict() for link in self.links]
        data["embeds"] = [embed._asdict() for embed in self.embeds]
        data["images"] = [image._asdict() for image in self.images]
        data["comments"] = [comment._asdict() for comment in self.comments]
        if blocks:
            data["blocks"] = [verdict.to_dict() for verdict in self.blocks]
        return export.inert(json.dumps(data, ensure_ascii=False, indent=indent))


def extracted(document: Document) -> tuple[Any, ...]:
    """What two equal documents have in common, their Markdown aside."""
    return document.status, document.quality, document.warnings, document.metadata, document.text


def shorten(text: str, width: int) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
