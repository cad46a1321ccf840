"""Images: which pictures of a page are the story's, which file is the picture, and what is written below it."""

from __future__ import annotations

import pytest

from declutter import extract

LONG = "<p>The glass works at the river have lit their furnace again, and the whole valley came to see the smoke rise straight up.</p>"
BASE = "https://valley.example/news/glass"


def sources(before: str, inside: str = "", after: str = "") -> list[str]:
    """The files of the images of a page, without the site's address."""
    page = (
        f"<html lang=en><body>{before}<article><h1>The furnace is lit again</h1>{inside}{LONG}{LONG}{LONG}</article>{after}</body></html>"
    )
    return [image.src.removeprefix("https://valley.example") for image in extract(page, url=BASE).images]


LEAD = '<figure><img src="/furnace.jpg" alt="A furnace"><figcaption>The furnace on Monday. Photo: Ida Holm</figcaption></figure>'
PLACES = {
    "lead picture": ("", LEAD, "", ["/furnace.jpg"]),
    "above the headline": ('<div><img src="/furnace.jpg"></div>', "", "", ["/furnace.jpg"]),
    "logo by its link": ('<header><a href="/"><img src="/valley.png" alt="The Valley"></a></header>', "", "", []),
    "logo by its name": ('<header><img src="/img/site-logo.png"></header>', "", "", []),
    "avatar": ("", '<div class="byline"><img class="avatar" src="/ida.jpg"> Ida Holm</div>', "", []),
    "menu": ('<nav><a href="/a"><img src="/a.png">Sport</a> <a href="/b"><img src="/b.png">Weather</a></nav>', "", "", []),
    "related": (
        "",
        "",
        '<aside class="related"><a href="/x"><img src="/x.jpg"><h3>A barn burns</h3></a><a href="/y"><img src="/y.jpg"><h3>Eels</h3></a>',
        [],
    ),
    "counter": ("", '<img src="/count.gif" width="1" height="1">', "", []),
    "between paragraphs": ("", LONG + '<div><img src="/kiln.jpg"></div>' + LONG, "", ["/kiln.jpg"]),
    "without a height yet": ("", LONG + '<div><img src="/kiln.jpg" width="570" height="0"></div>' + LONG, "", ["/kiln.jpg"]),
    "over a button": ("", LONG + '<div><div><img src="/kiln.jpg"><button>Replay</button></div></div>' + LONG, "", ["/kiln.jpg"]),
    "figure among remarks": (
        "",
        f"{LONG}<p class='byline'>Ida Holm</p>{LEAD}<p class='share'>Share on Facebook</p>{LONG}",
        "",
        ["/furnace.jpg"],
    ),
    "figure of a teaser": (
        "",
        f"{LONG}<div class='related'><h4>Read more</h4>{LEAD}<a href='/x'>A barn burns at the old mill near the river</a></div>{LONG}",
        "",
        [],
    ),
    "in a paragraph": ("", LONG.replace("furnace", '<img src="/spark.png" alt="spark"> furnace'), "", ["/spark.png"]),
}


@pytest.mark.parametrize("case", PLACES)
def test_pictures_of_the_story(case: str) -> None:
    before, inside, after, wanted = PLACES[case]
    assert sources(before, inside, after) == wanted


FILES = {
    "src": ('src="/a.jpg"', "/a.jpg"),
    "lazy": ('src="data:image/gif;base64,R0" data-src="/b.jpg"', "/b.jpg"),
    "lazy class": ('src="/tiny.jpg" data-src="/c.jpg" class="lazyload"', "/c.jpg"),
    "placeholder": ('src="/img/placeholder.png" data-original="/d.jpg"', "/d.jpg"),
    "widest of a set": ('srcset="/e-320.jpg 320w, /e-1280.jpg 1280w, /e-640.jpg 640w"', "/e-1280.jpg"),
    "sets whose candidates touch": ('srcset="/h-320.jpg 320w,/h-1280.jpg 1280w,/h-640.jpg 640w"', "/h-1280.jpg"),
    "first look": ('src="/f.jpg?w=40&q=10" srcset="/f.jpg?w=800 800w"', "/f.jpg?w=800"),
    "named like what it shows": ('src="/blanket-of-fog.jpg"', "/blanket-of-fog.jpg"),
    "named like what it shows, and nothing else": ('src="/gray-heron.jpg"', "/gray-heron.jpg"),
    "nothing but a placeholder": ('src="/img/ajax-loader-32x32.gif"', None),
    "script": ('src="javascript:alert(1)"', None),
}


@pytest.mark.parametrize("case", FILES)
def test_the_file_of_a_picture(case: str) -> None:
    attributes, wanted = FILES[case]
    assert sources("", f"{LONG}<p><img {attributes}></p>{LONG}") == ([wanted] if wanted else [])


def test_a_caption_is_an_images_own() -> None:
    page = f"<html lang=en><body><article><h1>The furnace is lit again</h1>{LONG}{LEAD}{LONG}{LONG}</article></body></html>"
    (image,) = extract(page, url=BASE).images
    assert image.caption.startswith("The furnace on Monday.") and image.alt == "A furnace"
    assert image.in_text or image.title in extract(page, url=BASE).html


def test_the_button_of_a_card_is_no_caption() -> None:
    card = '<figure class="card"><img src="/vase.jpg" alt="A vase"><button>Add to cart</button></figure>'
    page = f"<html lang=en><body><article><h1>The furnace is lit again</h1>{LONG}{card}{LONG}{LONG}</article></body></html>"
    (image,) = extract(page, url=BASE).images
    assert image.caption == ""


def test_a_picture_of_a_gallery_does_not_take_the_caption_of_the_next() -> None:
    gallery = (
        '<figure><figure><img src="/vase.jpg"></figure><figure><img src="/bowl.jpg"><figcaption>A bowl of green glass</figcaption></figure>'
        "<figcaption>Both were made on Monday</figcaption></figure>"
    )
    page = f"<html lang=en><body><article><h1>The furnace is lit again</h1>{LONG}{gallery}{LONG}{LONG}</article></body></html>"
    captions = {image.src.rpartition("/")[2]: image.caption for image in extract(page, url=BASE).images}
    assert captions == {"vase.jpg": "", "bowl.jpg": "A bowl of green glass"}
