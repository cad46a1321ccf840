"""Words that open a byline or a date line, and words that no person is called."""

from __future__ import annotations

import regex


def words(text: str) -> list[str]:
    """The words of a list that is written as one string."""
    return text.split()


def either(words: str) -> str:
    """Alternatives for a pattern, longest first, from words divided by "|"; spaces stretch."""
    parts = sorted((part.strip() for part in words.split("|") if part.strip()), key=len, reverse=True)
    return "|".join(regex.escape(part).replace(r"\ ", r"\s+") for part in parts)


AUTHOR = either(
    "by | written by | posted by | published by | story by | words by | article by | text by | report by | reporting by"
    " | reported by | submitted by"
    " | created by | authored by | contributed by | compiled by | uploaded by | added by | reviewed by | review by | recipe by"
    " | guest post by | interview by"
    " | post author by | post author | author | authors | article written by | contributor | contributors | author name"
    " | post author | about the author | writer | reporter | thread starter | op"
    " | von | text von | beitrag von | eingestellt von | gepostet von | postado por | message par | ein artikel von"
    " | ein beitrag von | eine analyse von | ein kommentar von | ein gastbeitrag von | verfasst von | geschrieben von"
    " | autor | autoren | autorin | verfasser | par | écrit par | publié par | rédigé par | propos recueillis par | auteur | auteurs"
    " | por | escrito por | publicado por | texto | redacción | autora | autores | di | a cura di | scritto da | pubblicato da | autore"
    " | door | geschreven door | auteur | av | skriven av | skrevet av | af | skrevet af | tekst | tekijä | kirjoittanut"
    " | autorzy | napisał | napisała | opracował"
    " | autoři | napsal | napsala | автор | авторы | текст | автори | yazan | yazar | haber | editör | szerző | írta | autorul"
    " | de către | penulis | oleh | reporter"
    " | tác giả | συντάκτης | του | כתב | מאת | كتب | كتبت | بقلم | الكاتب | 作者 | 记者 | 記者 | 撰文 | 文 | 執筆 | 著者 | 기자"
)
SPACED = regex.compile(
    rf"(?:(?:{AUTHOR})\s?[:：]\s?|(?:(?:{AUTHOR})(?<!\bop|\btext|\bauthor|\bwriter|\breporter|\bhaber|\btekst|\btexto|\bредак)\s+))",
    regex.I,
)
AUTHOR_ONLY = regex.compile(rf"(?:{AUTHOR})\s?[:：]?", regex.I)

PUBLISHED = regex.compile(
    "(?:"
    + either(
        "published | published on | published at | first published | originally published | posted | posted on | posted at"
        " | date published | publication date"
        " | publish date | date | date posted | release date | issued | issued on | created | created on | added | pubdate | start date"
        " | veröffentlicht | veröffentlicht am | erschienen am | erstellt am | erstellt | stand | datum | vom | publiziert am"
        " | online seit"
        " | publié | publié le | paru le | mis en ligne le | posté le | le | publicado | publicado el | publicado em | fecha"
        " | fecha de publicación | data"
        " | data de publicação | pubblicato | pubblicato il | gepubliceerd | gepubliceerd op | geplaatst op | publicerad"
        " | publicerat | publisert | publiceret | udgivet"
        " | julkaistu | opublikowano | data publikacji | dodano | publikováno | vydáno | zveřejněno | опубликовано"
        " | дата публикации | дата | опубліковано"
        " | yayınlanma | yayınlanma tarihi | yayın tarihi | giriş | közzétéve | megjelent | publicat | publicat la | diterbitkan"
        " | dipublikasikan | tayang"
        " | ngày đăng | δημοσιεύτηκε | פורסם | תאריך | تاريخ النشر | نشر | نشر في | نُشر | 发布时间 | 发布于 | 发表于 | 時間 | 時间"
        " | 公開 | 公開日"
        " | 掲載日 | 配信 | 投稿日 | 입력 | 등록 | 게시"
    )
    + r")(?!\p{L})",
    regex.I,
)
MODIFIED = regex.compile(
    "(?:"
    + either(
        "updated | updated on | last updated | last updated on | last update | update | date updated | modified | last modified"
        " | last edited | last reviewed | revised"
        " | aktualisiert | aktualisiert am | zuletzt aktualisiert | zuletzt geändert | letzte änderung | letzte aktualisierung"
        " | zuletzt bearbeitet | geändert am"
        " | mis à jour | mis à jour le | modifié le | mise à jour | dernière mise à jour | actualizado | actualizado el"
        " | actualizada | última actualización"
        " | atualizado | atualizado em | última atualização | aggiornato | aggiornato il | ultimo aggiornamento | bijgewerkt"
        " | laatst bijgewerkt | gewijzigd | uppdaterad"
        " | oppdatert | opdateret | päivitetty | aktualizacja | ostatnia aktualizacja | aktualizováno | обновлено | изменено"
        " | оновлено | güncelleme | güncellendi | son güncelleme"
        " | frissítve | actualizat | diperbarui | cập nhật | ενημερώθηκε | עודכן | تحديث | آخر تحديث | 更新 | 更新时间 | 更新日"
        " | 最終更新 | 수정"
    )
    + ")",
    regex.I,
)

