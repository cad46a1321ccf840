"""What charset labels mean on the web: label -> the Python codec that browsers would use.

The labels follow the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels), all 228 of them, and add those that
pages and servers write beside it, and Python's own names of the same encodings.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

#: Codec -> the labels that mean it on the web, where Python's registry does not know the label or knows it as another
#: codec; names of Python codecs are labels too. Every codec is a name Python accepts.
_LABELS: Final[dict[str, str]] = {
    "utf-8": "utf-8 utf-8-sig unicode-1-1-utf-8 x-unicode20utf8 unicode11utf8 unicode20utf8 utf8mb4",
    "utf-16-le": "utf-16 utf-16-le unicode unicodefeff csunicode ucs-2 iso-10646-ucs-2",
    "utf-16-be": "utf-16-be unicodefffe",
    "windows-1252": "ascii iso8859-1 iso88591 iso-8559-1 ansi x-user-defined cp1252 x-cp1252 win-1252 win1252 cp-1252",
    "windows-1254": "iso8859-9 iso88599 cp1254 x-cp1254 win-1254 win1254 cp-1254",
    "iso-8859-2": "iso8859-2 iso88592",
    "iso-8859-6": "iso8859-6 asmo-708 csiso88596i csiso88596e iso-8859-6-i iso-8859-6-e iso88596",
    "iso-8859-7": "iso8859-7 sun_eu_greek iso88597",
    "iso-8859-8": "iso8859-8 iso-8859-8-i iso-8859-8-e logical csiso88598i csiso88598e visual iso88598",
    "iso-8859-15": "iso8859-15 iso885915 csisolatin9 l9",
    "koi8-r": "koi8-r koi koi8",
    "koi8-u": "koi8-u koi8-ru",
    "cp874": "cp874 iso8859-11 iso885911 tis-620 dos-874 windows-874",
    "mac-roman": "mac-roman mac csmacintosh x-mac-roman",
    "mac-cyrillic": "mac-cyrillic x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gb2312 gbk gb18030 gb_2312 gb_2312-80 csgb2312 gb-2312 gb-18030 x-gbk",
    "big5hkscs": "big5 cp950 big5hkscs x-x-big5 cn-big5 big-5",
    "cp932": "shift_jis shift_jis_2004 shift_jisx0213 cp932 x-sjis x-ms-cp932 windows-31j",
    "euc-jp": "euc_jp euc_jis_2004 euc_jisx0213 cseucpkdfmtjapanese x-euc-jp",
    "cp949": "euc_kr cp949 windows-949 x-windows-949 ks_c_5601-1989 csksc56011987 ksc_5601 x-euc-kr cseuckr iso-ir-149",
    "hz": "hz hz-gb-2312",
    "iso-2022-jp": "iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_3 iso2022_jp_2004 iso2022_jp_ext csiso2022jp",
    "iso-2022-kr": "iso2022_kr csiso2022kr",
    **{f"windows-125{n}": f"cp125{n} x-cp125{n} win-125{n} win125{n} cp-125{n}" for n in (0, 1, 3, 5, 6, 7, 8)},
    **{f"iso-8859-{n}": f"iso8859-{n} iso8859{n}" for n in (3, 4, 5, 10, 13, 14, 16)},
    **{name: name for name in ("cp866", "utf-32", "utf-32-le", "utf-32-be")},
}
CODECS: Final = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}


def web_codec(label: str) -> str | None:
    """The codec that browsers use for a charset label; None if the label is unknown or unfit for pages."""
    label = label.strip(" \t\r\n\"';,").lower()
    if label in CODECS or not re.fullmatch(r"[a-z0-9_.:+-]{2,40}", label):
        return CODECS.get(label)
    try:
        return CODECS.get(codecs.lookup(label).name)
    except LookupError:
        return None
