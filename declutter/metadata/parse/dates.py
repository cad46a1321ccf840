"""Date parser: machine-readable forms first, then month names, then figures in the order of the page's language.

Impossible days give None, and no part is filled in: "May 2024" is not a date.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from unicodedata import normalize

import regex

from declutter.lexicon.dates import weekday_in
from declutter.metadata.parse.calendars import JALALI, from_jalali, gregorian_years, year_first
from declutter.metadata.parse.months import month_number, months_beside

LONGEST = 200  # characters of a text that are searched for a date
FIRST_YEAR = 1990  # of the web: older days are the subject of a story
AHEAD = timedelta(days=2)  # of the clock here: a page may be from an hour, or from a zone, where it is tomorrow

TWO_FIGURES = regex.compile(r"\d\D{1,24}\d|\d{3}")  # a quick test that every date passes
ISO = regex.compile(
    r"(?<![\d/.·-])(\d{4})([-/.·])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)"
    r"(?:(?:\s*T\s*|\s+)(\d{1,2}):(\d{2})(?::(\d{1,2})(?:[.,:]\d{1,9})?)?\s*(Z\b|[+-]\d{2}:?\d{2}\b|UTC|GMT)?)?"
)
COMPACT = regex.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
EPOCH = regex.compile(r"(?:/Date\()?(\d{10})(?:\.\d+|\d{3})?(?:\)/)?")
COUNTED = (
    (regex.compile(r"(\d{4})\s?(?:[年년]|оны)\s?(\d{1,2})\s?(?:[月월]|(?:-?р\s)?сарын)\s?(\d{1,2})"), (1, 2, 3)),
    (regex.compile(r"(?<!\d)(\d{1,2})\s(?:tháng|thg)\s(\d{1,2}),?\s(?:năm\s)?(\d{4})", regex.I), (3, 2, 1)),
)
NUMERIC = regex.compile(r"(?<![\d./:·-])(\d{1,2})\s?([./|·-])\s?(\d{1,2})\s?\2\s?(\d{2}(?=[012]\d:[0-5]\d)|\d{4}(?!\d)|\d{2}(?![\d:]))")
FIGURES = regex.compile(r"(?<![\d./:-])(\d{1,2})/(\d{1,2})/(?:20)?\d\d(?!\d)")
NORDIC = (
    (regex.compile(r"(?<![\d./:-])(\d{1,2})/(\d{1,2})\s?[\s-](\d{4})(?!\d)"), (3, 2, 1)),
)  # "3/5 2024" is a day in the Nordic languages, an issue number in others
ROMAN = (
    (regex.compile(r"(?<!\d)(\d{1,2})[.\s]\s?([IVX]{1,4})[.\s]\s?(\d{4})(?!\d)"), (3, 2, 1)),
    (regex.compile(r"(?<!\d)(\d{4})\.\s?([IVX]{1,4})\.\s?(\d{1,2})(?!\d)"), (1, 2, 3)),
)
NORTH = frozenset({"da", "fi", "nb", "nn", "no", "sv"})
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
WORD = r"(\p{L}[\p{L}\p{M}’']{1,14}|\p{Thai}{1,2}\p{M}*\.\p{Thai}\p{M}*)"
OR = r"(?:\s?/\s?\p{L}[\p{L}\p{M}]{1,14})?"  # the month's second name: "أيار/مايو"
NAMED = (  # pattern, groups of year, month, day
    (
        regex.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.?º|ª|[./-]|\s-)?,?\s{{0,2}}(?:de\s|of\s|d[’']|ta[’']\s)?"
            rf"{WORD}{OR}(?:[.,॰/-]{{0,2}}|\s-)\s{{0,2}}(?:del?\s|,\s)?[’']?(\d{{4}}|\d{{2}}(?![\d:.]))(?!\d)"
        ),
        (3, 2, 1),
    ),
    (
        regex.compile(
            rf"{WORD}\.?(?:\s{{0,2}}|-)(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[,.-]\s?|\s{{1,2}}|(?<=\s\d\d))[’']?(\d{{4}}|(?<=[’'])\d\d)(?!\d(?!\d?\s?min))"
        ),
        (3, 1, 2),
    ),
    (regex.compile(rf"(?<!\d)(\d{{4}})(?:[.,]|e?ko)?[\s-](?:m\.?\s)?{WORD}\.?(?:\smėn\.)?[\s-](?:ngày\s)?(\d{{1,2}})(?!\d)"), (1, 2, 3)),
    (regex.compile(rf"{WORD}\s{{1,2}}(\d{{1,2}})\s\d\d:\d\d(?::\d\d)?\s(?:[A-Z]{{3,4}}\s|[+-]\d{{4}}\s)?(\d{{4}})(?!\d)"), (3, 1, 2)),
    (regex.compile(rf"(?<!\d)(\d{{4}})\.?\s(?:gada|urteko)\s(\d{{1,2}})\.?\s{WORD}"), (1, 3, 2)),
)
CLOCK = regex.compile(
    r"(?<!\d)(\d{1,2})[:.h](\d{2})(?::(\d{2}))?(?!\d)\s?([ap]\.?m\b)?\s?\(?(Z\b|[+-]\d{2}:?\d{2}\b|[A-Z]{3,4}\b)?", regex.I
)
ZONES = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "PST": -8,
    "PDT": -7,
    "CET": 1,
    "CEST": 2,
    "MEZ": 1,
    "MESZ": 2,
    "MSK": 3,
}
MONTHS = 12
OTHER_YEARS = frozenset({"ja", "th"})  # languages that write years of other calendars without a letter of their own
COMMAS = str.maketrans("،，、", ",,,")


def parse(text: str, language: str = "", month_first: bool = False) -> date | None:
    """The day in a machine-readable value or a date line: an aware ``datetime`` if it gives time and zone, else a ``date``.

    Args:
        text: the value; only its first `LONGEST` characters count.
        language: primary subtag of the page's language, for the names of months.
        month_first: whether 3/5/2024 is the fifth of March.
    """
    return read(text[:LONGEST].strip(), language, month_first)


@lru_cache(maxsize=4096)  # the same value is often in the head, in a mark and in a block
def read(text: str, language: str, month_first: bool) -> date | None:
    """`parse` for a text of bounded length."""
    if TWO_FIGURES.search(text) is None and "年" not in text:
        return None
    if not text.isascii() or language in OTHER_YEARS:
        text = gregorian_years(normalize("NFC", text), language).translate(COMMAS)
    text = year_first(text, language)
    return machine(text) or iso(text, language) or written(text, language) or numeric(text, month_first, language)


def machine(text: str) -> date | None:
    """The day of a value that is wholly 20240503, 20240503T101500Z, or seconds since 1970."""
    found = COMPACT.fullmatch(text)
    if found is not None:
        year, month, day, hour, minute, second, zone = found.groups()
        when = moment((year, month, day), (hour, minute, second), zone)
        if when is not None:
            return when
    found = EPOCH.fullmatch(text)
    if found is not None:
        when = datetime.fromtimestamp(int(found.group(1)), timezone.utc)
        return when if possible(when.date()) else None
    return None


def iso(text: str, language: str = "") -> date | None:
    """2024-05-03, 2024/05/03 or 2024.05.03, with or without a time; in Persian, 1403/02/14 too."""
    for found in ISO.finditer(text):
        year, _, month, day, hour, minute, second, zone = found.groups()
        if int(year) in JALALI and language == "fa":
            return from_persian(year, int(month), day)
        when = moment((year, month, day), (hour, minute, second), zone)
        if when is not None:
            return when
    return None


def written(text: str, language: str) -> date | None:
    """A day with the month's name, or with East Asian or Vietnamese counters."""
    for pattern, (year, month, day) in (*COUNTED, *(NORDIC if language in NORTH else ())):
        found = pattern.search(text)
        if found is not None:
            return clocked(text, found.end(), (found.group(year), found.group(month), found.group(day)))
    for pattern, (year, month, day) in ROMAN:
        found = pattern.search(text)
        if found is not None and found.group(month) in ROMANS:
            return clocked(text, found.end(), (found.group(year), str(ROMANS.index(found.group(month)) + 1), found.group(day)))
    for pattern, (year, month, day) in NAMED:
        for found in pattern.finditer(text, overlapped=True):
            persian = months_beside("jalali").get(found.group(month), 0)
            if persian and int(found.group(year)) in JALALI:
                return from_persian(found.group(year), persian, found.group(day))
            number = month_number(found.group(month), language)
            if number:
                when = clocked(text, found.end(), (found.group(year), str(number), found.group(day)))
                if when is not None:
                    return when
    return None


