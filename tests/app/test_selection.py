"""Where the caret goes: words, sentences and paragraphs of several languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.selection import Motions, Selection, trimmed
from reader.article import Block, Span
from tests.app.articles import article

TEXT = "The first one. « Est-ce vrai ? » Yes, M. Ma said.\n\nSecond paragraph here."


def motions(text: str) -> Motions:
    return Motions(text, article(text).blocks)


def sentences(text: str) -> list[str]:
    moves, found, at = motions(text), list[str](), 0
    while True:
        span = moves.sentence(at)
        found.append(text[span.start : span.end])
        after = moves.next_sentence(at)
        if after <= at or after >= len(text) - 1:
            return found
        at = after


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Il dit : « Quoi\u00a0? » Puis il sort.", ["Il dit : « Quoi\u00a0? »", "Puis il sort."]),
        ("M. Ma a payé 3.5 millions. Fin.", ["M. Ma a payé 3.5 millions.", "Fin."]),
        ("Jack B. Ma came... and went. Good.", ["Jack B. Ma came... and went.", "Good."]),
        ("東京で発表。新しい計画だ。", ["東京で発表。", "新しい計画だ。"]),
        ("هل هذا صحيح؟ نعم.", ["هل هذا صحيح؟", "نعم."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_sentence_ends_with_its_paragraph() -> None:
    span = motions(TEXT).sentence(TEXT.index("said"))
    assert TEXT[span.start : span.end] == "Yes, M. Ma said."


def test_words_of_a_line() -> None:
    text = "L’eau, peut-être 3.5 日本、人々のコーヒーとらーめん"
    moves, at, found = motions(text), 0, []
    while (word := moves.word(at)).start not in found:
        found.append(word.start)
        at = moves.next_word(at)
    assert [text[moves.word(n).start : moves.word(n).end] for n in found] == [
        "L’eau", "peut-être", "3.5", "日本", "人々", "の", "コーヒー", "とらーめん",
    ]  # fmt: skip


def test_each_character_of_a_text_without_spaces_counts() -> None:
    text = "日本、コーヒー and tea"
    assert motions(text).measured(Span(0, len(text))) == "8 words, 15 characters"


def test_words_back_and_forth() -> None:
    moves = motions(TEXT)
    second = TEXT.index("Second")
    assert moves.next_word(TEXT.index("said")) == second
    assert moves.previous_word(second) == TEXT.index("said")
    assert moves.word_end(0) == 2
    assert moves.word_end(2) == TEXT.index("first") + 4


def test_paragraphs_and_their_ends() -> None:
    moves = motions(TEXT)
    second = TEXT.index("Second")
    assert moves.next_paragraph(3) == second
    assert moves.previous_paragraph(second + 3) == second
    assert moves.previous_paragraph(second) == 0
    assert moves.paragraph_end(0) == second - 3
    assert moves.paragraph_end(second - 3) == len(TEXT) - 1


def test_moves_pass_over_what_is_not_visible() -> None:
    text = "One.\n\nMenu\n\nTwo."
    moves = Motions(text, [block for block in article(text).blocks if block.start != 6])
    assert moves.right(3) == text.index("Two")
    assert moves.left(text.index("Two")) == 3
    assert moves.inside(7) == text.index("Two")


def test_a_selection_takes_its_caret_and_leaves_spaces() -> None:
    assert Selection(4, 0).span("one two") == Span(0, 5)
    assert Selection(0, 3).span("one two") == Span(0, 3)
    assert Selection(2).span("one two") is None
    assert trimmed("  ", 0, 2) is None


@given(st.text(st.sampled_from("ab. ?!«\n日。")), st.data())
def test_every_move_stays_inside(text: str, data: st.DataObject) -> None:
    blocks = article(text).blocks
    if not blocks:
        assert Motions(text, blocks).is_empty
        return
    moves = Motions(text, blocks)
    at = moves.inside(data.draw(st.integers(0, len(text))))
    for name in (
        "left", "right", "next_word", "previous_word", "word_end", "next_sentence",
        "previous_sentence", "sentence_end", "next_paragraph", "previous_paragraph",
        "paragraph_end",
    ):  # fmt: skip
        moved = getattr(moves, name)(at)
        assert any(block.start <= moved < block.end for block in blocks), name


def test_a_giant_paragraph_is_not_read_whole() -> None:
    text = "word " * 200_000
    moves = Motions(text, [Block(0, len(text), "paragraph")])
    span = moves.sentence(500_000)
    assert span.start <= 500_000 < span.end
    assert span.end - span.start < 10_000
