"""Decoding: every codec with and without a declaration, wrong declarations, byte order marks, damage."""

from __future__ import annotations

import codecs
import random
import time
import unicodedata

import pytest

from declutter.sources.decode import Decoded, UnknownEncodingError, decode

TEXTS = {
    "cs": "Městské divadlo zahájilo novou sezónu premiérou hry, kterou režisér připravoval téměř dva roky. Diváci "
    "přišli v hojném počtu a představení sledovali se zájmem až do závěrečné scény. Příští týden se koná další "
    "vystoupení, vstupenky lze koupit v pokladně nebo přes internet. Žádné místo už patrně nezůstane volné.",
    "pl": "Rada miejska przyjęła wczoraj uchwałę o budowie nowej szkoły na osiedlu położonym w północnej części "
    "miasta. Mieszkańcy czekali na tę decyzję prawie dziesięć lat. Prace rozpoczną się jeszcze w tym miesiącu, a "
    "pierwsi uczniowie będą mogli usiąść w ławkach we wrześniu. „Źródło finansowania jest już pewne” – mówi burmistrz.",
    "hu": "A városi könyvtár ősszel új olvasótermet nyit, ahol több mint ötezer kötet közül választhatnak az "
    "érdeklődők. Az épület felújítása két évig tartott, és a költségek jelentős részét pályázatból fedezték. A "
    "megnyitó ünnepségre szombaton kerül sor, a belépés díjtalan. Az esőre való tekintettel a műsort a földszinten "
    "tartják.",
    "ro": "Primăria a anunţat că lucrările de reparaţii la podul vechi vor începe săptămâna viitoare şi vor dura până "
    "la sfârşitul lunii. În această perioadă circulaţia maşinilor este interzisă, însă pietonii pot trece pe un "
    "culoar amenajat. Locuitorii sunt rugaţi să aibă răbdare şi să folosească străzile învecinate.",
    "ru": "В городском парке открылась выставка цветов, на которой представлены работы садоводов из двадцати "
    "областей. Посетители могут увидеть редкие сорта роз и получить советы опытных специалистов. Выставка продлится "
    "до конца месяца, вход свободный. Ещё одна экскурсия состоится в субботу, объявил директор парка.",
    "uk": "У міській бібліотеці відкрилася виставка старих листівок, які збирали мешканці упродовж багатьох років. "
    "Відвідувачі можуть побачити, яким було місто сто років тому, і дізнатися про його історію. Виставка триватиме до "
    "кінця місяця, вхід вільний. Її відкриття супроводжував невеликий концерт з'їзду музикантів.",
    "el": "Ο δήμος ανακοίνωσε ότι από την επόμενη εβδομάδα θα ξεκινήσουν τα έργα για την ανακαίνιση της παλιάς "
    "βιβλιοθήκης. Οι κάτοικοι περίμεναν αυτή την απόφαση εδώ και πολλά χρόνια. Άρχισαν ήδη οι εργασίες στον πρώτο "
    "όροφο και ο χώρος θα παραδοθεί στο κοινό μέχρι το τέλος του έτους, όπως δήλωσε ο δήμαρχος.",
    "tr": "Belediye, eski çarşının yenilenmesi için hazırlanan projeyi dün akşam kamuoyuna açıkladı. Çalışmaların üç "
    "ay içinde başlaması ve gelecek yıl sonuna kadar bitirilmesi planlanıyor. Esnaf, işyerlerinin bu süre boyunca "
    "kapanmayacağını öğrenince rahatladı. İlk aşamada yollar ve aydınlatma değiştirilecek, ağaçlar korunacak.",
    "he": "העירייה הודיעה אתמול כי הספרייה הישנה במרכז העיר תיפתח מחדש בחודש הבא לאחר שיפוץ שנמשך יותר משנתיים. "
    "התושבים יוכלו ליהנות מאולם קריאה גדול, מפינת ילדים ומאוסף ספרים חדש. הכניסה תהיה חופשית לכל תושבי האזור, ובימי "
    "שישי יתקיימו הרצאות ומפגשים עם סופרים.",
    "ar": "أعلنت البلدية أمس أن المكتبة القديمة في وسط المدينة ستفتح أبوابها من جديد في الشهر القادم بعد أعمال ترميم "
    "استمرت أكثر من سنتين. وسيتمكن السكان من استخدام قاعة كبيرة للقراءة وركن للأطفال ومجموعة جديدة من الكتب. وقال "
    "رئيس البلدية إن الدخول سيكون مجانا لجميع الزوار طوال السنة.",
    "lt": "Miesto biblioteka rudenį atvers duris po remonto, kuris truko beveik dvejus metus. Skaitytojai galės "
    "naudotis nauja skaitykla, vaikų kampeliu ir didesne knygų saugykla. Šį šeštadienį vyks iškilminga šventė, į "
    "kurią kviečiami visi gyventojai. Įėjimas nemokamas, o žymūs rašytojai skaitys savo kūrinių ištraukas.",
    "lv": "Pilsētas bibliotēka rudenī atkal vērs durvis pēc remonta, kas ilga gandrīz divus gadus. Lasītāji varēs "
    "izmantot jaunu lasītavu, bērnu stūrīti un plašāku grāmatu krātuvi. Šo sestdien notiks svinīga atklāšana, uz kuru "
    "aicināti visi iedzīvotāji. Ieeja ir bez maksas, un pazīstami rakstnieki lasīs savus darbus.",
    "de": "Die Bücherei der Gemeinde öffnet nächste Woche wieder ihre Türen. Während der Umbauarbeiten, die länger "
    "als zwei Jahre dauerten, mussten die Leser auf ein Gebäude außerhalb ausweichen. Für Kinder gibt es künftig "
    "einen größeren Raum mit gemütlichen Plätzen. Über die Kosten schweigt der Bürgermeister; schön ist es geworden.",
    "fr": "La bibliothèque municipale rouvrira ses portes à la rentrée après deux années de travaux. Les lecteurs y "
    "découvriront une salle entièrement rénovée, un espace réservé aux enfants et près de cinq mille ouvrages "
    "récents. L'entrée sera gratuite jusqu'à la fin du mois. « C'était très attendu », a déclaré le maire.",
    "es": "La biblioteca municipal abrirá de nuevo sus puertas el próximo otoño después de dos años de obras. Los "
    "lectores encontrarán allí una sala más cómoda, un rincón para niños y una colección de más de cinco mil títulos. "
    "¿Cuánto costó la reforma? El alcalde aún no lo sabe, según explicó ayer en la televisión pública.",
    "fi": "Kaupungin kirjasto avataan jälleen syksyllä lähes kaksi vuotta kestäneen remontin jälkeen. Lukijat "
    "pääsevät käyttämään uutta lukusalia, ja lapsille on tehty oma nurkkaus. Sisäänpääsy maksaa 5 €, mutta "
    "ensimmäisellä viikolla ei peritä mitään. Myös Šostakovitšin musiikkia soitetaan avajaisissa lauantaina, lisää "
    "tietoa pian.",
    "vi": "Thư viê\u0323n cu\u0309a tha\u0300nh phô\u0301 se\u0303 mơ\u0309 cư\u0309a la\u0323i va\u0300o tha\u0301ng "
    "sau, sau khi đươ\u0323c sư\u0309a chư\u0303a trong hai năm. Ngươ\u0300i đo\u0323c co\u0301 thê\u0309 du\u0300ng "
    "pho\u0300ng đo\u0323c mơ\u0301i va\u0300 ha\u0300ng nghi\u0300n cuô\u0301n sa\u0301ch.",
    "th": "ห้องสมุดของเมืองจะเปิดให้บริการอีกครั้งในเดือนหน้าหลังจากปรับปรุงมานานกว่าสองปี ผู้อ่านจะได้ใช้ห้องอ่านหนังสือใหม่และมุมสำหรับเด็ก",
    "ja": "市立図書館は、二年以上続いた改修工事を終えて、来月から再び利用できるようになります。新しい閲覧室や子どもの"
    "ためのコーナーが設けられ、本の数も大幅に増えました。土曜日には開館を祝う催しがあり、だれでも無料で参加できます。"
    "「とても楽しみにしていました」と近くに住む人は話しています。",
    "ko": "시립 도서관이 이 년이 넘는 공사를 마치고 다음 달부터 다시 문을 엽니다. 새로운 열람실과 어린이를 위한 "
    "공간이 마련되었고 책의 수도 크게 늘었습니다. 토요일에는 개관을 축하하는 행사가 열리며 누구나 무료로 참가할 수 "
    "있습니다. 시장은 시민들의 많은 관심을 부탁했습니다.",
    "zh-CN": "市图书馆经过两年多的整修，将于下个月重新开放。新的阅览室宽敞明亮，还为孩子们准备了专门的活动区，藏书数量"
    "也大大增加。星期六将举行庆祝活动，所有市民都可以免费参加。馆长表示，他们希望更多的人来这里读书学习，也欢迎大家提"
    "出意见。",
    "zh-TW": "市立圖書館經過兩年多的整修，將於下個月重新開放。新的閱覽室寬敞明亮，還為孩子們準備了專門的活動區，藏書數"
    "量也大大增加。星期六將舉行慶祝活動，所有市民都可以免費參加。館長表示，他們希望更多的人來這裡讀書學習，也歡迎大家"
    "提出意見。",
}

