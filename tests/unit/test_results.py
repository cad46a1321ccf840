"""Results: what a document gives on request, how small it travels, and what a notebook shows."""

from __future__ import annotations

import inspect
import json
import pickle
from pathlib import Path

import pytest

import declutter
from declutter import Document, Pipeline, extract
from declutter.cli import main

PAGES = sorted(Path("fixtures/pages").iterdir())
STORY = (
    "The baker of the square has <b>bought</b> the lighthouse, and nobody in the town knows what for, least of all "
    "<a href='/b'>his wife</a>. "
)
PAGE = f"""<!doctype html><html lang="en"><head><title>"Bread & light": a #1 story</title><meta name="author" content="Ada Quill">
<meta property="article:published_time" content="2024-05-03T10:00:00+02:00"><meta property="og:site_name" content="Holm Times"></head>
<body><article><h1>"Bread &amp; light": a #1 story</h1><p>{STORY * 2}</p><p>{STORY * 3}</p></article></body></html>"""


@pytest.fixture(scope="module")
def document() -> Document:
    return extract(PAGE, url="https://holm.example/bread")


def test_markdown_and_html_with_their_title(document: Document) -> None:
    title = '"Bread & light": a #1 story'
    assert document.title == title
    assert document.to_markdown() == document.markdown
    assert document.to_markdown(title=True) == f"# {title}\n\n{document.markdown}"
    assert document.to_html(title=True) == f'<h1>"Bread &amp; light": a #1 story</h1>\n{document.html}'


def test_front_matter_is_yaml_that_reading_understands(document: Document) -> None:
    text = document.to_markdown(front_matter=True)
    fields = dict(line.split(": ", 1) for line in text.split("---")[1].strip().split("\n"))
    assert json.loads(fields["title"]) == document.title
    assert json.loads(fields["authors"]) == ["Ada Quill"]
    assert json.loads(fields["published"]) == "2024-05-03T10:00:00+02:00"
    assert json.loads(fields["url"]) == "https://holm.example/bread"
    again = extract(text, input="markdown")
    assert (again.title, again.authors, again.published) == (document.title, document.authors, document.published)


def test_dict_and_json_have_markdown_and_links_on_request(document: Document) -> None:
    assert not {"markdown", "links"} & document.to_dict().keys()
    more = document.to_dict(markdown=True, links=True)
    assert more["markdown"] == document.markdown
    assert set(more["links"]) == {"https://holm.example/b"}
    links = json.loads(document.to_json(links=True))["links"]
    assert links[0] == {"text": "his wife", "url": "https://holm.example/b"}


def test_meta_gives_the_claims_as_found(document: Document) -> None:
    assert [claim.value for claim in document.meta("authors")] == ["Ada Quill"]
    trusts = [claim.trust for claim in document.meta()]
    assert trusts == sorted(trusts, reverse=True)
    assert {claim.field for claim in document.meta()} >= {"title", "published", "site_name"}


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_pickled_documents_are_small_and_whole(folder: Path) -> None:
    source = (folder / "page.html").read_bytes()
    made = extract(source, url="https://site.example/page")
    data = pickle.dumps(made)
    assert len(data) < 12_000 + len(source)
    again = pickle.loads(data)
    assert again.to_json(blocks=True) == made.to_json(blocks=True)
    assert (again.markdown, again.html, again.tei, again.explain()) == (made.markdown, made.html, made.tei, made.explain())
    assert again.chunks(50) == made.chunks(50)
    assert len(pickle.dumps(again)) < len(data) + 1000


def test_a_page_of_100_kilobytes_travels_in_60() -> None:
    rows = "".join(
        f"<div class='teaser t{n}'><h3><a href='/{n}'>Boat {n}</a></h3><p>{STORY} {n * 31}</p><p>{STORY} {n * 17}</p></div>"
        for n in range(220)
    )
    page = PAGE.replace("</article>", f"</article><aside class='related'>{rows}</aside>")
    assert 80_000 < len(page) < 120_000
    assert len(pickle.dumps(extract(page))) <= 60_000


def test_documents_of_own_weights_are_whole_too() -> None:
    weights = json.loads(Path("declutter/weights/html.json").read_text("utf-8"))
    weights["scorecard"]["weights"]["share"]["share.said"] = 9.0
    made = Pipeline(weights={"html": weights}).extract(PAGE)
    assert pickle.loads(pickle.dumps(made)).explain() == made.explain()


def test_help_lists_every_option() -> None:
    parameters = inspect.signature(extract).parameters
    fields = declutter.Options.__dataclass_fields__
    assert set(parameters) == {"source", "url", *fields}
    assert all(parameters[name].default == field.default for name, field in fields.items() if name != "limits")


def test_a_notebook_shows_the_result_and_nothing_that_runs() -> None:
    page = PAGE.replace("Holm Times", "&lt;script&gt;alert(1)&lt;/script&gt;").replace("light", "&lt;img src=x onerror=alert(1)&gt;")
    view = extract(page)._repr_html_()
    assert "<h1>" in view
    assert "The baker" in view
    assert "<script" not in view
    assert "<img" not in view
    assert "not_html" in extract(b"%PDF-1.7")._repr_html_()


def test_the_command_prints_title_and_front_matter(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    assert main([str(file), "--format", "markdown", "--title", "--front-matter"]) == 0
    assert capfd.readouterr().out.startswith('---\ntitle: "\\"Bread')
    assert main([str(file), "--format", "html", "--title"]) == 0
    assert capfd.readouterr().out.startswith("<h1>")
