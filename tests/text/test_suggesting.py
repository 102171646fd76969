"""Places for a lost passage: the rewritten sentence first, nothing for what was never there."""

from reader.text.anchors import Selector
from reader.text.suggesting import suggestions

WAS = "After eleven winters the night ferry sails again between the two islands."
NOW = "The ferry between the islands runs at night once more, which took eleven winters to agree."
TEXT = (
    f"The night ferry\n\nFour lorries came first. {NOW} A goat was calm.\n\nNobody was seasick.\n"
)


def test_the_rewritten_sentence_comes_first() -> None:
    first = suggestions(TEXT, Selector(WAS))[0]
    assert TEXT[first.start : first.end] == NOW


def test_there_is_no_more_than_one_of_a_line() -> None:
    found = suggestions(TEXT, Selector(WAS))
    lines = [TEXT.count("\n", 0, each.start) for each in found]
    assert len(set(lines)) == len(lines)


def test_nothing_is_suggested_for_what_was_never_there() -> None:
    assert suggestions(TEXT, Selector("Über den Dächern kreisten Krähen, zwölf an der Zahl.")) == []
    assert suggestions("", Selector(WAS)) == suggestions("\n \n", Selector(WAS)) == []
