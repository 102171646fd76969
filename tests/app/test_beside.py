"""Two texts side by side: equal paragraphs on equal lines, every change in both."""

from hypothesis import given
from hypothesis import strategies as st

from reader.app.beside import Beside, pads
from reader.app.document import Doc
from reader.app.layout import Layout
from tests.app.articles import article

PARAGRAPHS = [
    f"Paragraph {name} tells of {what} that nobody else has ever told before in this town."
    for name, what in zip(
        ("one", "two", "three", "four", "five", "six", "seven"),
        ("a mill", "the ferry", "an owl", "three brothers", "rain", "a piano", "the mayor"),
        strict=True,
    )
]
CHOSEN = st.lists(st.booleans(), min_size=7, max_size=7)


def text_of(chosen: list[bool], word: str = "") -> str:
    kept = [each for each, is_kept in zip(PARAGRAPHS, chosen, strict=True) if is_kept]
    return "\n\n".join(["# The title", *kept]).replace("nobody", word or "nobody")


@given(CHOSEN, CHOSEN, st.sampled_from(["", "not one of all the people here"]))
def test_what_stands_in_both_begins_on_the_same_line(
    one: list[bool], other: list[bool], word: str
) -> None:
    left, right = article(text_of(one)), article(text_of(other, word))
    found = Beside.of(left, right)
    docs = Doc(left), Doc(right)
    pairs = found.pairs(shows_hidden=False)
    more = pads(Layout(docs[0], 40), Layout(docs[1], 40), pairs)
    sides = [Layout(doc, 40, pads=each) for doc, each in zip(docs, more, strict=True)]
    for side in sides:
        side.finish()
    for mine, its in pairs:
        starts = left.blocks[mine].start, right.blocks[its].start
        assert left.text[starts[0] :][:9] == right.text[starts[1] :][:9]
        assert sides[0].line_of(starts[0]) == sides[1].line_of(starts[1])
    if pairs:
        assert sides[0].height() == sides[1].height()
    if found.is_kin and not word:
        both = sum(a and b for a, b in zip(one, other, strict=True))
        assert len(pairs) >= both, "every paragraph that both have, and the title"


def test_each_change_is_in_both_under_one_number() -> None:
    left, right = article("One old pier.\n\nTwo."), article("One new pier.\n\nTwo.\n\nThree.")
    one, other = Beside.of(left, right).views(shows_hidden=False)
    assert len(one.changes) == len(other.changes) == 2
    assert left.text[one.changes[0].start : one.changes[0].end] == "old"
    assert right.text[other.changes[0].start : other.changes[0].end] == "new"
    assert one.changes[1].start == one.changes[1].end, "it came, so nothing is here"


def test_changes_in_folded_furniture_are_left_out() -> None:
    left = article("Words that both have, quite many.\n\nCookies 1", hidden=[1])
    right = article("Words that both have, quite many.\n\nCookies 2", hidden=[1])
    found = Beside.of(left, right)
    assert not found.views(shows_hidden=False)[0].changes
    assert len(found.views(shows_hidden=True)[0].changes) == 1


def test_different_articles_have_no_differences_marked() -> None:
    found = Beside.of(article(PARAGRAPHS[0]), article("Rien de commun avec le premier texte."))
    assert not found.is_kin
    assert not found.views(shows_hidden=False)[1].changes
