"""Invisible characters get a name; what a script needs and what is seen stays."""

import pytest

from reader.text.unseen import visible, visible_edits


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain text\nof two lines", "plain text\nof two lines"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("a\x00b\x7fc\x85d", "a␀b␡c⟨NEL⟩\nd"),
        ("zero\u200bwidth, \u202eturned\u202c", "zero⟨ZWSP⟩width, ⟨RLO⟩turned⟨PDF⟩"),
        ("soft\u00ad\nhyphen", "soft⟨SHY⟩\nhyphen"),
        ("windows\r\nlines\rmac", "windows\r\nlines␍\nmac"),
        ("half \ud800 of a pair", "half ⟨U+D800⟩ of a pair"),
        ("\U0001f468\u200d\U0001f469 می\u200cخواهم", "\U0001f468\u200d\U0001f469 می\u200cخواهم"),
    ],
)
def test_what_no_one_sees_is_named(raw: str, shown: str) -> None:
    assert visible(raw) == shown
    assert all(raw[edit.start : edit.end] == edit.before for edit in visible_edits(raw))


def test_spaces_are_named_where_they_are_what_was_changed() -> None:
    assert visible("\n\n", with_spaces=True) == "↵↵"
    assert visible("  ", with_spaces=True) == "␣␣"
    assert visible("a b\u00a0c", with_spaces=True) == "a b⟨NBSP⟩c"