CASES = [
    (lang, codec)
    for lang, names in {
        "cs": "windows-1250 iso-8859-2", "pl": "windows-1250 iso-8859-2", "ro": "windows-1250 iso-8859-2",
        "ru": "windows-1251 koi8-r iso-8859-5 cp866", "uk": "windows-1251 koi8-u iso-8859-5",
        "el": "windows-1253 iso-8859-7", "tr": "windows-1254 iso-8859-9", "he": "windows-1255 iso-8859-8",
        "ar": "windows-1256 iso-8859-6", "lt": "windows-1257 iso-8859-13", "lv": "windows-1257 iso-8859-4",
        "hu": "windows-1250 iso-8859-2", "de": "windows-1252 iso-8859-1 iso-8859-15", "fr": "windows-1252 iso-8859-1",
        "es": "windows-1252 iso-8859-1", "fi": "windows-1252 iso-8859-15", "vi": "windows-1258", "th": "tis-620",
        "ja": "shift_jis euc-jp", "ko": "euc-kr", "zh-CN": "gb2312 gbk gb18030", "zh-TW": "big5",
    }.items()
    for codec in names.split()
]  # fmt: skip


def page(lang: str, head: str = "") -> str:
    text = TEXTS[lang].replace("„", '"').replace("”", '"').replace("–", "-")
    return (
        f'<!DOCTYPE html>\n<html>\n<head>{head}<link rel="stylesheet" href="/style.css"></head>\n<body class="home">\n'
        f'<div id="nav"><a href="/">Home</a> | <a href="/news">News</a></div>\n<p>{text}</p>\n<p>2003</p></body></html>'
    )


