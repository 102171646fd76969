"""Queries nobody would type: signs, fields, scripts and words in any order, the same for a seed."""

import random

from reader.search.query import FIELD_NAMES

_PIECES = (
    *"\"'^$!-|*():;%_\\{}[]+~<>/.,?&#@=`\0\n\t\r",
    *[f"{name}:" for name in FIELD_NAMES],
    "AND", "OR", "NOT", "NEAR(", "NEAR/2", "title", "meta :", "rowid:1", "2022", "2022-09-31",
    "ferry", "pear", "orch", "é", "ß", "駅", "舎", "المحطة", "λιμάνι", "\ue000len", "\ue000c1",
    "\ud800", "\U0001f980", "\u200b", "\u202e", "\u0301", "ﬁ", "İ", "x" * 300, " ", " ", " ",
    "is:starred", "has:note", "lang:en", "-tag:", "before:99999", "after:0000", "'; DROP TABLE doc",
    "ferrry", "orhcard", "sortparcels", "alibb", "zzzqqq", "駅舎が", "мост", "a|b", "^pe", "s$",
)  # fmt: skip


def hostile(chance: random.Random) -> str:
    """One of them."""
    return "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 12)))
