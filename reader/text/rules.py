"""The rules of cleaning in words: what each one mends, and why it may.

In: a rule's name, as an `Edit` bears it. Out: a sentence for a person. Several rules that met in
one place are joined by "+". The rules themselves are in the files of their stages.
"""

import re

RULES_VERSION = 6  # of all of them; stored with an article, cleaned again when it grows

_WORDS = {
    "html-entity": "an HTML reference stood in place of its character",
    "lost-byte": "a misread character had lost a byte, which is filled in",
    "c1-as-cp1252": "an invisible control is the Windows-1252 character of its number",
    "newline": "another sign for a line's end",
    "terminal-escape": "a command to a terminal, which has no place in a text",
    "control": "a control character, which says nothing and may command a terminal",
    "bidi": "a character that turns the direction of writing and may hide text",
    "tag": "an invisible tag character",
    "invisible": "a character that no one sees and no script needs here",
    "soft-hyphen": "a soft hyphen: a place to break the word, no part of it",
    "joiner": "an invisible joiner between letters that don't join",
    "selector": "a selector behind a character that doesn't vary",
    "surrogate": "half of a character, put together or marked as lost",
    "stacked-marks": "more marks on one letter than can be read",
    "nfc": "a letter and its accent made one character; it looks the same",
    "metadata-prefix": "a date for machines in front of the text; kept as the article's date",
    "blank-lines": "blank lines beyond the one between paragraphs",
    "trailing-space": "spaces that no one sees, at the end of a line",
    "indent": "an indent that says nothing",
    "indented-paragraph": "an indent that begins a paragraph, made a blank line",
    "tab": "a tab inside a line, made a space",
    "wrapped-line": "a line broken to fit a width, joined again",
    "broken-paragraph": "a sentence torn apart by a line's end, joined again",
    "hyphenation": "a word divided at a line's end, joined again",
    "space-after-comma": "a comma that stuck to the next word",
    "space-before-comma": "a stray space before a comma",
}
_FAMILIES = (  # a rule's beginning, and what is said of all that begin so
    ("utf8-as", "UTF-8 that was read as another code page"),
    ("undo", "an earlier repair that used the wrong code page, taken back and done right"),
)
_SPACE = frozenset({
    "newline", "blank-lines", "trailing-space", "indent", "indented-paragraph", "tab",
})  # fmt: skip
_LEGACY = "a text of one code page that was read as another"
_UNNAMED = "a change by a rule that has no description yet"


def parts(rule: str) -> tuple[str, ...]:
    """The rules that met in one edit."""
    return tuple(rule.split("+"))


def is_space(rule: str) -> bool:
    """The rule concerns white space and line ends alone: nothing was damaged."""
    return rule in _SPACE


def family(rule: str) -> str:
    """The name that a rule shares with its kin: of `utf8-as-cp1252` it is `utf8-as`."""
    for beginning, _ in _FAMILIES:
        if rule.startswith(f"{beginning}-"):
            return beginning
    return rule


def described(rule: str) -> str:
    """What the rule (or a family of rules) mends."""
    for beginning, words in _FAMILIES:
        if rule == beginning or rule.startswith(f"{beginning}-"):
            return words
    return _WORDS.get(rule) or (_LEGACY if "-as-" in rule else _UNNAMED)


def reason(rule: str) -> str:
    """Why an edit was made, of each rule that met in it, the code pages named."""
    return "; ".join(dict.fromkeys(_reason(part) for part in parts(rule)))


def _reason(rule: str) -> str:
    if rule in _WORDS:
        return _WORDS[rule]
    if rule.startswith("utf8-as-"):
        pages = rule.removeprefix("utf8-as-").split("-")
        times = " and then as ".join(map(_page, pages))
        return f"UTF-8 that was read as {times}"
    if found := re.fullmatch(r"undo-(\w+)-for-(\w+)", rule):
        return f"misread as {_page(found[2])} and then wrongly repaired as {_page(found[1])}"
    if found := re.fullmatch(r"(\w+)-as-(\w+)", rule):
        return f"{_page(found[1])} that was read as {_page(found[2])}"
    return _UNNAMED


def _page(codec: str) -> str:
    """A code page as people call it."""
    if codec.startswith("cp125"):
        return f"Windows-{codec[2:]}"
    if codec.startswith("iso8859"):
        return f"ISO-8859-{codec.split('_')[-1]}" if "_" in codec else "ISO-8859-1"
    names = {"latin_1": "ISO-8859-1", "mac_roman": "Mac Roman", "cp437": "DOS 437"}
    names |= {"cp932": "Shift JIS", "cp949": "EUC-KR"}
    return names.get(codec, codec.replace("_", "-").upper())