@pytest.mark.parametrize(("lang", "codec"), CASES)
@pytest.mark.parametrize("declared", ["not", "meta", "http-equiv", "xml", "http"])
def test_every_codec(lang: str, codec: str, declared: str) -> None:
    head = {
        "meta": f"<meta charset={codec}>",
        "http-equiv": f'<META http-equiv="Content-Type" content="text/html; charset={codec.upper()}">',
    }.get(declared, "")
    text = page(lang, head)
    if declared == "xml":
        text = f'<?xml version="1.0" encoding="{codec}"?>\n{text}'
    result = decode(text.encode(codec), http_charset=codec if declared == "http" else None)
    assert result.text == unicodedata.normalize("NFC", text)  # windows-1258 has the tone marks apart
    assert bool(result.warnings) == (declared == "not")
    assert text.encode(result.encoding) == text.encode(codec) or "8859" in codec


@pytest.mark.parametrize(("lang", "codec"), CASES)
def test_charset_wrongly_given_as_latin1_or_utf8(lang: str, codec: str) -> None:
    text = page(lang, '<meta charset="utf-8">')
    assert decode(text.encode(codec)).text == unicodedata.normalize("NFC", text)
    text = page(lang, f'<meta charset="{codec}">')
    assert decode(text.encode(codec), http_charset="ISO-8859-1").text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("lang", "codec"), [("ru", "koi8-r"), ("el", "iso-8859-7"), ("ja", "euc-jp"), ("ko", "euc-kr")])
