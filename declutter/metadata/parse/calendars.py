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
SHORT_ERA = regex.compile(r"(?<![\w.])(R|H|令和|平成)\s?(\d{1,2})[./](\d{1,2})[./](\d{1,2})(?![\d.])")  # "R6.5.3"
SHORT_ERAS = {"R": 2018, "H": 1988}
THAI = regex.compile(r"\p{Thai}|\p{Lao}|\p{Khmer}|พ\.ศ|\bB\.?E\.?\b")
THAI_SHORT = regex.compile(r"(?<=\p{Thai}\.?\s{0,2}|\d/\d\d?/)([4-7]\d)(?![\d:.]|\s?\p{L})")  # 2567 written as "67"
THAI_ERA = regex.compile(r"(?:พ|ค)\.?ศ\.?\s?(?=\d)")  # "Buddhist era", "Christian era"
YEAR_FIRST = regex.compile(r"(?<![\d./:-])['’]?(\d\d)([./])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d:])")  # "24.05.03" in East Asia
EAST_ASIA = frozenset({"ja", "ko", "zh"})
HAN_DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "元": 1}
HAN = "".join(HAN_DIGITS)
HAN_NUMBER = regex.compile(rf"([{HAN}十]{{1,4}})(?=年)|(?<=[年月])\s?([{HAN}十廿卅]{{1,3}})(?=[月日])")
TWO_WORDS = regex.compile(r"(تشرين|كانون)\s(ال[أا]ول|الثاني)")  # months of the Levant


def gregorian_years(text: str, language: str) -> str:
    """``text`` with years of East Asian eras and Buddhist years of Thai text replaced by Gregorian ones."""
    if "年" in text:
        text = HAN_NUMBER.sub(lambda found: han_number(found.group(1) or found.group(2)), text)
        text = ERA.sub(lambda found: f"{ERAS[found.group(1)] + (1 if found.group(2) == '元' else int(found.group(2)))}年", text)
    if language == "th" or THAI.search(text):
        text = THAI_ERA.sub("", text)
        text = regex.sub(r"(?<!\d)2[56]\d\d(?!\d)", lambda found: from_buddhist(found.group()), text)
        text = THAI_SHORT.sub(lambda found: from_buddhist(f"25{found.group()}"), text)
    if language == "ja":
        text = SHORT_ERA.sub(
            lambda found: f"{ {**ERAS, **SHORT_ERAS}[found.group(1)] + int(found.group(2)) }/{found.group(3)}/{found.group(4)}", text
        )
    return TWO_WORDS.sub(r"\1\2", text)


def year_first(text: str, language: str) -> str:
    """``text`` of an East Asian page with "24.05.03" as "2024.05.03"."""
    return YEAR_FIRST.sub(r"20\1\2\3\2\4", text) if language in EAST_ASIA else text


def han_number(text: str) -> str:
    """Chinese numerals as digits: "二〇二四" -> "2024", "二十三" -> "23"; other text as it is."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return "".join(str(HAN_DIGITS[sign]) for sign in text)
    return str(10 * HAN_DIGITS.get(tens, 1) + HAN_DIGITS.get(ones, 0))


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
