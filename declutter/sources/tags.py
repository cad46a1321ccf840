"""What the builder does at each HTML element."""

from __future__ import annotations

INLINE, BLOCK, LINK, SKIP, BREAK, MEDIA, META, TITLE, SCRIPT, PRE = range(10)
KIND: dict[str, int] = {
    **dict.fromkeys(
        "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hgroup label legend li main menu nav ol optgroup option p search section "
        "summary table tbody td tfoot th thead tr ul".split(),
        BLOCK,
    ),
    **dict.fromkeys(
        "style noscript template svg select textarea input canvas map datalist annotation annotation-xml noembed noframes rp rt".split(),
        SKIP,
    ),
    **dict.fromkeys("br hr".split(), BREAK),
    **dict.fromkeys(
        "iframe video audio object embed amp-youtube amp-video amp-iframe amp-twitter amp-instagram amp-facebook".split(), MEDIA
    ),
    **dict.fromkeys("meta link base html".split(), META),
    "title": TITLE,
    **dict.fromkeys(
        "abbr acronym area b bdi bdo big cite code col colgroup data del dfn em font head i image img ins kbd mark math meter nobr output "
        "param picture progress q rb rbc rtc ruby s samp slot small source span strike strong sub sup time track tt u var wbr".split(),
        INLINE,
    ),
    "a": LINK,
    "pre": PRE,
    "script": SCRIPT,
}
