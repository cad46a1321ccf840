"""Embed: a post or player of another site, and the patterns of embedded tweets in flattened text."""

from __future__ import annotations

from typing import NamedTuple

import regex

# "— Name (@handle) December 4, 2016"; the day is written in any language, so it is whatever follows the handle
SIGNATURE = regex.compile(r"[—–-]{1,2}\s?(?P<author>[^—–()]{1,80}?)\s?\((?P<handle>@\w{1,30})\)\s*(?P<day>[^()]{0,40})$")
PICTURE_LINK = regex.compile(r"(?:pic\.twitter\.com|pic\.x\.com|https?://t\.co)/\w+$")


class Embed(NamedTuple):
    """A post or player of another site inside the story. ``day`` is an ISO date, "" where none is stated."""

    kind: str  # tweet, video, audio, post
    text: str = ""
    author: str = ""
    handle: str = ""
    day: str = ""
    url: str = ""
    block: int = -1  # index of the page's block that it stands before

    @property
    def line(self) -> str:
        """The embed on one line: what it is, whose, and where it leads."""
        name = f"{self.author} ({self.handle})" if self.author and self.handle else self.author or self.handle
        by = f" by {name}" if name else ""
        return " ".join(f"[{self.kind}{by}] {self.url or self.text}".split())


VIDEO_HOSTS = (
    "youtube",
    "youtu.be",
    "vimeo",
    "dailymotion",
    "twitch.tv",
    "wistia",
    "brightcove",
    "jwplayer",
    "jwplatform",
    "rumble",
    "tiktok",
)
AUDIO_HOSTS = ("soundcloud", "spotify", "podcasts.apple", "megaphone", "acast", "simplecast", "deezer")
POST_HOSTS = ("instagram", "facebook", "twitter", "x.com", "reddit", "bsky", "mastodon", "threads.net", "pinterest", "linkedin")


def frame_kind(tag: str, src: str) -> str:
    """What a frame shows: video, audio or post; ``""`` for anything else (advertisements, forms, counters)."""
    low = src.lower()
    if tag in ("video", "amp-video", "amp-youtube") or any(host in low for host in VIDEO_HOSTS):
        return "video"
    if tag == "audio" or any(host in low for host in AUDIO_HOSTS):
        return "audio"
    if tag in ("amp-twitter", "amp-instagram", "amp-facebook") or any(host in low for host in POST_HOSTS):
        return "post"
    return ""
