"""Short pages in ten languages: one to four paragraphs with a table, a list or a picture between them, as HTML and as plain lines."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The texts of one language."""

    title: str
    paragraphs: tuple[str, str, str, str]
    items: tuple[str, ...]
    header: tuple[str, ...]
    caption: str
    menu: tuple[str, ...]
    footer: str


LANGUAGES = {
    "en": Words(
        "Fees at the boat yard",
        (
            "The boat yard has new fees from the first of May, and boats under six metres stay free.",
            "Payment is due at the wooden hut by the slip before the boat goes into the water.",
            "Whoever pays for a whole season gets the key to the upper shed as well.",
            "The old tickets are good until the end of June, after which the warden collects them.",
        ),
        ("Rope and fenders", "One life jacket each", "Harbour chart", "Spare oar"),
        ("Boat", "Fee"),
        "The slip at low tide, seen from the hut.",
        ("Home", "Harbour", "Contact"),
        "© 2024 Selmo Boat Yard",
    ),
    "de": Words(
        "Gebühren am Bootshof",
        (
            "Am Bootshof gelten ab dem ersten Mai neue Gebühren, und Boote unter sechs Metern bleiben frei.",
            "Bezahlt wird in der Holzhütte neben der Rampe, bevor das Boot ins Wasser kommt.",
            "Wer für die ganze Saison bezahlt, bekommt auch den Schlüssel zum oberen Schuppen.",
            "Die alten Karten gelten noch bis Ende Juni, danach sammelt der Hafenmeister sie ein.",
        ),
        ("Seil und Fender", "Eine Weste für jeden", "Karte des Hafens", "Ein zweites Ruder"),
        ("Boot", "Gebühr"),
        "Die Rampe bei Niedrigwasser, von der Hütte aus gesehen.",
        ("Startseite", "Hafen", "Kontakt"),
        "© 2024 Bootshof Selmo",
    ),
    "fr": Words(
        "Tarifs du chantier naval",
        (
            "Le chantier applique de nouveaux tarifs à partir du premier mai, et les bateaux de moins de six mètres restent gratuits.",
            "On paie à la cabane en bois près de la cale, avant de mettre le bateau à l'eau.",
            "Celui qui paie pour toute la saison reçoit aussi la clé du hangar du haut.",
            "Les anciens billets sont valables jusqu'à la fin de juin, puis le gardien les reprend.",
        ),
        ("Cordage et pare-battages", "Un gilet par personne", "Carte du port", "Une rame de secours"),
        ("Bateau", "Tarif"),
        "La cale à marée basse, vue de la cabane.",
        ("Accueil", "Le port", "Contact"),
        "© 2024 Chantier de Selmo",
    ),
    "es": Words(
        "Tarifas del varadero",
        (
            "El varadero tiene nuevas tarifas desde el primero de mayo, y los botes de menos de seis metros no pagan.",
            "Se paga en la caseta de madera junto a la rampa antes de echar el bote al agua.",
            "Quien paga toda la temporada recibe también la llave del cobertizo de arriba.",
            "Los billetes viejos valen hasta finales de junio, y después el guarda los recoge.",
        ),
        ("Cabos y defensas", "Un chaleco por persona", "Carta del puerto", "Un remo de repuesto"),
        ("Bote", "Tarifa"),
        "La rampa con marea baja, vista desde la caseta.",
        ("Inicio", "El puerto", "Contacto"),
        "© 2024 Varadero de Selmo",
    ),
    "it": Words(
        "Tariffe del cantiere",
        (
            "Il cantiere ha nuove tariffe dal primo maggio, e le barche sotto i sei metri restano gratuite.",
            "Si paga alla capanna di legno accanto allo scivolo prima di mettere la barca in acqua.",
            "Chi paga per tutta la stagione riceve anche la chiave del capannone di sopra.",
            "I vecchi biglietti valgono fino alla fine di giugno, poi il custode li ritira.",
        ),
        ("Cime e parabordi", "Un giubbotto a testa", "Carta del porto", "Un remo di scorta"),
        ("Barca", "Tariffa"),
        "Lo scivolo con la bassa marea, visto dalla capanna.",
        ("Home", "Il porto", "Contatti"),
        "© 2024 Cantiere di Selmo",
    ),
    "pt": Words(
        "Taxas do estaleiro",
        (
            "O estaleiro tem novas taxas desde o primeiro de maio, e os barcos com menos de seis metros não pagam.",
            "Paga-se na cabana de madeira ao lado da rampa antes de o barco entrar na água.",
            "Quem paga a época inteira recebe também a chave do armazém de cima.",
            "Os bilhetes antigos servem até ao fim de junho, e depois o guarda recolhe-os.",
        ),
        ("Cabos e defensas", "Um colete para cada um", "Carta do porto", "Um remo de reserva"),
        ("Barco", "Taxa"),
        "A rampa na maré baixa, vista da cabana.",
        ("Início", "O porto", "Contacto"),
        "© 2024 Estaleiro de Selmo",
    ),
    "pl": Words(
        "Opłaty w stoczni",
        (
            "Stocznia ma od pierwszego maja nowe opłaty, a łodzie krótsze niż sześć metrów nadal stoją za darmo.",
            "Płaci się w drewnianej budce obok pochylni, zanim łódź trafi do wody.",
            "Kto płaci za cały sezon, dostaje także klucz do górnej szopy.",
            "Stare bilety są ważne do końca czerwca, a potem strażnik je zbiera.",
        ),
        ("Lina i odbijacze", "Kamizelka dla każdego", "Mapa portu", "Zapasowe wiosło"),
        ("Łódź", "Opłata"),
        "Pochylnia podczas odpływu, widok z budki.",
        ("Strona główna", "Port", "Kontakt"),
        "© 2024 Stocznia Selmo",
    ),
    "ru": Words(
        "Сборы на лодочной станции",
        (
            "С первого мая на лодочной станции действуют новые сборы, а лодки короче шести метров стоят бесплатно.",
            "Платить нужно в деревянной будке у спуска, прежде чем лодка окажется в воде.",
            "Кто платит за весь сезон, получает ещё и ключ от верхнего сарая.",
            "Старые билеты действуют до конца июня, потом сторож их собирает.",
        ),
        ("Верёвка и кранцы", "Жилет для каждого", "Карта гавани", "Запасное весло"),
        ("Лодка", "Сбор"),
        "Спуск во время отлива, вид из будки.",
        ("Главная", "Гавань", "Контакты"),
        "© 2024 Лодочная станция Сельмо",
    ),
    "ja": Words(
        "船置き場の料金",
        (
            "船置き場の料金は五月一日から新しくなりますが、六メートルより短い船はこれまでどおり無料です。",
            "船を水に入れる前に、斜路のそばの木の小屋で料金を払ってください。",
            "一年分をまとめて払った人には、上の倉庫の鍵も渡されます。",
            "古い券は六月の終わりまで使えますが、そのあとは番人が集めます。",
        ),
        ("ロープと防舷材", "一人に一つの救命胴衣", "港の地図", "予備のオール"),
        ("船", "料金"),
        "干潮のときの斜路。小屋から見たところ。",
        ("ホーム", "港", "お問い合わせ"),
        "© 2024 セルモ船置き場",
    ),
    "ar": Words(
        "رسوم ساحة القوارب",
        (
            "بدأت ساحة القوارب العمل برسوم جديدة من أول مايو، أما القوارب التي تقل عن ستة أمتار فتبقى مجانية.",
            "يدفع الزائر الرسوم في الكوخ الخشبي بجانب المنحدر قبل أن ينزل القارب إلى الماء.",
            "ومن يدفع عن الموسم كله يحصل أيضا على مفتاح المخزن العلوي.",
            "تبقى التذاكر القديمة صالحة حتى نهاية يونيو، ثم يجمعها الحارس.",
        ),
        ("حبل وعوامات", "سترة نجاة لكل شخص", "خريطة الميناء", "مجداف احتياطي"),
        ("القارب", "الرسم"),
        "المنحدر وقت الجزر كما يبدو من الكوخ.",
        ("الرئيسية", "الميناء", "اتصل بنا"),
        "© 2024 ساحة قوارب سلمو",
    ),
}
BLOCKS = ("table", "list", "figure")
FIGURES = tuple((f"{metres}", f"{60 * metres}", f"{35 * metres}", f"{404 + metres}") for metres in range(7, 13))


