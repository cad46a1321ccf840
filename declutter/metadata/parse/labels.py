"""Patterns and word sets from the lexicon: labels of bylines and date lines, roles, organisations, and words that are not names."""

from __future__ import annotations

import regex

from declutter.lexicon.files import data_file, lines
from declutter.lexicon.lazy_pattern import LazyPattern


def words(text: str) -> list[str]:
    """The words of a list that is written as one string."""
    return text.split()


def sections(file: str, separator: str) -> dict[str, list[str]]:
    """Entries of each section of a lexicon file, longest first."""
    found: dict[str, list[str]] = {}
    here: list[str] = []
    for line in lines(data_file(file)):
        if line.startswith("["):
            here = found.setdefault(line.strip("[]"), [])
        else:
            here += [entry for part in line.split(separator) if (entry := part.strip())]
    return {name: sorted(entries, key=len, reverse=True) for name, entries in found.items()}


LISTS = sections("bylines.txt", "|")
LONG = 4  # characters that a label must exceed to count without a gap


def either(name: str) -> str:
    """The entries of a section as a regular expression of alternatives; a space matches any run of white space."""
    return "|".join(regex.escape(entry).replace(r"\ ", r"\s+") for entry in LISTS[name])


# labels that are common words of sentences count only with a colon
COLON_ONLY = (
    "byline by-line autorka نوشته نویسنده خبرنگار گزارشگر लेखक লেখক প্রতিবেদক ผู้เขียน நிருபர் מחבר כותב 글 글쓴이 취재 記事 取材"
    " op words interview protokoll contributor contributors"
    " authors auteurs text author writer reporter haber"
    " tekst texto texte testo teksti szöveg metin"
)
BEHIND = "|".join(rf"\b{word}" for word in words(COLON_ONLY))
AUTHOR = either("author")
SPACED = LazyPattern(rf"(?:(?:{AUTHOR})\s?[:：]\s?|(?:(?:{AUTHOR})(?<!{BEHIND})\s+))", regex.I)
LONG_LABELS = "|".join(  # those that are surely a label where a capital follows without a gap: "AuthorANN LEE"
    regex.escape(form)
    for entry in LISTS["author"]
    if len(entry) > LONG and entry[0].islower()
    for form in (entry, entry.capitalize(), entry.upper())
)
FIELD = LazyPattern(r"(?:^|(?<=[\s|·•/;,，、)\]]))\p{L}{2,16}\s?[:：](?!//)")
AUTHOR_FIELD = LazyPattern(  # "by:" counts only after a bar or a date: "Presented by:" is another label
    rf"(?:(?:^|(?<=[|·•/;,，、)\]\u3000]\s?|[\d\p{{Han}}]\s))(?:{AUTHOR})|(?<=\s)(?:{LONG_LABELS}))\s?[:：]\s?", regex.I
)
EDITOR = LazyPattern(rf"(?:{either('editor')})\s?[:：]\s?", regex.I)
AUTHOR_ONLY = LazyPattern(rf"(?:{AUTHOR})\s?[:：]?", regex.I)
BYLINE_ONLY = LazyPattern(rf"(?:{either('byline-only')})\s?[:：]?", regex.I)
CHECKED = LazyPattern(rf"(?:{either('checked')})(?:\s?[:：]|\s)", regex.I)
PUBLISHED = LazyPattern(rf"(?:{either('published')})(?!\p{{L}})", regex.I)
PUBLISHED_ONLY = LazyPattern(rf"(?:{either('published')})\s?[:：]?", regex.I)
PUBLISHED_WORD = LazyPattern(
    r"\b(?:published|posted|created|veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|опубликовано)\b", regex.I
)
MODIFIED_WORD = LazyPattern(
    r"\b(?:(?:last\s)?(?:updated|modified|edited|update)|(?:zuletzt\s)?(?:aktualisiert|geändert)|mis(?:e)?\sà\sjour|actualizado|atualizado|aggiornato"
    r"|bijgewerkt|uppdaterad|oppdatert|opdateret|päivitetty|aktualizacja|aktualizováno|обновлено|изменено|оновлено|güncelleme|güncellendi|frissítve|módosítva|ενημερώθηκε|actualizat"
    r"|diperbarui|cập\snhật|עודכן|تحديث|به‌روزرسانی|अपडेट|আপডেট|อัปเดต|แก้ไขล่าสุด|更新(?:时间|日時|日)?|最終更新|최종수정|수정)\b",
    regex.I,
)
LATEST = LazyPattern(
    r"\b(?:(?:last|latest|most\srecent)\s(?:post|reply|message|answer|comment|edit|activity|revision)"
    r"|(?:letzte[rn]?|neueste[rn]?)\s(?:beitrag|antwort|nachricht|kommentar|änderung)|derni(?:er\smessage|ère\sréponse)"
    r"|último\smensaje|última\s(?:respuesta|resposta)|ultimo\smessaggio|ultima\srisposta|laatste\s(?:bericht|reactie)"
    r"|последн(?:ее\sсообщение|ий\sответ)|ostatni\s(?:post|wpis))",
    regex.I,
)  # the date that follows is not that of a thread's first message
CHANGED_ONLY = LazyPattern(rf"(?:page\s)?(?:{either('modified')})\s?[:：]?", regex.I)
MODIFIED = LazyPattern(rf"(?:{either('modified')})", regex.I)
ROLE = LazyPattern(rf"\b(?:{either('role')})\b", regex.I)
DESK = LazyPattern(rf"\b(?:{either('desk')})\b", regex.I)
STATION = LazyPattern(rf"\b(?:{either('station')})\b", regex.I)
STARTS = frozenset(entry.casefold().partition(" ")[0] for name in ("author", "checked") for entry in LISTS[name])  # first words
BEGINNINGS = frozenset(word[:1] for word in STARTS if not word[:1].isascii())  # of labels in scripts without spaces
FIRST_WORD = LazyPattern(r"[\p{L}/-]+")
LABELS = frozenset(entry.casefold() for name in ("author", "checked", "published", "modified") for entry in LISTS[name])
AGENCIES = frozenset(LISTS["agencies"])
PLACES = frozenset(LISTS["places"])
PHRASE = frozenset(LISTS["phrase"])
INTERFACE = frozenset(word for line in lines(data_file("interface_words.txt")) for word in line.split())
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]{2,}")
INTERFACE_PARTS = tuple(word for word in INTERFACE if UNSPACED.match(word))  # found inside words of scripts without spaces
NOT_IN_NAMES = INTERFACE | frozenset(words("your our my this that these view see the new shop buy best how what why full bio"))
NOBODY = frozenset(LISTS["nobody"])
DATED = LazyPattern(r"\d\D{1,12}\d|\d{4}")


def may_open(text: str) -> bool:
    """Whether a text can start with the label of a byline: a cheap check before the regular expression, which rejects most."""
    if text[:1] in BEGINNINGS:
        return True
    first = FIRST_WORD.match(text)
    return first is not None and first.group().casefold() in STARTS
