"""Tokens that mutators insert: tags, attributes, characters, dates, bylines, JSON values and pieces of Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import declutter

TAGS = (
    "p div ul ol li blockquote pre table tr td th dl dt dd h1 h2 h3 h4 h5 h6 figure figcaption details summary section article header "
    "footer nav aside main form button select option textarea input label template noscript style script svg math mi mo mn mfrac mrow "
    "msup mtable mtr mtd annotation semantics iframe video audio object embed a b i em strong code sup sub del ins span kbd u s q cite "
    "small font center my-box amp-img source picture img br hr wbr ruby rb rt rp time title head body html meta link base caption tbody "
    "thead tfoot col colgroup plaintext xmp listing frameset frame marquee canvas map area dialog address hgroup abbr bdo data output "
    "mjx-container mjx-mi mjx-c mjx-mfrac use g"
).split()
ATTRIBUTES = [
    "hidden",
    "hidden=until-found",
    'style="display:none"',
    'style="left:-9999px;position:absolute"',
    'style="font-size:0"',
    "style=color:#fff;background:#fff",
    'style="mso-list:l0 level1 lfo1"',
    "class=sr-only",
    'class="author byline"',
    "class=comment id=comment-12",
    "class=comments",
    "class=footnote-text",
    "class=pagenum",
    "class=headerlink",
    "class=katex",
    "class=mjx-chtml",
    "class=math",
    "class=hljs-ln-numbers",
    "class='language-\"><b>'",
    "class=twitter-tweet",
    "class=footnotes role=doc-endnotes",
    "id=fn1",
    "id=fnref1",
    "href=#fn1",
    "href=#fnref1",
    "rel=author",
    "itemprop=author",
    "itemprop=datePublished",
    "itemprop=articleBody",
    "itemscope itemtype=http://schema.org/Recipe",
    "datetime=2024-05-03T10:00",
    "datetime=99999-99-99",
    "href=//[",
    "href='javascript&colon;x'",
    "href=http://e.example:99999999/",
    "href='http://[::1'",
    "href=''",
    "href='?a=1&copy=2'",
    "src=data:,",
    "srcset='a.jpg .w, b 1e9x,,'",
    "srcset='a 1.2.3x'",
    "width=99999999999",
    "width=²",
    "height=0",
    "colspan=999",
    "colspan=-1",
    "rowspan=0",
    "rowspan=65535",
    "start=99999999999",
    "start=-5",
    "start=²",
    "value=-5",
    "value=٣",
    "reversed",
    "type=a",
    "type=checkbox checked",
    "role=tab",
    "role=presentation",
    "aria-hidden=true",
    "aria-label='Close'",
    "lang=zh-Hant-\ud7ff",
    "xml:lang=de",
    "dir=rtl",
    "data-latex='\\('",
    "data-tex='\\frac{'",
    "alttext='\\sqrt{'",
    "alt='$x^2$' class=tex",
    "shadowrootmode=open",
    "property=og:title content=x",
    "name=author content='\u202e'",
    "http-equiv=refresh content='0;url=x'",
    "encoding=application/x-tex",
    "open=( close=",
    "onclick=x",
]
ASKED = re.compile(r"""(?:attrs|attributes|element)(?:\.get\(|\[)["']([a-z][\w:-]+)["']|["']([a-z][\w:-]+)["'] in attrs""")
#: Attributes that the library asks for, by its source: what is done with their values is what may fail.
SOURCE = "".join(path.read_text("utf-8") for path in sorted(Path(declutter.__file__).parent.rglob("*.py")))
READ = sorted({name for pair in ASKED.findall(SOURCE) for name in pair if name})
VALUES = [
    *("", "²", "٣", "zz", "D800", "1D465", "FFFFFF", "0", "-1", "1.5.2", ".", "1e309", "9" * 5000, "0x1", "1px", "-9e9em", "100%"),
    *("none", "true", "#", "{", "{}", '["a"]', '{"a":{"b":[1]}}', "a b", "a,b c", "%", "%zz", "\ud800", "\0", "\u202e", "P1D", "NaN"),
    *("http://[::1", "//", "?", "javascript:x", "data:text/html,x", "\\frac{", "<math><mi>", "&lt;", "&#xD800;", "2024-05-03T25:61"),
    *("x" * 3000, "(" * 500, "a:b;" * 200, "inf"),
]
CHARACTERS = [
    *("<", ">", "</", "<!--", "-->", "<!", "<?", "<![CDATA[", "]]>", "<?xml version='1.0' encoding='utf-16'?>", '"', "'", "=", "&"),
    *("&#0;", "&#xD800;", "&#x110000;", "&#128;", "&nbsp;", "&amp;amp;", "&lt;b&gt;", "&notit;", "&ZeroWidthSpace;", "&shy;", "&#10;"),
    *("\0", "\r", "\x0b", "\x0c", "\x1c", "\x1f", "\x7f", "\x85", "\xa0", "\xad", "\u2028", "\u2029", "\ufeff", "\u200b", "\u200d"),
    *("\u2063", "\ue000", "\ufffe", "\uffff", "\U0010ffff", "\U000e0041", "\ud800", "\udfff", "\u0301", "\u202e", "\u115f", "\u3164"),
    *("İ", "ß", "ﬁ", "①", "²", "٣", "१", "𝟙", "﷽", "ǅ", "한국", "ภาษาไทย", "日本語の文。", "العربية", "👩‍👩‍👧", "Ã¤", "â€™", "ſ", "K"),
    *("|", "`", "```", "~~~", "*", "_", "[x](", "](", "![", "\\", "\\(", "\\[ a \\]", "$$", "$x_1$", "#", "---", "> ", "- ", "1. "),
    *("a" * 300, "\n" * 30, " " * 50, "\t", "\n", "-" * 100, "1" * 60, "word " * 40),
]
PHRASES = [
    *("3 May 2024", "May 3rd, 2024", "2024-02-30", "31.02.2024", "0000-00-00", "99/99/9999", "12:30", "令和6年5月3日", "۱۴۰۳/۰۲/۱۴"),
    *("๓ พฤษภาคม ๒๕๖๗", "2024年5月3日", "5 hours ago", "1e400", "NaN", "2024-W19", "9999-12-31", "1 January 0001", "Updated: May 2024"),
    *("By Ann Lee", "By", "By ", "Von Anna Berg und Tom Reed", "Par Anne Dupont", "Posted by", "Text: A. B.", "© 2024 A", "Published: "),
    *("Share this article", "Read more", "Comments (3)", "Related articles", "Subscribe to our newsletter", "Cookie settings", "Log in"),
    *("Advertisement", "Next article", "Reply", "Filed under: a, b", "Photo: Tom Reed", "Skip to content", "Page 1 of 3", "Sources:"),
    *("[1]", "^1", "1.", "(c) 2024", "a | b | c", "Home > News > Local", "+49 30 123456", "ann@e.example", "https://e.example/a_(b)"),
]
JSON_VALUES = [
    *("null", "true", "[]", "{}", '""', "1e999", "-1", "1" * 30, "NaN", "Infinity", "-", "nul", "'x'", "{", "[", '"\\', '"\\u', "//", "/*"),
    *('["a",null,{}]', '{"@type":null}', '{"@value":["x"]}', '{"@id":{"a":1}}', '{"@id":"#a"}', '[[[["x"]]]]', '{"name":{"name":"x"}}'),
    *('"\\ud800"', '"\\ud83d\\ude00"', '"\\u0000"', '"&lt;b&gt;"', '"http://[::1"', '"</script"', '"<!--"', '"P1D"', '{"@list":[{}]}'),
    *('"2024-13-45T99:99:99+99:99"', '"0001-01-01T00:00:00+14:00"', '"9999-12-31T23:59:59-14:00"', '"2024-05-03"', "20240503", '"a,b;c"'),
    '{"@type":["Person",1],"name":["Ann",null]}',
    '[{"@type":"Person","name":"Ann Lee"},{"@type":"Organization"}]',
    "[" * 300,
    '{"a":' * 300,
]
JSON_KEYS = (
    "headline author datePublished dateModified articleBody name publisher keywords image inLanguage isAccessibleForFree license "
    "copyrightHolder articleSection @id @type @graph description mainEntityOfPage url creator comment text itemListElement"
).split()
META = (
    "author date og:title og:description description keywords article:published_time article:author article:tag og:image og:url "
    "og:locale language twitter:label1 twitter:data1 twitter:title license copyright dc.date dc.creator citation_author parsely-author "
    "robots viewport og:type og:site_name generator"
).split()
SENTENCES = [
    f"The {who} of the village met in the {where} on Monday, and after two hours of talk they agreed to {what} before the winter comes."
    for who, where, what in (
        ("farmers", "old school", "mend the road"),
        ("teachers", "town hall", "buy a bell"),
        ("bakers", "mill", "share an oven"),
        ("ferrymen", "boat house", "tar the hulls"),
    )
] + [
    "Die Bauern des Dorfes trafen sich am Montag in der alten Schule und beschlossen, dass sie den Weg noch vor dem Winter ausbessern.",
    "Les paysans du village se sont réunis lundi dans la vieille école et ils ont décidé de réparer la route avant l'hiver.",
    "村の農家は月曜日に古い学校に集まり、冬が来る前に道を直すことに決めました。",
    "Крестьяне деревни собрались в понедельник в старой школе и решили починить дорогу до прихода зимы.",
    "اجتمع مزارعو القرية يوم الاثنين في المدرسة القديمة واتفقوا على إصلاح الطريق قبل حلول الشتاء.",
]
MARKDOWN = [
    *("# ", "## ", "####### ", "> ", "> > ", "- ", "1. ", "99999999999. ", "* ", "+ ", "    ", "\t", "  \n", "\n", "\n\n", "\\\n", "===\n"),
    *("```\n", "```py `\n", "~~~", "````\n", "---\n", "***\n", "| a | b |\n|---|---|\n", "| a |\n|:-:|\n| b | c |\n", "|", "|--", "\\|"),
    *(
        "[a](/b)",
        "[a](<b c> 'd')",
        "[a][b]",
        "[b]: /u 'x'\n",
        "![a](b.png)",
        "![](",
        "[![a](b)](c)",
        "<http://x.example>",
        "[^1]",
        "[^1]: n\n",
    ),
    *("<b>", "</b>", "<script>", "<!--", "-->", "<div>\n", "<table><tr><td>", "&amp;", "&#0;", "**", "__", "_", "*", "`", "``", "\\", "~~"),
    *(
        "- [x] ",
        "- [ ] ",
        "title: x\n",
        "date: 2024-05-03\n",
        "---\ntitle: x\n---\n",
        "Title: x\n\nURL Source: http://x\n\nMarkdown Content:\n",
    ),
    *("$$", "$a_b$", "\\(x\\)", "{: .a}", "{#a}", "::: note\n", ":::\n", "[[a]]", "==a==", "Term\n: what it is\n", "<br>", "\u00a0"),
]
