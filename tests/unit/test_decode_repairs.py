"""Pages in several charsets at once: runs of another charset, and text that was encoded in UTF-8 twice."""

from __future__ import annotations

import pytest
from test_decode import TEXTS, page

from declutter.sources.decode import Decoded, decode


def test_mac_roman_without_declaration() -> None:
    for lang in ("de", "fr", "es"):
        assert decode(page(lang).encode("mac-roman")) == Decoded(
            page(lang), "mac-roman", ("charset not declared, or wrongly: detected mac-roman",)
        )


def test_windows_1252_run_in_a_utf8_page() -> None:
    start, end = page("fr").encode().split(b"</p>", 1)
    pasted = "<p>Un café très à côté, « voilà » — c’était l’été…</p>"
    for declared in (b"", b"<meta charset=utf-8>"):
        result = decode(declared + start + pasted.encode("cp1252") + end)
        assert pasted in result.text and TEXTS["fr"] in result.text
        assert (result.encoding, len(result.warnings)) == ("utf-8", 1)
        assert "read as windows-1252" in result.warnings[0]


def test_a_long_run_of_another_charset_in_a_utf8_page() -> None:
    for lang, codec in (("ru", "cp1251"), ("cs", "cp1250")):
        menu = "".join(f"<li>{word}</li>" for word in TEXTS[lang].split()[:30]).encode()
        data = b"<meta charset=utf-8>" + menu + b"<p>" + TEXTS[lang].replace("„", "").encode(codec, "ignore") + b"</p>"
        result = decode(data)
        assert TEXTS[lang][:60] in result.text
        assert f"<li>{TEXTS[lang].split()[0]}</li>" in result.text


def test_characters_cut_by_a_byte_count_are_no_letters() -> None:
    cut = page("de").replace("2003", "Zum Schl").encode().replace(b"Zum Schl", b"Eine Tagesreise bis nach K\xc3... Mehr")
    assert "nach K\ufffd... Mehr" in decode(cut).text
    cut = page("ja").encode().replace(b"2003", "図書".encode()[:5] + b"... ")
    assert "図\ufffd... " in decode(cut).text


def twice(text: str, wrong: str = "cp1252") -> bytes:
    """The text in UTF-8, read in the wrong charset and saved as UTF-8 again."""
    characters = (bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())
    return "".join(characters).encode()


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_page_encoded_in_utf8_twice(lang: str, wrong: str) -> None:
    text = page(lang)
    for data in (twice(text, wrong), twice(twice(text, wrong).decode())):
        result = decode(data)
        assert (result.text, result.encoding) == (text, "utf-8")
        assert result.warnings == ("the page was encoded in UTF-8 twice: mended",)


@pytest.mark.parametrize("lang", ["cs", "de", "fr", "es", "pl"])
def test_paragraph_encoded_in_utf8_twice(lang: str) -> None:
    right, wrong = page(lang).encode().split(b"<p>2003</p>")
    result = decode(right + b"<p>" + twice(TEXTS[lang]) + b"</p>" + wrong)
    assert result.text == page(lang).replace("2003", TEXTS[lang])
    assert result.warnings == ("a part of the page was encoded in UTF-8 twice: mended",)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Where you see Ã¤, Ã¶ or Ã¼ instead of ä, ö and ü, a page was read in the wrong charset.</p>",
        "<p>Â© 2024</p>", "<p>NÃO É PROIBIDO: SÃO PAULO, VERÃO</p>", "<p>la cité\xa0» et l’été\xa0»</p>", "<p>ÃƒÂ</p>",
    ],
)  # fmt: skip
def test_text_about_such_damage_stays(text: str) -> None:
    assert decode(text.encode()) == Decoded(text, "utf-8", ())
