"""URLs: links and sources made absolute; URLs of unsafe schemes become empty."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from declutter.bounded_cache import bounded_cache, bounded_cache_of_pairs

SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "geo", "sms", "magnet", ""})
IGNORED = re.compile(r"[\x00-\x20\x7f]")  # browsers ignore these when they read the scheme (URL standard)
SCRIPTS = re.compile(r"(?:javascript|vbscript|livescript|mocha|data|blob|view-source|jar|about|file):", re.I)
INVISIBLE = re.compile(r"[\s\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]+")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")  # a port follows the name of a host
#: User, host and port of an address: no parser of addresses takes another (URL standard, forbidden domain code points)
HOST = (
    r"(?:[^\x00-\x20\x7f/?#@\\<>\"]*@)?(?:\[[\da-fA-F:.]+\]|[^\x00-\x20\x7f-\xa0/?#@\\<>\"\[\]^|%:`{}\ufffd]+)"
    r"(?::(?:[0-5]?\d{0,4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]))?(?=[/?#\\]|$)"
)
HOSTED = re.compile(rf"(?:https?|ftp)://{HOST}", re.I)
WITH_HOST = frozenset({"http", "https", "ftp"})  # schemes whose addresses have a host
WHOLE = re.compile(rf"https?://{HOST}(?:[/?#][^\x00-\x20\x7f]*)?")
PATH = re.compile(r"/(?![/.])(?:(?!/\.)[^\x00-\x20\x7f])*")
LONGEST = 4000  # characters


@bounded_cache(64)
def origin(base: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


@bounded_cache_of_pairs(2048)
def absolute(address: str, base: str) -> str:
    """The address joined to ``base``; ``""`` for script and data URLs and for malformed ones, those without a valid host among them."""
    address = address.strip()
    if not address or len(address) > LONGEST:
        return ""
    if WHOLE.fullmatch(address) and "/." not in address:  # the usual case, needs no parsing
        return address
    try:
        if PATH.fullmatch(address) and base:
            return origin(base) + address
        joined = urljoin(base, address) if base else address
        scheme = urlsplit(IGNORED.sub("", joined)).scheme.lower()
    except ValueError:
        return ""
    if scheme not in SCHEMES or is_script(joined) or ("&" in joined and scheme_of(unescape(joined)) not in SCHEMES):
        return ""
    written = IGNORED.sub(lambda found: f"%{ord(found[0]):02X}" if found[0] == " " else "", joined)
    return "" if scheme in WITH_HOST and not HOSTED.match(written) else written


def of_the_web(address: str) -> bool:
    """Whether an address is one of a web page or a file on a site: relative, or of http or https."""
    return not is_script(address) and scheme_of(address) in ("http", "https", "")


def of_a_page(address: str) -> bool:
    """Whether a caller may have a page from there: an address of the web, or a file of this machine."""
    return of_the_web(address) or (scheme_of(address) == "file" and not is_script(address.lstrip()[5:]))


def scheme_of(address: str) -> str:
    """The scheme that a browser, or a reader that drops what is not drawn, sees; ``""`` where there is none."""
    found = SCHEME.match(INVISIBLE.sub("", address[:LONGEST]))
    return found[1].lower() if found else ""


def is_script(address: str) -> bool:
    """Whether a browser or a careless renderer could take the address for a script.

    Character references and percent signs are resolved first, twice, and characters that are not drawn are removed: what follows us may
    do any of these.
    """
    for _ in range(2):
        if SCRIPTS.match(INVISIBLE.sub("", address[:LONGEST])):
            return True
        address = unquote(unescape(address))
    return SCRIPTS.match(INVISIBLE.sub("", address[:LONGEST])) is not None
