"""Regular expressions that split bylines into names, and reject what is not part of a name."""

from __future__ import annotations

import regex

from declutter.lexicon.lazy_pattern import LazyPattern
from declutter.metadata.parse.labels import LONG_LABELS, words

MARKUP = regex.compile(r"<[^<>]{0,300}>")
PARENTHESES = regex.compile(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]")
ADDRESS = regex.compile(r"\S*(?:://|www\.)\S*|\S+@\S+\.\S+|(?<!\S)[@#]\S+")
BARS = regex.compile(r"\s*[|•·⋅∙‧→»›‹«●■◆★▪—\n\r\t]\s*|\s+[-–—/]+\s+|\s*,?\s*\.\.\.$|…")
WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
    r"|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mån|tis|ons|tors|fre|lör|sön)dag|(?:man|tirs|lør|søn)dag)"
)
TAIL = regex.compile(
    r"(?:\s|\s*[,–—-])\s*\b(?:published|posted|updated|last|veröffentlicht|aktualisiert|publié|publicado|pubblicato|opublikowano"
    r"|for|at|für|bei|aus|pour|para|per|reports|berichtet|wrote|writes|follow|is\s+an?|in|under|unter|dans|on\s+behalf|gespeichert|sagt|says|edited\s+by"
    r"|kategorien:?|categories:?|(?:art|photos?|illustrations?)\s+by|fotos?\s+von|illustration(?:en)?\s+von|view|read|min\s+read"
    r"|(?<!\b(?:van|von|de)\s)(?:on|am|le|el|il|em|op|den|om|vom|of|um|dne|dňa|dnia)\s+(?=\p{L}{3,9}[.,]?\s\d|\d|" + WEEKDAY + r"\b))\b.*"
    r"|\s(?:on|am|um|vor|le|el|il|em|op|den|om|vom|dne|dňa|dnia|at|in|and|und|&)$",
    regex.I,
)
# "Ann LeeDec 17, 2025Ben Ode", "ann3/4/2025", "AnalystUpdated": elements whose gap is a margin of the style sheet
GLUED = regex.compile(
    r"(?<=^By|^Von|[Ww]ritten by|[Pp]osted by)(?=\p{Lu}\p{Ll}|\p{Lu}\.)|"
    r"(?<=\p{L})(?=\d{1,2}[./]\d{1,2}[./]\d{2})|(?<=\p{Ll})(?=(?:Updated|Published|Posted|Last\s|By\s|In\s\p{Lu}"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}{0,6}\.?\s\d))|(?<=\d{4})(?=\p{Lu}\p{Ll})"
)
GLUED_LABEL = LazyPattern(r"(?:" + LONG_LABELS + r")(?=\p{Lu})")  # "AuthorANN LEE"
BROKEN_LIST = regex.compile(r"\s*[\n\r\t]\s*(?=(?:and|und|et|y|e|&|,)\s)")  # a line break of the source inside a list
LEADING_DATE = regex.compile(
    r"^(?:\p{L}{2,10}\.?,\s|(?:on|am|vom|le|el|il|em|op|den)\s)?(?:\d{1,2}(?:st|nd|rd|th|\.)?\s\p{L}{3,12}\.?,?\s\d{4}|\p{L}{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})(?:,?\s\d{1,2}:\d{2}(?:\s?[ap]m|\sUhr)?)?[\s,|•·–—-]*",
    regex.I,
)
DAY = regex.compile(  # a date, with the time after it
    r"(?<!\d)(?:\d{1,2}(?:st|nd|rd|th|\.)?\s\p{L}{3,12}\.?,?\s\d{4}|(?<!\p{L})\p{L}{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
    r"(?:,?\s?\d{1,2}:\d{2}(?:\s?[ap]m|\sUhr)?)?",
    regex.I,
)
TRAILING_DATE = regex.compile(r"(?:\s*,)?\s(?:\d{1,2}[.\s/]|\p{L}{3,9}\.?\s\d{1,2},?\s\d{4}|\d{4}[-年.]).*")
AFTER_DATE = regex.compile(r"^.*\d.*?\s(?:by|von|par|por|di|door|av|af|autor:?)\s(?=\p{Lu})", regex.I)
COMMA = regex.compile(r"\s*[,，、،/／]\s*")
# "Ann Lee, Head of Sales and Marketing"
OFFICE = regex.compile(
    r",\s[^,;]*\b(?:head|director|vp|president|chief|manager|officer|professor|lead)\s(?:of|for)\s[^,;]+\s(?:and|&)\s[^,;]+", regex.I
)
AND = regex.compile(
    r"\s*(?:[;；&+]|(?:,\s?|\s)(?:im\sGespräch\smit|im\sInterview\smit|in\sconversation\swith|and|und|with|mit|avec|con|ja|och|og|et|и|та|ve|és|și|şi|dan|và|και)\s)\s*",
    regex.I,
)
SINGLE_AND = regex.compile(r"(?<=\p{L}\s\p{L}[\p{L}.'’-]*)\s(?:y|e|i|a|en)\s(?=\p{Lu}[\p{L}.'’-]*\s\p{L})")
TITLE = regex.compile(
    r"(?:(?:dr|prof|mr|mrs|ms|mx|dipl|ing|mag|med|rer|nat|phil|jur|fr|rev|sir|herr|frau|univ|habil|dott|avv|mgr|mudr|judr|phdr|rndr|dra|sra|srta"
    r"|mme|mlle|maître|rechtsanwalt|rechtsanwältin|fachanwalt|fachanwältin|notar|notarin|steuerberater|steuerberaterin|pfarrer|pfarrerin"
    r"|الدكتور|الدكتورة|دكتور|دكتورة|د|डॉ|श्री|श्रीमती|ดร|รศ|ผศ)\b\.?(?:-(?:ing|prof)\.?)?\s*)+(?=\p{L})",
    regex.I,
)
JOINERS = "\u200c\u200d"
EDGES = " \t\n\r\"'“”„«»‘’*_:;,.|–—-•·/\\<>=~#©®™"
BUREAU = regex.compile(  # "港支局・山田花子", "社会部 山田花子": the office before a name
    r"^[\p{Han}\p{Katakana}ー]{1,12}(?:支局|総局|本社|支社|通信|通信部|報道部|報道局|編集部"
    r"|社会部|政治部|経済部|部|局|班|新聞|通訊|记者站)[・\s　](?=\p{Han})"
    r"|^\p{Hangul}{1,8}(?:일보|신문|뉴스|방송|통신|경제|타임스)[\s=](?=\p{Hangul})"
)
REPORTER = regex.compile(
    r"^(?:本報|本报)?(?:特約|特派)?(?:記者|记者|特派員|通訊員|通讯员|撰文)(?=\p{Han}{2,4}(?:$|[／/\s]))"
)  # "記者王小明／台北報導"
CALLING = regex.compile(r"\s?(?:기자|특파원|記者|记者|객원기자)$")
HAN_NAME = regex.compile(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}·・\s]{2,16}")
PARTICLES = frozenset(
    words(
        "de del della delle dei degli di da do dos das du des la le van von der den ter ten zu zum af av al el bin ibn"
        " y e i und and mc st san"
    )
)
FIRM = regex.compile(r"\s(?:&|\+|and|und|et|y)\s")
PUNCTUATED = regex.compile(r"[:()\[\]!?%€$=<>\d]")
ORGANISATION = regex.compile(
    r"(?:网|網|报|報|社|频道|頻道|电视台|電視台|通讯|通信|新闻|新聞|编辑部|編集部|일보|신문|뉴스|방송|통신|편집국)$|网|網"
)
WORD = regex.compile(r"\w+")
INVITES = regex.compile(
    r"(?:meet|share|alles|kontakt|contact|artikel|beiträge|visit|besuche|visita|visitez|view|see|more|mehr|weitere|alle"
    r"|all|follow|folge|afficher|voir|anzeigen|about|über|read|brand|marke|foto|photo|image|fuente|źródło|source|quelle|фото)\b",
    regex.I,
)
FAMILY_FIRST = regex.compile(  # "García Márquez, Gabriel", "van der Berg, Jan", "Verity, M. J.", "Lee, Ann, PhD"
    r"((?:\p{Ll}[\p{L}'’]{0,4}\s){0,3}\p{Lu}[\p{L}'’-]+(?:\s(?:\p{Ll}{1,3}\s)?\p{Lu}[\p{L}'’-]+){0,2}),\s"
    r"(\p{Lu}[\p{L}'’.-]*(?:\s?\p{Lu}[\p{L}'’.-]*){0,3}(?:\s\p{Ll}{1,3}){0,2})(?:,\s(?:\p{Lu}[\p{Lu}.]{1,5}|Ph\.?D\.?|[JS]r\.?))?"
)