def test_latin1_page_in_another_script(lang: str, codec: str) -> None:
    text = page(lang, "<meta charset=iso-8859-1>")
    result = decode(text.encode(codec))
    assert result.text == text
    assert "windows-1252" in result.warnings[0]


@pytest.mark.parametrize("wrong", ["gb2312", "shift_jis", "big5", "euc-kr"])
def test_multibyte_claim_that_fails(wrong: str) -> None:
    text = page("ru", f"<meta charset={wrong}>")
    assert decode(text.encode("koi8-r")).text == text


@pytest.mark.parametrize("lang", sorted(TEXTS))
@pytest.mark.parametrize("claim", ["", "<meta charset=iso-8859-1>", "<meta charset=windows-1251>", "<meta charset=gbk>"])
def test_utf8_beats_every_claim(lang: str, claim: str) -> None:
    text = page(lang, claim)
    assert decode(text.encode()) == Decoded(text, "utf-8", ())


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_damaged_utf8_stays_utf8(lang: str) -> None:
    data = page(lang).encode()
    cut = len(page(lang)[: page(lang).index("<p>") + 40].encode())
    while data[cut] < 0x80:
        cut += 1
    truncated = decode(data[: cut + 1])
    assert truncated.encoding == "utf-8"
    assert page(lang).startswith(truncated.text[:-1])
    assert truncated.text[-1] == "\ufffd"
    broken = decode(data.replace(b"2003", b"20\x813"))
    assert broken.text == page(lang).replace("2003", "20\ufffd3")
    assert broken.encoding == "utf-8"
    assert "U+FFFD" in broken.warnings[0]


@pytest.mark.parametrize("codec", ["shift_jis", "euc-jp"])
def test_cut_or_damaged_multibyte_page_keeps_its_charset(codec: str) -> None:
    text = page("ja", f"<meta charset={codec}>")
    data = text.encode(codec)
    end = len(text[: text.index("話して")].encode(codec))
    result = decode(data[: end + 1])
    assert text.startswith(result.text.rstrip("\ufffd"))
    assert result.warnings


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_marks(codec: str) -> None:
    text = page("pl", "<meta charset=iso-8859-2>")
    assert decode(("\ufeff" + text).encode(codec), http_charset="iso-8859-1") == Decoded(text, codec, ())


def test_utf16_without_a_mark_and_mark_without_utf16() -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        assert decode(page("ru").encode(codec)).text == page("ru")
    assert decode(codecs.BOM_UTF16_LE + b"<p>plain</p>" * 20).text.endswith("<p>plain</p>")
    stray = b"<p>zero \x00 byte</p>" * 20
    assert decode(stray).text == stray.decode()


def test_seven_bit_codecs() -> None:
    text = page("ja", "<meta charset=iso-2022-jp>")
    assert decode(text.encode("iso2022_jp")) == Decoded(text, "iso-2022-jp", ())
    assert decode(page("ja").encode("iso2022_jp"), http_charset="csISO2022JP").text == page("ja")
    assert decode(page("ja").encode("iso2022_jp")).text == page("ja")
    assert decode(page("zh-CN", "<meta charset=hz-gb-2312>").encode("hz")).encoding == "hz"
    assert decode(b"<p>no ~{escape} here</p>").text == "<p>no ~{escape} here</p>"
    hidden = b"<meta charset=utf-7><p>+ADw-script+AD4-</p>"
    assert decode(hidden).text == hidden.decode()


