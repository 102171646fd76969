"""Differences between two texts: all of them, each in its place, and bounded in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.differences import differences
from tests.benchmarks.copies import Newsroom, cut, text_of

WORDS = st.lists(
    st.sampled_from(["the", "a", "harbour", "pilot", ",", "été", "港", "\n\n"]), max_size=40
)


def shown(before: str, after: str) -> str:
    """The second text with every change in its place."""
    parts, at = [], 0
    for change in differences(before, after):
        parts.append(after[at : change.start])
        parts.append(f"[{change.edit.before}|{change.edit.after}]")
        at = change.end
    return "".join([*parts, after[at:]])


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("The old pier stands.", "The old pier stands.", "The old pier stands."),
        ("The old pier stands.", "The new pier stands.", "The [old|new] pier stands."),
        ("The pier stands.", "The old pier stands.", "The [|old] pier stands."),
        ("The old pier stands.", "The pier stands.", "The[ old|] pier stands."),
        ("One  line\nbroken.", "One line broken.", "One line broken."),
        ("Old piers stand.", "piers stand.", "[Old |]piers stand."),
        ("One.\n\nTwo.", "One.", "One.[\n\nTwo.|]"),
        ("", "New text.", "[|New text.]"),
        ("Gone.", "", "[Gone.|]"),
        ("l'été passe", "l'hiver passe", "[l'été|l'hiver] passe"),
        ("A B c.\n\nA B d.\n\nA B e.", "A B c.\n\nA B e.", "A B c.[\n\nA B d.|]\n\nA B e."),
        ("A B c.\n\nA B e.", "A B c.\n\nA B d.\n\nA B e.", "A B c.\n\n[|A B d.]\n\nA B e."),
        ("A red-hot stove", "A wet-cold stove", "A [red-hot|wet-cold] stove"),
    ],
)
def test_each_change_in_its_place(before: str, after: str, wanted: str) -> None:
    assert shown(before, after) == wanted


@given(WORDS, WORDS)
def test_one_text_is_made_of_the_other(left: list[str], right: list[str]) -> None:
    before, after = " ".join(left), " ".join(right)
    made, at = [], 0
    last = 0
    for change in differences(before, after):
        edit = change.edit
        assert before[edit.start : edit.end] == edit.before
        assert after[change.start : change.end] == edit.after
        assert edit.start >= at and change.start >= last
        assert before[at : edit.start].split() == after[last : change.start].split()
        made += [before[at : edit.start], edit.after]
        at, last = edit.end, change.end
    made.append(before[at:])
    assert "".join(" ".join(made).split()) == "".join(after.split())


def test_what_is_the_same_in_a_long_text_stays_the_same() -> None:
    room = Newsroom(seed=3)
    story = room.story(60)
    edited = [*story[:20], [*story[20], "A sentence of its own."], *story[22:]]
    found = differences(text_of(story), text_of(edited))
    assert [change.edit.rule for change in found] == ["changed"]


def test_texts_with_nothing_in_common_and_much_repeated_are_quick() -> None:
    room = Newsroom(seed=4)
    one, other = text_of(room.story(400)), text_of(room.story(400))
    assert len(differences(one, other)) >= 1
    assert len(differences("ha " * 30_000, "ha ha ho " * 10_000)) == 1


def test_a_copy_that_was_cut_lost_its_end() -> None:
    story = Newsroom(seed=5).story(8)
    (change,) = differences(text_of(story), text_of(cut(story, 0.5)))
    assert change.edit.rule == "removed" and change.start == change.end
