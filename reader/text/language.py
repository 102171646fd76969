"""Which language a text is in, or none where it can't be known.

Comes in: text. Goes out: an ISO 639-1 code or `""`. The character model knows some fifty
languages; letters and scripts that one language alone writes with tell others, and letters that the
likeliest language does not write say that it is none of those we know.
"""

import re

from reader.text import model
from reader.text.alphabet import only_odd

_SCRIPTS = re.compile(
    "(?P<ka>[\u10a0-\u10ff])|(?P<hy>[\u0530-\u058f])|(?P<te>[\u0c00-\u0c7f])|(?P<kn>[\u0c80-\u0cff])"
    "|(?P<ml>[\u0d00-\u0d7f])|(?P<gu>[\u0a80-\u0aff])|(?P<pa>[\u0a00-\u0a7f])|(?P<si>[\u0d80-\u0dff])"
    "|(?P<or>[\u0b00-\u0b7f])|(?P<km>[\u1780-\u17ff])|(?P<lo>[\u0e80-\u0eff])|(?P<my>[\u1000-\u109f])"
    "|(?P<bo>[\u0f00-\u0fff])|(?P<am>[\u1200-\u137f])|(?P<dv>[\u0780-\u07bf])"
)
_ONE_OF_THEM = re.compile("[" + "".join(re.findall(r"\[(.*?)\]", _SCRIPTS.pattern)) + "]")
_LETTERS = (  # a language, letters that it alone writes with, and letters that it has not
    ("uz", "ўқ", "і"), ("tg", "ҷӣӯ", ""), ("be", "ў", "қ"), ("kk", "қғұ", "ў"), ("tt", "җә", ""),
    ("ky", "ңөү", "қә"), ("mn", "өү", "ңқә"), ("az", "ə", ""), ("mt", "ħġċ", ""),
    ("eo", "ĉĝĥĵŝŭ", ""), ("ha", "ɗɓƙ", ""), ("se", "ŧŋ", "ɛɔ"),
)  # fmt: skip
_OWN = frozenset("".join(own for _, own, _ in _LETTERS))
_FEWEST = 2  # such letters; one may be a name's
_SHARE = 0.004  # of all characters
_HAN = "\u2e80"  # from here on no alphabet tells anything
_UNWRITTEN = 0.02  # of all characters; with more that the language does not write, it is another
_FEWEST_UNWRITTEN = 4


def identify(text: str) -> str:
    """The language as ISO 639-1, or "" when nothing fits or there is too little to tell."""
    odd = only_odd(text).lower() if not text.isascii() else ""
    if not odd:
        return model.identify(text)
    chars = frozenset(odd)
    by_letters = _by_script(odd, len(text)) or _by_letters(odd, chars, len(text))
    if by_letters:
        return by_letters
    found = model.identify(text)
    letters = [char for char in chars if char < _HAN and char.isalpha()]
    unwritten = sum(map(odd.count, model.unwritten(found, letters)))
    is_other = unwritten >= max(_FEWEST_UNWRITTEN, _UNWRITTEN * len(text))
    return "" if found and is_other else found


def _by_script(odd: str, size: int) -> str:
    """A script that one language is written in, when most of the text is in it."""
    first = _SCRIPTS.search(odd) if _ONE_OF_THEM.search(odd) else None
    language = first.lastgroup if first else None
    if not language:
        return ""
    often = sum(found.lastgroup == language for found in _SCRIPTS.finditer(odd))
    return language if 2 * often > size else ""


def _by_letters(odd: str, chars: frozenset[str], size: int) -> str:
    if _OWN.isdisjoint(chars):
        return ""
    least = max(_FEWEST, _SHARE * size)
    for language, own, others in _LETTERS:
        is_full = len(own) > 1 and language in ("uz", "mn", "ky") and not chars.issuperset(own)
        if is_full or not chars.isdisjoint(others):
            continue
        if sum(map(odd.count, own)) >= least:
            return language
    return ""