def test_windows_characters_in_iso_pages() -> None:
    assert decode(b"<meta charset=iso-8859-1>\x93caf\xe9\x94 \x80 \x81").text.endswith("\u201ccaf\xe9\u201d \u20ac \x81")
    pages = page("pl", "<meta charset=iso-8859-2>").encode("iso-8859-2").replace(b"2003", b"\x96 2003 \x85")
    assert "– 2003 …" in decode(pages).text


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("latin-1", b"\x80\xe9", "€é"), ("x-user-defined", b"\x80", "€"), ("x-sjis", b"\x87\x40", "①"),
        ("ks_c_5601-1987", b"\x8c\x63", "똠"), ("gb2312", b"\x81\x30\x81\x30", "\x80"), ("iso-8859-9", b"\xfd", "ı"),
        ("TIS-620", b"\xa1", "ก"), ("utf8", b"\xef\xbb\xbfx", "x"),
        ("utf-16", b"\xfe\xff\x00x", "x"), ("euc-jp", b"\xad\xa1", "①"),
        ("big5", b"\xa1\x45\x88\x66", "‧\u00ca"),
    ],
)  # fmt: skip
def test_encoding_given_by_the_caller(label: str, data: bytes, text: str) -> None:
    result = decode(data, encoding=label, http_charset="koi8-r")
    assert (result.text, result.warnings) == (text, ())
    assert codecs.lookup(result.encoding)


@pytest.mark.parametrize("name", ["no-such-charset", "", "rot13", "base64", "undefined", "idna", "x\0y", "utf-7", "cp437"])
def test_unknown_encoding_says_what_to_pass(name: str) -> None:
    with pytest.raises(UnknownEncodingError, match="utf-8") as caught:
        decode(b"x", encoding=name)
    assert isinstance(caught.value, ValueError) and isinstance(caught.value, LookupError)


@pytest.mark.parametrize("seed", range(40))
def test_any_bytes_give_text(seed: int) -> None:
    rng = random.Random(seed)
    data = b"".join(rng.choice([b"<p>", b" ", b"\x1b$B", b"~{", bytes([rng.randrange(256)])]) for _ in range(seed * 5))
    for claim in (None, "gbk", "utf-16", "iso-2022-jp", "cp1252", "euc-jp", "hz", "iso-2022-kr", "?"):
        result = decode(data, http_charset=claim)
        assert isinstance(result.text, str) and codecs.lookup(result.encoding)
        result.text.encode("utf-8")


def test_explicit_encoding_replaces_what_it_cannot_read() -> None:
    result = decode(b"caf\xe9 cr\xe8me", encoding="utf-8")
    assert result.text == "caf\ufffd cr\ufffdme"
    assert result.warnings == ("2 byte sequences not valid in utf-8, replaced by U+FFFD",)


def test_declarations_that_do_not_count() -> None:
    text = page("ru", '<!-- <meta charset=koi8-r> --><meta name=description content="charset=koi8-r"><meta charset=nonsense>')
    result = decode(text.encode("cp1251"))
    assert (result.text, result.encoding) == (text, "windows-1251")
    assert "nonsense" in result.warnings[0]
    late = page("ru", "<style>" + "a{}" * 10_000 + "</style><meta charset='iso-8859-5'>")
    assert decode(late.encode("iso-8859-5")) == Decoded(late, "iso-8859-5", ())


def test_small_and_odd_input() -> None:
    assert decode(b"") == Decoded("", "utf-8", ())
    assert decode(b"plain", http_charset="shift_jis") == Decoded("plain", "utf-8", ())
    assert decode(b"caf\xe9").text == "café"
    assert decode(b"\x800").text == "€0"
    assert decode(b"\x80\x81\x82\x83\xff\xfe").warnings
    assert decode("it’s “fine” – £5 · ©".encode("cp1252")).text == "it’s “fine” – £5 · ©"
    assert decode(b"\xef\xbb\xbf") == Decoded("", "utf-8", ())


@pytest.mark.parametrize(
    "hostile",
    [
        b"<!--" * 200_000,
        b"<meta " * 200_000,
        b"<html " * 200_000,
        b"<meta " + b"a" * 800_000,
        b"A" * 800_000,
        b"<?xml " * 90_000,
    ],
)
def test_time_is_linear(hostile: bytes) -> None:
    started = time.perf_counter()
    decode(hostile + b"\xe9\xe8" * 50_000)
    decode(random.Random(1).randbytes(1_000_000))
    assert time.perf_counter() - started < 5