def numeric(text: str, month_first: bool, language: str = "") -> date | None:
    """3/5/2024: day and month in the order of the page's language, or in the other order if only that gives a day."""
    for found in NUMERIC.finditer(text):
        one, sign, two, year = found.groups()
        if len(year) == 2 and sign in "-|":
            continue  # 12-05-24 may be a part number, or have the year first
        if int(year) in JALALI:
            when = from_persian(year, int(two), one)
            if when is None:  # a year of the Islamic calendar looks the same
                continue
            return when
        order = ((two, one), (one, two)) if month_first and sign != "." else ((one, two), (two, one))
        read = [when for day, month in order if (when := clocked(text, found.end(), (year, month, day))) is not None]
        if len(read) > 1 and read[0] != read[1] and (weekday := weekday_in(text, language)) is not None:
            read = [when for when in read if when.weekday() == weekday] or read
        if read:
            return read[0]
    return None


def other_reading(text: str, month_first: bool) -> date | None:
    """The reading of "03.05.2024" or "3/5/24" in the other order than that of `parse`; None if there is only one."""
    if text[4:5] == "-":  # most claims are in the ISO form
        return None
    found = NUMERIC.search(text[:LONGEST])
    if found is None or ISO.search(text[:LONGEST]) is not None:
        return None
    day, _, month, year = found.groups()
    when = moment((year, month, day), (None, None, None), None)
    other = moment((year, day, month), (None, None, None), None)
    if when is None or other is None or when == other:
        return None
    first = numeric(text[:LONGEST], month_first)
    return other if first is not None and day_of(first) == when else when


