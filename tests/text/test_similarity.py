"""Copies by their texts alone: what is one, what only looks like one, and the sketch of a text."""

import random
import subprocess
import sys
import tracemalloc

import pytest

from reader.article import Block
from reader.text import similarity
from reader.text.similarity import Sketch, likeness, might_be_copies, readable, sketch
from tests.benchmarks.copies import Newsroom, judged, pairs, text_of

ROOM = Newsroom(seed=7)
STORY = text_of(ROOM.story(6))
MADE = list(pairs(Newsroom(seed=11), 6))


@pytest.mark.parametrize("kind", [name for name, is_copy, _ in MADE if is_copy])
def test_copies_are_found(kind: str) -> None:
    found = [judged(*pair)[1] for name, _, some in MADE if name == kind for pair in some]
    assert sum(found) >= len(found) - 1 - 2 * ("edited" in kind and "cut" in kind)


@pytest.mark.parametrize("kind", [name for name, is_copy, _ in MADE if not is_copy])
def test_what_only_looks_alike_is_no_copy(kind: str) -> None:
    assert not any(judged(*pair)[1] for name, _, some in MADE if name == kind for pair in some)


def test_print_and_typing_make_no_difference() -> None:
    text = f"L'été « déjà » fini : {STORY}"
    other = f"L’ETE\u00a0\u201cdeja\u201d  FINI\n\n{STORY.upper()}"
    assert sketch(text) == sketch(other)


@pytest.mark.parametrize("words", [1, 11])
def test_a_line_is_nobodys_copy(words: int) -> None:
    text = " ".join(STORY.split()[:words])
    assert sketch(text).pack() == b"" and sketch(text).meeting_keys() == ()
    assert not likeness(text, text).is_copy()


def test_a_brief_is_only_a_copy_of_the_very_same_words() -> None:
    brief = " ".join(STORY.split()[:40])
    other = brief.replace(brief.split()[20], "otherwise")
    assert sketch(brief) == sketch(brief.title()) and likeness(brief, brief.title()).is_copy()
    assert not might_be_copies(sketch(brief), sketch(other))
    assert not likeness(brief, other).is_copy()


@pytest.mark.parametrize(
    "letters", ["абвгдежзиклмнопрст", "海山川田中小大日本語東西南北口木", "ابتثجحخدذرزسشصضطظ"]
)
def test_other_scripts(letters: str) -> None:
    chance = random.Random(3)
    gap = "" if letters[0] == "海" else " "
    made = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(300)]
    text, edited = gap.join(made), gap.join([*made[:100], *made[110:]])
    others = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(300)]
    assert judged(text, edited)[1]
    assert not judged(text, gap.join(others))[1]


def test_a_sketch_survives_packing_and_stays_small() -> None:
    for text in (STORY * 9, STORY, " ".join(STORY.split()[:30]), "", "\ud800 " * 50):
        made = sketch(text)
        assert Sketch.unpack(made.pack()) == made
        assert len(made.pack()) <= 300 and len(made.meeting_keys()) <= 7


def test_a_sketch_is_the_same_in_every_process() -> None:
    code = "import sys; from reader.text.similarity import sketch; print(sketch(sys.argv[1]))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code, STORY],
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {f"{sketch(STORY)}\n"}


def test_only_what_is_read_is_compared() -> None:
    text = "Headline\nThe story itself.\nSubscribe now!"
    blocks = (Block(0, 8, "title"), Block(9, 26, "paragraph"), Block(27, 41, "boilerplate"))
    assert readable(text, blocks) == "The story itself."


@pytest.mark.parametrize("stretch", [100, 1000])
@pytest.mark.parametrize(
    "text", [STORY, STORY.replace("e", "é"), "东京都の新しい駅が開業した。" * 40]
)
def test_a_long_text_is_sketched_in_stretches(
    text: str, stretch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sketch(text)
    monkeypatch.setattr(similarity, "_STRETCH", stretch)
    assert sketch(text) == whole


def test_a_sketch_holds_the_words_of_one_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    """All words of a document of 60 MB would take more than a gigabyte."""
    monkeypatch.setattr(similarity, "_STRETCH", 5_000)
    text = "\n".join(text_of(ROOM.story(6)) for _ in range(40))
    tracemalloc.start()
    sketch(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * len(text)
