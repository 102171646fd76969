"""Nothing that commands a terminal gets through; nothing that a script needs is lost."""

import unicodedata

import pytest

from reader.text.offsets import apply
from reader.text.safety import clean_edits, safe, table

COMMANDS = [
    "\x1b[2J", "\x1b]52;c;aGVsbG8=\x07", "\x9b31m", "\x1bP+q\x1b\\", "a\rb", "\x08\x7f", "\u202e",
    "\u2066x\u2069", "\x00", "\x85", "\u2028", "\ufeff", "\U000e0041", "\ufffe", "\ud800",
]  # fmt: skip
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def is_harmless(text: str) -> bool:
    return all(
        character == "\n"
        or (unicodedata.category(character) not in ("Cc", "Cs") and character not in BIDI_CONTROLS)
        for character in text
    )


@pytest.mark.parametrize("text", COMMANDS, ids=ascii)
def test_commands_do_not_pass(text: str) -> None:
    assert is_harmless(safe(f"avant {text} après"))
    cleaned = apply(text, clean_edits(text))
    assert is_harmless(cleaned.replace("\t", " "))


def test_every_control_and_every_bidi_control_is_stopped() -> None:
    everything = "".join(map(chr, range(0x20000))) + "".join(map(chr, range(0xE0000, 0xE0200)))
    assert is_harmless(safe(everything))
    safe(everything).encode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "സ\u0d4d\u200d പ",
        "👩\u200d🚀 👍🏽 ❤\ufe0f 1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "ตลาด\u200bน้ำ",
        "葛\U000e0100城",
        "שָׁלוֹם עֲלֵיכֶם",
        "« français\u00a0» 12\u202f000\u2009€",
        "ᠮᠣᠩᠭᠣᠯ\u180b",
    ],
)
def test_what_a_script_needs_stays(text: str) -> None:
    assert safe(text) == text
    assert all(edit.rule == "nfc" for edit in clean_edits(text))


def test_one_line_is_one_line() -> None:
    assert safe("un\ndeux\r\ntrois\tquatre", keep_newlines=False) == "un deux trois quatre"


def test_safe_is_idempotent_and_leaves_good_text_alone() -> None:
    good = "Les « colis » arrivent\u00a0: 12 €, 北京, été…\n"
    assert safe(good) == good
    for text in COMMANDS:
        assert safe(safe(text)) == safe(text)


def test_the_table_names_each_rule_once() -> None:
    rules = [rule for _, rule in table]
    assert len(rules) == len(set(rules))
    assert {"control", "bidi", "joiner", "tag", "surrogate"} <= set(rules)


def test_a_long_run_takes_no_longer_than_its_length() -> None:
    text = "\u200d" * 200_000 + "a" + "\u0301" * 200_000
    assert len(apply(text, clean_edits(text))) <= 3