def clocked(text: str, end: int, day: tuple[str, str, str]) -> date | None:
    """The day, with the time of day that follows it in the text if that has a zone."""
    found = CLOCK.search(text, end, end + 40)
    if found is None or not found.group(5):
        return moment(day, (None, None, None), None)
    hour, minute, second, half, zone = found.groups()
    if half:
        hour = str(int(hour) % 12 + (12 if half.lower().startswith("p") else 0))
    return moment(day, (hour, minute, second), zone.upper())


def moment(day: tuple[str, str, str], clock: tuple[str | None, str | None, str | None], zone: str | None) -> date | None:
    """A ``date``, or an aware ``datetime`` if time and zone are known; None for an impossible day."""
    year, month, number = map(int, day)
    year += 2000 if len(day[0]) == 2 else 0
    try:
        plain = date(year, month, number)
    except ValueError:
        return None
    if not possible(plain):
        return None
    offset = zone_of(zone) if zone else None
    if offset is None or clock[0] is None:
        return plain
    try:
        return datetime(year, month, number, int(clock[0]), int(clock[1] or 0), int(clock[2] or 0), tzinfo=timezone(offset))
    except ValueError:  # 24:00, or an offset of a day and more: the time is dropped
        return plain


def possible(day: date) -> bool:
    """Whether a page may be of this day: not older than the web, and not later than tomorrow in any zone."""
    return day.year >= FIRST_YEAR and day <= date.today() + AHEAD


def from_persian(year: str, month: int, day: str) -> date | None:
    """The Gregorian date of a day of the Persian calendar; None if a page cannot be of that day."""
    found = from_jalali(int(year), month, int(day))
    return found if found is not None and possible(found) else None


def zone_of(zone: str) -> timedelta | None:
    """Offset from UTC of "Z", "+02:00", "+0200" or an unambiguous zone name; None for other names."""
    if zone in ZONES:
        return timedelta(hours=ZONES[zone])
    if zone[0] not in "+-":
        return None
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)


def month_leads(one: str, two: str) -> bool | None:
    """Whether the month is the first (True) or the second (False) figure of a pair such as 5/13; None if both orders are possible."""
    first, second = int(one), int(two)
    return None if (first > MONTHS) == (second > MONTHS) else second > MONTHS


def day_of(when: date) -> date:
    """The calendar day of a date or datetime."""
    return when.date() if isinstance(when, datetime) else when


def month_first(locale: str) -> bool:
    """Whether a page in this locale writes 5/3/2024 for the third of May: the United States, and English without a country."""
    low = locale.lower().replace("_", "-")
    return low in ("en", "en-us", "es-us", "fil", "en-ph", "")
