"""What no one sees made visible: a sign or a name for each invisible character of a text.

Comes in: raw text, as it was before cleaning. Goes out: the same with `␛`, `⟨ZWSP⟩` or `⟨U+E000⟩`
in place of what cleaning takes out, as edits too, so that places can be followed. What a script
needs (a joiner inside an emoji) stays as it is. Which characters those are is `safety`'s table.
"""

from reader.article import Edit
from reader.text.offsets import apply

STAGE = "unseen"

_NAMES = {
    "\x7f": "␡", "\x85": "⟨NEL⟩", "\u00ad": "⟨SHY⟩", "\u034f": "⟨CGJ⟩", "\u061c": "⟨ALM⟩",
    "\u200b": "⟨ZWSP⟩", "\u200c": "⟨ZWNJ⟩", "\u200d": "⟨ZWJ⟩", "\u200e": "⟨LRM⟩",
    "\u200f": "⟨RLM⟩", "\u2028": "⟨LS⟩", "\u2029": "⟨PS⟩", "\u202a": "⟨LRE⟩", "\u202b": "⟨RLE⟩",
    "\u202c": "⟨PDF⟩", "\u202d": "⟨LRO⟩", "\u202e": "⟨RLO⟩", "\u2060": "⟨WJ⟩", "\u2066": "⟨LRI⟩",
    "\u2067": "⟨RLI⟩", "\u2068": "⟨FSI⟩", "\u2069": "⟨PDI⟩", "\ufeff": "⟨BOM⟩",
}  # fmt: skip
_SPACES = {
    "\n": "↵", "\r": "␍", "\t": "⇥", "\u00a0": "⟨NBSP⟩", "\u202f": "⟨NNBSP⟩", "\u2003": "⟨EMSP⟩",
    "\u2009": "⟨THSP⟩", "\u3000": "⟨IDSP⟩",
}  # fmt: skip


def visible_edits(raw: str) -> list[Edit]:
    """The edits that put a name in place of every invisible character; line ends stay."""
    from reader.text.safety import harmful

    return [
        Edit(STAGE, each.rule, each.start, each.end, each.before, _line_kept(each))
        for each in harmful(raw)
        if each.before != "\r\n"
    ]


def visible(raw: str, *, with_spaces: bool = False) -> str:
    """The text with names in place of invisible characters; with spaces too, if asked for."""
    text = raw if raw.isprintable() else apply(raw, visible_edits(raw))
    if not with_spaces:
        return text
    if text.isspace():
        text = text.replace(" ", "␣")
    return "".join(_SPACES.get(character, character) for character in text)


def _line_kept(edit: Edit) -> str:
    name = "".join(c if c == "\n" else _name(c) for c in edit.before)
    return name + "\n" if edit.after == "\n" else name


def _name(character: str) -> str:
    if character < " ":
        return chr(0x2400 + ord(character))
    if character.isprintable() and not "\U000e0000" <= character <= "\U000e0fff":
        return character
    return _NAMES.get(character, f"⟨U+{ord(character):04X}⟩")
