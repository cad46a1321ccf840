"""Conversion of other calendars to the Gregorian: Persian, Buddhist, Japanese eras, Republic of China."""

from __future__ import annotations

from datetime import date, timedelta

import regex

BUDDHIST = range(2533, 2643)  # years that are 1990 to 2099
BUDDHIST_AHEAD = 543
JALALI = range(1369, 1479)
NOWRUZ_1400 = date(2021, 3, 21)  # the first day of the Persian year 1400
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
ERA = regex.compile(r"(令和|平成|昭和|民國|民国)\s?(\d{1,3}|元)\s?年")
THAI = regex.compile(r"\p{Thai}|\p{Lao}|\p{Khmer}|พ\.ศ|\bB\.?E\.?\b")
THAI_SHORT = regex.compile(r"(?<=\p{Thai}\.?\s{0,2}|\d/\d\d?/)([4-7]\d)(?![\d:.]|\s?\p{L})")  # 2567 written as "67"
TWO_WORDS = regex.compile(r"(تشرين|كانون)\s(ال[أا]ول|الثاني)")  # months of the Levant


def gregorian_years(text: str, language: str) -> str:
    """``text`` with years of East Asian eras and Buddhist years of Thai text replaced by Gregorian ones."""
    if "年" in text:
        text = ERA.sub(lambda found: f"{ERAS[found.group(1)] + (1 if found.group(2) == '元' else int(found.group(2)))}年", text)
    if language == "th" or THAI.search(text):
        text = regex.sub(r"(?<!\d)2[56]\d\d(?!\d)", lambda found: from_buddhist(found.group()), text)
        text = THAI_SHORT.sub(lambda found: from_buddhist(f"25{found.group()}"), text)
    return TWO_WORDS.sub(r"\1\2", text)


def from_buddhist(year: str) -> str:
    """ "2567" -> "2024"; other years as they are."""
    return str(int(year) - BUDDHIST_AHEAD) if int(year) in BUDDHIST else year


def from_jalali(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day of the Persian calendar, by its cycle of 33 years (1370 to 1470); None if there is no such day."""
    if year not in JALALI or not 1 <= month <= 12 or not 1 <= day <= (31 if month <= 6 else 30):
        return None
    leaps = (8 * year + 21) // 33 - (8 * 1400 + 21) // 33
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return NOWRUZ_1400 + timedelta(days=365 * (year - 1400) + leaps + before + day - 1)