def html(words: Words, paragraphs: int, block: str) -> str:
    """The page with so many paragraphs and one other block after the first of them."""
    inner = {
        "table": "<table><tr>"
        + "".join(f"<th>{name}</th>" for name in words.header)
        + "</tr>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in FIGURES)
        + "</table>",
        "list": "<ul>" + "".join(f"<li>{item}</li>" for item in words.items) + "</ul>",
        "figure": f'<figure><img src="/slip.jpg" alt=""><figcaption>{words.caption}</figcaption></figure>',
    }[block]
    first, *others = (f"<p>{text}</p>" for text in words.paragraphs[:paragraphs])
    menu = "".join(f'<li><a href="/{i}">{entry}</a></li>' for i, entry in enumerate(words.menu))
    return (
        f"<!doctype html><html><head><title>{words.title}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<main><h1>{words.title}</h1>{first}{inner}{''.join(others)}</main><footer><p>{words.footer}</p></footer></body></html>"
    )


def lines(words: Words, paragraphs: int, block: str) -> str:
    """The same page as plain lines."""
    inner = {
        "table": ["\t".join(words.header), *("\t".join(row) for row in FIGURES)],
        "list": [f"- {item}" for item in words.items],
        "figure": [words.caption],
    }[block]
    first, *others = words.paragraphs[:paragraphs]
    return "\n".join([*words.menu, words.title, first, *inner, *others, words.footer])