ROLE = regex.compile(
    r"\b(?:"
    + either(
        "editor | editors | reporter | correspondent | journalist | columnist | writer | contributor | producer | photographer"
        " | analyst | professor | lecturer | director"
        " | manager | president | founder | co-founder | ceo | cto | chef | specialist | expert | consultant | engineer"
        " | attorney | lawyer | blogger | intern | strategist"
        " | researcher | fellow | author | freelance | freelancer | member | moderator | fotograf | redakteur | redakteurin"
        " | chefredakteur | chefredakteurin | journalistin"
        " | korrespondent | korrespondentin | reporterin | volontär | volontärin | ressortleiter | autorin | journaliste"
        " | rédacteur | rédactrice | correspondant | envoyé spécial"
        " | periodista | redactor | redactora | corresponsal | jornalista | repórter | giornalista | redattore | journalist"
        " | redaktør | redaktör | toimittaja | dziennikarz | muhabir"
        " | корреспондент | журналист | редактор | обозреватель | phd | ph.d | m.d | md | rd | rdn | mba | cfa | cfp | jr | esq"
        " | msc | bsc | ma | ba | llm | cpa | dds | dvm | rn"
    )
    + r")\b",
    regex.I,
)
DESK = regex.compile(
    r"\b(?:"
    + either(
        "staff | team | desk | newsroom | bureau | agency | agencies | agenturen | redaktion | onlineredaktion"
        " | online-redaktion | redazione | redacción | redacao | redação | rédaction"
        " | redactie | redaktionen | toimitus | redakcja | редакция | press | news | media | network | group | institute"
        " | university | association | society | council | ministry"
        " | department | foundation | magazine | editorial board | editors | inc | ltd | llc | gmbh | e.v | ag | afp | dpa"
        " | reuters | ap | ansa | efe | tass"
    )
    + r")\b",
    regex.I,
)
STATION = regex.compile(  # words that name a station, paper or site rather than a person
    r"\b(?:"
    + either(
        "radio | tv | channel | kanal | canal | antenne | antena | news | times | post | herald | tribune | gazette | chronicle"
        " | courier | kurier | observer | guardian | telegraph"
        " | journal | magazine | daily | weekly | press | media | network | one | online | digital | today | zeitung | blatt"
        " | anzeiger | nachrichten | rundschau | europa | europe"
        " | world | agency | staff | team | desk | newsroom | newsdesk | redaktion | rédaction | redacción | redazione | wire"
        " | report | review | studio | studios | group | inc | ltd | gmbh"
        " | marine | company | foundation | institute | university | council | association | club | центр | новости | вести | агентство"
    )
    + r")\b",
    regex.I,
)
NOBODY = frozenset(
    words(
        "admin administrator author authors unknown guest root user webmaster wordpress none null n/a na undefined"
        " anonymous anonym by posted published updated home login share facebook twitter"
        " instagram linkedin youtube pinterest website blog read more follow about contact comments comment reply"
        " share email print subscribe us me you test default superuser super-user sysadmin"
        " webredaktion_ view profile bio web super editor writer reporter photo photos getty images source date"
        " advertisement sponsored topics tags category uncategorized news"
        " our the your this all more posts here there now today yesterday home startseite autor autoren author: von par por di"
    )
)
