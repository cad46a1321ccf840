"""Field labels of text that is not a page: headers of a mail, and the two-letter codes of Factiva's exports."""

from __future__ import annotations

import re
from email.utils import parseaddr, parsedate_to_datetime

from declutter.limits import UNTIMED, Clock
from declutter.page import Head

FIELDS = {  # of mails, in the languages of mail programs
    "from": "from von de da van",
    "date": "date sent datum gesendet envoyé fecha enviado data inviato verzonden",
    "subject": "subject betreff objet asunto oggetto assunto onderwerp",
    "": "to an à para a aan cc bcc kopie reply-to message-id in-reply-to references list-id mime-version content-type x-mailer importance",
}
ROLE = {name: role for role, names in FIELDS.items() for name in names.split()}
FIELD = re.compile(r"([^\W\d_][\w-]{0,30})\s?:\s+(\S.*)")
FEWEST = 3  # headers of a mail
LOOK_AT = 40  # lines that are searched for the end of the headers
REPLY = re.compile(r"(?:(?:re|aw|antw|fw|fwd|wg|sv|vs|tr|rv|rif)\s?:\s*|\[[^\]]{1,40}\]\s*)+", re.I)
CODE = re.compile(r"(HD|SE|HL|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|AN)(?:\s{2,}(\S.*)|\s*)")
CODES = 5  # lines with different codes in an export
SHOWN = frozenset({"HD", "BY", "PD", "LP", "TD"})  # headline, author, day and text, which are read without their codes


def mail_headers(lines: list[str]) -> tuple[Head, list[str]]:
    """Head made of the headers at the top of a mail, and the lines below them; an empty head and all lines if there are none."""
    found: dict[str, str] = {}
    count = end = 0
    for line in lines[:LOOK_AT]:
        field = FIELD.fullmatch(line.strip())
        role = ROLE.get(field[1].lower()) if field else None
        if field and role is not None:
            found.setdefault(role, field[2])
            count += 1
        elif not (count and line[:1] in " \t" and line.strip()):  # not a header that goes on
            break
        end += 1
    if count < FEWEST or not {"from", "subject"} <= found.keys():
        return Head(), lines
    title = REPLY.sub("", found["subject"], count=1)
    try:
        day = parsedate_to_datetime(found.get("date", "")).isoformat()
    except (TypeError, ValueError):  # a mail program writes the day in its own language
        day = found.get("date", "")
    metas = [("og:title", title), ("headline", title), ("author", parseaddr(found["from"])[0]), ("article:published_time", day)]
    return Head(title, metas=[(name, value) for name, value in metas if value]), lines[end:]


def without_codes(lines: list[str], clock: Clock = UNTIMED) -> list[str]:
    """Lines of a Factiva export without the codes of headline, author, day and text; other lines as they are."""
    fields = {i: field for i, line in enumerate(clock.each(lines)) if line[:2].isupper() and (field := CODE.fullmatch(line.rstrip()))}
    if len({field[1] for field in fields.values()}) < CODES:
        return lines
    return [(fields[i][2] or "") if i in fields and fields[i][1] in SHOWN else line for i, line in enumerate(lines)]
