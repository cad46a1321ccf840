"""Element kinds: which handler of the builder each HTML element gets."""

from __future__ import annotations

INLINE, BLOCK, LINK, FORMAT, SKIP, BREAK, MEDIA, META, TITLE, SCRIPT, PRE, IMAGE, MATH, READING, LINE = range(15)
KIND: dict[str, int] = {
    **dict.fromkeys(
        "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hgroup label legend li main menu nav ol optgroup option p search section "
        "summary table tbody td tfoot th thead tr ul".split(),
        BLOCK,
    ),
    **dict.fromkeys(
        "style noscript template svg select textarea input canvas map datalist annotation annotation-xml noembed noframes rp".split(),
        SKIP,
    ),
    **dict.fromkeys("br hr".split(), BREAK),
    **dict.fromkeys(
        "iframe video audio object embed lite-youtube lite-vimeo amp-youtube amp-video amp-iframe amp-twitter amp-instagram "
        "amp-facebook".split(),
        MEDIA,
    ),
    **dict.fromkeys("meta link base html".split(), META),
    "title": TITLE,
    **dict.fromkeys(
        "abbr acronym area bdi bdo big col colgroup data font head ins mark meter mjx-assistive-mml mjx-container nobr output "
        "param picture progress q rb rbc rtc slot small span time track u wbr".split(),
        INLINE,
    ),
    **dict.fromkeys("b cite code del dfn em i kbd ruby s samp strike strong sub sup tt var".split(), FORMAT),
    **dict.fromkeys("img image amp-img source".split(), IMAGE),
    "math": MATH,
    "mjx-math": MATH,
    "rt": READING,
    "a": LINK,
    "pre": PRE,
    "script": SCRIPT,
}

# Replaced elements without text: the words before and after them are separate.
PARTING = frozenset("select textarea input canvas".split())

# Inside <pre> these separate lines of code, not blocks.
KIND_IN_PRE: dict[str, int] = {**KIND, **dict.fromkeys("div li ol ul table tbody tr td".split(), LINE), "button": LINE}
