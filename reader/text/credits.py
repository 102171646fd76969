"""Whose picture, whose report: the lines and line ends that credit somebody.

Comes in: a line. Goes out: whether it is a credit, or a caption with one. The author of an article
is `meta`'s.
"""

import re

_LONGEST = 120
_LONGEST_CAPTION = 220
_CREDIT = re.compile(
    r"(?:©|\(c\)\s|crédits?(?: photos?)?\s?:|photo(?:graphie)?s?(?: credit)?\s?[:©/]"
    r"|\((?:additional )?(?:reporting|writing|editing) by\s"
    r"|image(?: credit| source)?\s?:|illustration\s?:|credits?\s?:|fuente\s?:|vidéo\s?:|source\s?:"
    r"|写真[:：]|图[:：]|图片来源[:：]|摄影?[:：]|사진\s?[:=·]"
    r"|(?:foto|fot\.|fotografia|fotó|fotoğraf|kép|zdjęci[ea]|kuvat?|bild|bilder|bilde|mynd|ljósmynd"
    r"|фото|снимка|снимки|φωτ(?:ογραφία|ό|ο)?\.?|ảnh|צילום|תמונה|تصوير|عکس|ภาพ)\s?[:©/])",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\(?(?:avec |with |mit |con )?"
    r"(?:AFP|AP|Reuters|EFE|dpa|ANSA|Xinhua|PAP|Lusa|Belga|ATS|TASS|Kyodo|Yonhap)"
    r"(?:\s?[/,&]\s?\w+)*\)?\.?\Z"
)
_BEHIND = re.compile(  # `The new bridge. Photo: Ann Roy`, `The new bridge (photo AFP)`
    r".*?[.…)\s(/]\s?"
    r"(?:(?:crédits? photos?|photo credit|photos?|foto|fot\.|bild|image|kuva|bilde|фото|снимка"
    r"|φωτό?|fotó|fotoğraf)\s?[:©/]|©)\s?[^.!?:]{2,50}\)?\.?\Z"
    r"|.{3,160}\((?:photo|foto)[ :][^().:]{2,50}\)\Z",
    re.IGNORECASE,
)
_MARKS = ":©/("  # one of which they all have
_TAIL = re.compile(r"\s*(?:[©(|/\\–—-]|crédit|credit|photo|foto|AFP|Reuters)", re.IGNORECASE)


def begins_credit(line: str) -> bool:
    """Does it begin as a credit does?"""
    return _CREDIT.match(line) is not None


def is_credit(line: str) -> bool:
    """Is it a credit and nothing else?"""
    return len(line) <= _LONGEST and (begins_credit(line) or _AGENCY.match(line) is not None)


def ends_in_credit(line: str) -> bool:
    """Is it a caption with a credit behind it?"""
    is_marked = len(line) <= _LONGEST_CAPTION and any(map(line.__contains__, _MARKS))
    return is_marked and _BEHIND.match(line) is not None


def may_be_credit(rest: str) -> bool:
    """Can what stands behind a caption be its credit?"""
    return _TAIL.match(rest) is not None
