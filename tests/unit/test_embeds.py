"""Embeds: posts and players of other sites become data, with the address under which they can be seen."""

from __future__ import annotations

import pytest

from declutter import extract

LONG = (
    "<p>The choir of the harbour mission sang from the roof of the fish hall on Saturday, and half the town came down to listen to it.</p>"
)
PLAYERS = {
    "iframe": ('<iframe src="https://www.youtube.com/embed/a1B2-c_" title="The choir"></iframe>', "https://www.youtube.com/embed/a1B2-c_"),
    "lazy iframe": ('<iframe data-src="https://player.vimeo.com/video/42"></iframe>', "https://player.vimeo.com/video/42"),
    "lite player": ('<lite-youtube videoid="a1B2-c_"></lite-youtube>', "https://www.youtube.com/watch?v=a1B2-c_"),
    "amp": ('<amp-youtube data-videoid="a1B2-c_" layout="responsive"></amp-youtube>', "https://www.youtube.com/watch?v=a1B2-c_"),
    "video with sources": ('<video controls><source src="/choir.mp4" type="video/mp4">Your browser is old.</video>', "/choir.mp4"),
    "id that is no id": ("<amp-youtube data-videoid='\"><script>'></amp-youtube>", ""),
}


@pytest.mark.parametrize("case", PLAYERS)
def test_players_have_an_address(case: str) -> None:
    markup, address = PLAYERS[case]
    document = extract(f"<html lang=en><body><article><h1>The choir on the roof</h1>{LONG}{markup}{LONG}{LONG}</article></body></html>")
    assert [(embed.kind, embed.url) for embed in document.embeds] == [("video", address)]
    assert "browser" not in document.text


def test_a_post_is_data_with_its_address_and_a_line_on_request() -> None:
    post = """<blockquote class="twitter-tweet"><p>Never heard the gulls so quiet.</p>&mdash; Fish Hall (@fishhall)
    <a href="https://twitter.com/fishhall/status/123">May 4, 2024</a></blockquote>"""
    page = f"<html lang=en><body><article><h1>The choir on the roof</h1>{LONG}{post}{LONG}{LONG}</article></body></html>"
    (embed,) = extract(page).embeds
    assert (embed.kind, embed.author, embed.handle, embed.day) == ("tweet", "Fish Hall", "@fishhall", "2024-05-04")
    assert (embed.text, embed.url) == ("Never heard the gulls so quiet.", "https://twitter.com/fishhall/status/123")
    assert "gulls" not in extract(page).text
    assert "[tweet by Fish Hall (@fishhall)] https://twitter.com/fishhall/status/123" in extract(page, embeds=True).text
