"""Data for :mod:`declutter.sources.decode`: charset labels, code pages, letter frequencies and the scores they give.

Sources: the label table and the treatment of code pages follow the WHATWG Encoding Standard
(https://encoding.spec.whatwg.org/). The letter frequencies are rounded counts per thousand non-ASCII letters, taken
from translated software messages and word lists; orders of magnitude are all that matters to the scorer.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

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

#: Codecs whose decoder is a table of 256 characters, with the Windows code page that lends them its bytes 80-9F:
#: ISO 8859 has control characters there, which no page means; authors who wrote such a byte had a Windows editor.
SINGLE_BYTE: Final[dict[str, str]] = {
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
    **{name: name for name in ("cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic")},
    **{f"iso-8859-{n}": "cp1250" for n in (2, 16)},
    **{f"iso-8859-{n}": "cp1252" for n in (3, 14, 15)},
    **{f"iso-8859-{n}": "cp1257" for n in (4, 10, 13)},
    "iso-8859-5": "cp1251", "iso-8859-6": "cp1256", "iso-8859-7": "cp1253", "iso-8859-8": "cp1255",
}  # fmt: skip

#: Single-byte codecs that detection tries -> (head start in nats, languages written in it). Where two codecs give the
#: same text, the head start decides; the ones browsers guess come first.
DETECTABLE: Final[dict[str, tuple[float, str]]] = {
    "windows-1252": (5.0, "en de fr es pt it ca gl nl sv da nb fi is et sq ga eu"),
    "windows-1250": (2.0, "cs sk pl hu ro hr sl sq"),
    "windows-1251": (3.0, "ru uk bg sr mk be"),
    "windows-1253": (1.0, "el"),
    "windows-1254": (1.0, "tr"),
    "windows-1255": (1.0, "he"),
    "windows-1256": (1.0, "ar fa"),
    "windows-1257": (2.0, "lt lv et"),
    "windows-1258": (-2.0, "vi"),
    "cp874": (-3.0, "th"),
    "iso-8859-2": (1.0, "cs sk pl hu ro hr sl sq"),
    "iso-8859-4": (-8.0, "lt lv et"),
    "iso-8859-5": (0.0, "ru uk bg sr mk be"),
    "iso-8859-6": (0.0, "ar"),
    "iso-8859-7": (0.0, "el"),
    "iso-8859-13": (-4.0, "lt lv et"),
    "iso-8859-15": (2.0, "en de fr es pt it ca gl nl sv da nb fi is et sq ga eu"),
    "koi8-r": (1.0, "ru bg"),
    "koi8-u": (0.0, "uk be"),
    "cp866": (-6.0, "ru uk bg be"),
}

#: Language -> its non-ASCII letters with their counts per thousand, most frequent first.
LETTERS: Final[dict[str, str]] = {
    "cs": "í240 á160 ě98 ř95 é88 ž82 č76 ý64 š50 ů30 ú10 ň4 ó3 ť2 ď2 ö1 ü1",
    "sk": "á175 č109 ý106 ž100 í100 ú88 é82 ť63 š61 ľ53 ô18 ď12 ó12 ä11 ň8 ĺ2 ŕ1 ö1 ü1",
    "pl": "ł240 ó140 ż125 ę135 ą120 ś110 ć67 ń33 ź14 é1 ö1 ü1",
    "hu": "á290 é270 ö101 ó85 ő79 í60 ü50 ú30 ű18",
    "ro": "ă400 î155 ş170 ţ150 ș170 ț150 â90 é1 ö1 ü1",
    "hr": "č322 š242 ć183 ž161 đ81 é1 ö1 ü1",
    "sl": "č500 š305 ž186 ć3 đ1 é1 ö1 ü1",
    "sq": "ë950 ç45",
    "de": "ü440 ä270 ö180 ß95 é5 á2 è1 ó1 à1 ç1 ñ1 í1 ê1",
    "fr": "é600 è125 à115 ê60 ç24 ô17 ù15 â12 î9 û7 ï3 ë2 œ5 ö1 ü1 ñ1",
    "es": "ó290 á215 í200 é140 ñ90 ú74 ü3 ç1 à1 è1 º2 ª2",
    "pt": "ã250 é160 ç150 á130 í105 ó65 ú40 à35 ê35 õ30 â12 ô7 º3 ª3 ü1",
    "it": "è360 à280 ù109 ò110 é60 ì45 ü1 ö1 ç1 í1 á1",
    "ca": "é280 ó200 à160 í120 ò80 è80 ç35 ú26 ü12 ï14 ñ3 á2",
    "gl": "ó249 á197 é192 í152 ú119 ñ76 ü3 ç1 º2 ª2",
    "nl": "é590 ë180 ï100 ö15 ü12 á10 ó20 è15 ê5 ç5 í4 ä4",
    "sv": "ä370 å330 ö290 é8 ü1 á1 à1",
    "da": "å350 ø300 æ300 é25 ö2 ä2 ü1",
    "nb": "å480 ø380 æ110 é15 ò3 ó1 ö2 ä2 ü1",
    "fi": "ä890 ö95 å6 é2 š2 ž1 ü1",
    "is": "ð200 í165 á175 þ100 ó95 é70 ö85 ú60 ý31 æ60",
    "et": "ä380 õ320 ü225 ö60 š9 ž4 é1",
    "en": "é300 â60 Â30 Ã30 ñ80 á80 ó70 ü60 í60 ö50 ä50 ç40 è40 ã30 à30 ï25 ê20 å20 ø20 ë20 ú20 ô15 î10 æ5 œ5 ß5",
    "ga": "á302 í256 é217 ó144 ú81",
    "eu": "ñ500 é200 á80 í80 ó80 ú20 ü20 ç20",
    "lv": "ā374 ē150 ī180 š110 ļ45 ņ44 ū40 ž25 ķ13 č14 ģ8",
    "lt": "ė226 ų165 š180 ž105 į84 ą74 č60 ū65 ę25",
    "tr": "İ30 ı400 ü150 ş129 ç100 ğ90 ö81 â4 î1 û1",
    "vi": "ê90 ô90 ư80 đ76 ơ64 â64 à52 á40 ă30 ó18 í12 ù9 ú5 é3 è3 \u0323135 \u0301110 \u030090 \u030974 \u030335",
    "ru": "о108 е86 а79 и74 н67 т63 с54 р49 л44 в44 к34 д31 п29 м31 я21 у25 ы19 з17 г17 ь17 б16 й12 ч14 ж9 х9 ц5 ю6 ф4 ш7 щ3 э3 ё2 ъ1",
    "uk": "о90 а84 н72 і60 и60 в54 р49 т52 е50 с43 к39 л37 д34 у33 п31 м30 я23 з23 б16 ь17 й13 г14 ч13 ц9 х10 ї7 ж8 ш7 є6 ю7 ф4 щ5 ґ1",
    "bg": "а120 о90 е90 и88 н71 т72 р53 с50 в46 д37 к34 п30 л33 з24 м25 ъ19 я17 г16 б14 у14 ч13 й7 ж7 щ6 ф4 ц6 ш4 х4 ю2 ь1",
    "sr": "а120 о94 е91 и93 н58 р53 с50 т46 к38 д40 у40 в37 п31 м35 ј35 л30 з19 г18 б16 ш10 ч9 њ7 ц7 љ6 ж5 ћ6 ф2 х6 ђ3 џ1",
    "mk": "а135 о105 е92 и84 т75 н66 р48 к40 д41 в41 с42 л31 п31 м26 ј21 у20 г19 з19 б14 ч9 ш8 ж6 ц6 њ4 ф3 ќ3 ѓ2 х2 љ1 џ1 ѕ1",
    "be": "а160 н65 р48 і50 с46 ы44 к42 л40 е40 д36 я36 т34 о35 в30 м30 п29 у30 з26 ц24 г18 ў18 б17 ь17 э15 ч15 й12 х9 ш9 ж7 ф3 ё5 ю5",
    "el": "α95 ο86 τ79 ε71 ν60 ι59 σ44 ρ42 π40 η40 μ36 ς36 κ36 υ33 ί26 λ26 ό23 έ20 ά22 γ18 δ18 ή18 χ13 ω14 θ11 ύ10 "
    "φ8 ώ7 β6 Ά6 ’5 ¶1 ξ4 ζ3 ψ2 ϊ1 ϋ1 ΐ1",
    "he": "י112 ו105 ה91 ת56 ל68 ר58 מ50 ב50 א52 ש50 נ36 ק25 ד26 ע30 ם28 פ20 ח22 ס16 כ20 ג14 ן15 ט13 צ11 ז9 ך6 ץ3 ף3 ִ1 ּ1 ָ1 ְ1 ַ1 ֶ1 ֵ1",
    "ar": "ا135 ل117 ي70 م65 ن55 و57 ر47 ة38 ت42 ع35 د32 ب35 ف28 س26 ك23 ه30 ق22 ح20 أ19 ج14 ص12 ط10 ذ9 خ9 إ9 ش11 ى9 "
    "ث6 ض7 غ6 ز7 ّ3 ئ4 ء5 ظ3 ؤ2 آ2 ً2 ـ2 َ1 ِ1 ُ1 ْ1",
    "fa": "ا137 ي60 ی60 ر85 ن79 د74 و60 ه60 ت48 م56 ب48 س36 ش34 ک20 ك20 ل26 ز20 ع15 ف13 خ12 ج12 پ10 گ12 ق10 ط7 ص7 آ8 "
    "ح8 چ5 ظ2 غ3 ذ2 ض3 ث2 ئ2 ّ1 ژ1 أ1",
    "th": "า66 ร55 อ50 ก47 ม44 ่45 น52 เ36 ้33 ด28 ง34 ั32 ล28 ี27 ต23 ส23 ิ25 ย25 บ23 แ20 ว25 ไ18 ข14 ท22 จ13 ป17 "
    "ค16 ห18 พ14 ์13 ะ15 ู11 ช11 ื11 ำ9 ใ9 ถ6 ุ9 ฟ4 โ7 ซ5 ็6 ณ5 ผ5 ภ4 ธ5 ษ4 ึ4 ฐ3 ญ3 ฮ2 ศ4 ฉ2 ๆ2 ฯ1",
}

#: Codecs of East Asian scripts that detection tries -> (head start, language,
#: strict codec and range of lead bytes that hold the everyday characters of the standard).
EAST_ASIAN: Final[dict[str, tuple[float, str, str, int, int]]] = {
    "gb18030": (1.0, "zh", "gb2312", 0xB0, 0xD7),
    "big5hkscs": (1.0, "zh", "big5", 0xA4, 0xC6),
    "cp932": (1.0, "ja", "euc_jp", 0xB0, 0xCF),
    "euc-jp": (1.0, "ja", "euc_jp", 0xB0, 0xCF),
    "cp949": (1.0, "ko", "euc_kr", 0xB0, 0xC8),
}

#: Codec -> its most frequent ideographs or syllables, most frequent first.
COMMON: Final[dict[str, str]] = {
    "gb18030": (
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所"
        "然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与"
        "长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己"
        "制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系"
        "气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社"
        "便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉"
        "格望觉术领共确传师观清今切院让识候带导争运网站版请首页联系我们关于更多新闻图片视频登录注册时间会员产品服务版"
        "权所有"
    ),
    "big5hkscs": (
        "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所"
        "然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與"
        "長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己"
        "制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系"
        "氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社"
        "便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉"
        "格望覺術領共確傳師觀清今切院讓識候帶導爭運網站版請首頁聯絡我們關於更多新聞圖片視訊登入註冊時間會員產品服務臺"
        "灣灣港您價購"
    ),
    "ja": (
        "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水西"
        "電語聞食車何南万毎天母火方新場員立開手力問代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文"
        "元重近考画海売知道集別物使品計死特私始運終台住無真有口少町料工建空研着店病質待試親会同事自社発者地業議民連対"
        "部合市内相定回選米実関決全表戦経最現調化当約首法性的要制治務成期取都和機平加受続進数記初指権支産点報済活原共"
        "得解交資予向際勝面告反判認参利組信在件側任引求所次昨論官増係感情投示変打直両式確果容必演歳争談能位置流格疑過"
        "局放常状球職与供役構割身費付由説難優夫収断石違消神番規術備版検索更新情報会社案内"
    ),
    "cp949": (
        "다이는에의을니한하지로가수시일은를있그기서대사자습어고정리스없으인해용음년되아파나위합었전할국도문제트중것않"
        "월부만오여된상터러적함라보모들경작구드때주등션치후데동프름장명했성세과또실미현개면력소우표바요식크행역입비값"
        "형계같버옵본게원거패른재마유설조당업두공내화록번키선못출디신열진였연태분며반영간통야령많호목안잘변메따결더발"
        "각와려체타최운단속무았방레및래료민블류생르임알필관받환포테브께교초히든렉종복처코매약능너차활새추말건준항산남"
        "읽특베져접독학예불법저회줄십쪽쓰뒤커절참카군직확향페양끝강째외올존색큰배럼심던퍼점"
    ),
}


#: What a byte stands for in a single-byte codec, as bit flags; the scorer punishes unlikely neighbours.
LOWER, UPPER, LATIN, NATIVE, MARK, ODD, HIGH = 1, 2, 4, 8, 16, 32, 64

#: Characters that are not letters -> log probability among the non-ASCII characters of a page.
_SYMBOLS: Final[dict[str, float]] = {
    **dict.fromkeys("\xa0’\xad", -1.5),
    **dict.fromkeys("“”„‘«»–—…", -2.5),
    **dict.fromkeys("·•€£©®°§№×™¶،؟؛ˮ‹›\u200c\u200d\u200e\u200f", -3.5),
    **dict.fromkeys("´`¿¡²³½¼¾±ªº¹†‚¦", -5.5),
    **dict.fromkeys("¤¨¸", -10.5),
}
_INSIDE_WORDS: Final = frozenset("\xa0’‘´·\xad–—-\u200c\u200d\u200e\u200f")
_FOREIGN, _STRANGE, _IMPOSSIBLE = -8.5, -9.0, -12.0


class SingleByteModel(NamedTuple):
    """Scores of one single-byte codec: ``rows[i, b - 128]`` is the log probability of byte ``b`` in ``langs[i]``."""

    codec: str
    langs: tuple[str, ...]
    head_start: float
    rows: NDArray[np.float64]
    flags: NDArray[np.uint8]


@cache
def charmap(codec: str) -> str:
    """Return the 256 characters of a codec in ``SINGLE_BYTE``; U+FFFE marks a byte without a character."""
    table = bytes(range(256)).decode(codec, "replace")
    lender = bytes(range(256)).decode(SINGLE_BYTE[codec], "replace")
    chars = [lender[b] if 0x80 <= b < 0xA0 and codec.startswith("iso-") else table[b] for b in range(256)]
    # The standard's indexes give C1 controls to the holes in 80-9F, so that these bytes are never errors.
    return "".join(chr(b) if c == "\ufffd" and b < 0xA0 else c.replace("\ufffd", "\ufffe") for b, c in enumerate(chars))


def _row(table: str, language: str, lent: bool) -> list[float]:
    """Log probabilities of the bytes 80-FF, read through ``table`` (80-9F lent or not), in a text of ``language``."""
    counts = {item[0]: int(item[1:]) for item in LETTERS[language].split()}
    total = sum(counts.values())
    scores = {char: math.log(0.75 * count / total) for char, count in counts.items()}
    row = []
    for byte, char in enumerate(table[128:], 128):
        score = _IMPOSSIBLE if char == "\ufffe" or char <= "\x9f" else _FOREIGN if char.isalpha() else _STRANGE
        score = scores.get(char, _SYMBOLS.get(char, score))
        if char not in scores and char.lower() in scores:  # capitals are rarer
            score = scores[char.lower()] - 2.0
        row.append(min(score, -7.0) if lent and byte < 0xA0 else score)
    return row


def _flags(char: str) -> int:
    flags = HIGH if char > "\x7f" else 0
    if char.isalpha() and char not in "ªº":
        flags |= LATIN if char < "\u0250" else NATIVE
        flags |= (LOWER if char.islower() else 0) | (UPPER if char.isupper() else 0)
    elif flags and char not in _INSIDE_WORDS:
        flags |= MARK if unicodedata.category(char) == "Mn" else ODD
    return flags


@cache
def single_byte_models() -> tuple[SingleByteModel, ...]:
    """Return the models of every codec in ``DETECTABLE``, built on first use."""
    models = []
    for codec, (head_start, names) in DETECTABLE.items():
        table, langs = charmap(codec), tuple(names.split())
        rows = np.array([_row(table, language, codec.startswith("iso-")) for language in langs])
        flags = np.array([_flags(char) for char in table], dtype=np.uint8)
        models.append(SingleByteModel(codec, langs, head_start, rows, flags))
    return tuple(models)


@cache
def east_asian_scores(codec: str) -> NDArray[np.float32]:
    """Return the log probability of each of the 65,536 basic characters in text that ``codec`` was made for."""
    _, language, standard, first, last = EAST_ASIAN[codec]
    scores = np.full(0x10000, _IMPOSSIBLE, dtype=np.float32)
    scores[:0x80] = 0.0
    scores[0x80:0x500] = _STRANGE
    scores[0x2000:0x2700] = -7.0
    scores[0x2010:0x2027] = -5.0
    scores[0x3000:0x3020] = scores[0xFF00:0xFF61] = -4.5 if language != "ko" else -6.0
    scores[0xFF10:0xFF5B] = -6.0
    scores[0x3040:0x3100] = _STRANGE
    scores[0x4E00:0xA000] = scores[0xAC00:0xD7A4] = -11.0
    if language == "ja":
        scores[0x3041:0x3097], scores[0x30A1:0x30FD], scores[0xFF61:0xFFA0] = -3.8, -4.8, -7.5
    trails = [t for t in range(0x40, 0xFF) if t not in range(0x7F, 0xA1)]
    everyday = b"".join(bytes((lead, trail)) for lead in range(first, last + 1) for trail in trails)
    for char in set(everyday.decode(standard, "ignore")) - set(map(chr, range(0x80))):
        scores[ord(char)] = -8.5
    for rank, char in enumerate(dict.fromkeys(COMMON.get(codec) or COMMON[language])):
        scores[ord(char)] = -4.2 - 1.3 * math.log1p(rank / 40)
    return scores


def neighbour_penalties(model: SingleByteModel, triples: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return what is to be taken off for three neighbouring bytes (packed into one number) that make no sense."""
    x, y, z = (model.flags[(triples >> shift) & 0xFF] for shift in (16, 8, 0))
    letter, high = LATIN | NATIVE, (y & HIGH) > 0
    before, after = (x & (letter | MARK)) > 0, (z & (letter | MARK)) > 0
    capital = ((x & LOWER) > 0) & ((y & UPPER) > 0) & (high | ((x & HIGH) > 0))
    scripts = (((x & LATIN) > 0) & ((y & NATIVE) > 0)) | (((x & NATIVE) > 0) & ((y & LATIN) > 0))
    symbol = ((y & ODD) > 0) & before & after
    stray = ((y & MARK) > 0) & ~before
    lonely = high & ((y & letter) > 0) & ~before & ~after
    crowd = (x & y & z & (HIGH | LATIN)) == (HIGH | LATIN)
    same = ((y & NATIVE) > 0) & (triples >> 8 == triples & 0xFFFF)
    masks = np.array([capital, scripts, symbol, stray, same, lonely, crowd], dtype=np.float64)
    return np.array([5.0, 5.0, 5.0, 5.0, 5.0, 4.0, 3.0]) @ masks
