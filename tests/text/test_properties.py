"""What holds for every text: no exception, undo-all = raw, idempotent, offsets there and back."""

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.article import Edit
from reader.text.alphabet import alphabet, only_odd, runs_of_text
from reader.text.cleaning import clean
from reader.text.inline import spans
from reader.text.offsets import Layer, apply, compose, from_raw, layers_of, to_raw, undo_all
from reader.text.safety import clean_edits, safe

CASES = Path(__file__).parent.parent / "cases" / "cleaning"
PARTS = [
    "Le port ", "et la ville", "La mer.", "le vent ,", "»,a", "&amp;", "&eacute;", "&amp;lt;", "é",
    "Ã©", "e\u0301", "\u200b", "\u200d", "\u00ad", "\u00a0", "\u3000", "\t", " ", "  ", "    ",
    "\n", "\n\n", "\r\n", "\x1b[0m", "\x85", "• ", "- ", "* ", "1. ", "2) ", "# ", "## ", "> ",
    "```", "---", "===", "| a | b |", "**", "_", "`", "http://a.b/c", "港务局", "発表。", "항만",
    "می\u200cخواهد", "👩\u200d🚀", "\ud800", "date 2022-09 ", "jeudi 22 septembre", "Par Anne Roux",
    "Partager", "© AFP", "title: a\n", "fin-",
    "un mot de plus pour que la ligne soit assez longue, et qu'elle coure jusqu'au bord",
]  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(PARTS), max_size=30).map("".join),
    st.text(max_size=120),
    st.text(alphabet="ab ,.-\n\t#>•»«&;\u00a0", max_size=200),
)
quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@quick
@given(texts, st.booleans())
def test_cleaning_is_lossless_and_idempotent(raw: str, is_markdown: bool) -> None:
    cleaned = clean(raw, is_markdown=is_markdown)
    assert undo_all(cleaned.text, cleaned.layers) == raw
    assert layers_of(cleaned.edits) == cleaned.layers
    again = clean(cleaned.text, is_markdown=is_markdown)
    assert again.text == cleaned.text
    assert clean(raw, is_markdown=is_markdown) == cleaned


@quick
@given(texts, st.booleans())
def test_blocks_lie_in_their_article_in_order(raw: str, is_markdown: bool) -> None:
    cleaned = clean(raw, is_markdown=is_markdown)
    last = 0
    for article in cleaned.articles:
        assert last <= article.start <= article.end <= len(cleaned.text)
        last = article.end
        done = 0
        for block in article.blocks:
            assert done <= block.start < block.end <= article.end - article.start
            done = block.end
            shown = cleaned.text[article.start + block.start : article.start + block.end]
            assert shown == shown.strip() or block.kind == "code" or block.hidden


@quick
@given(texts)
def test_no_letter_is_lost(raw: str) -> None:
    """What stands outside every block is markers and white space (and a metadata prefix)."""
    cleaned = clean(raw, until="space")
    outside = list(cleaned.text)
    for article in cleaned.articles:
        for block in article.blocks:
            start, end = article.start + block.start, article.start + block.end
            outside[start:end] = "\0" * (end - start)
    if cleaned.kind == "article":
        lines = [line for line in "".join(outside).split("\n") if not line.startswith("```")]
        assert not any(character.isalpha() for character in "".join(lines))


@quick
@given(texts)
def test_offsets_round_trip(raw: str) -> None:
    cleaned = clean(raw)
    changed: set[int] = set()
    for number, layer in enumerate(cleaned.layers):
        for edit in layer.edits:
            start = to_raw(cleaned.layers[:number], edit.start, is_end=True)
            end = to_raw(cleaned.layers[:number], edit.end)
            changed.update(range(start - 1, end + 1))
    for place in range(len(raw)):
        if place not in changed:
            there = from_raw(cleaned.layers, place)
            assert cleaned.text[there : there + 1] == raw[place]
            assert to_raw(cleaned.layers, there) == place


@quick
@given(texts, st.data())
def test_composed_edits_do_what_both_do(text: str, data: st.DataObject) -> None:
    first = clean_edits(text)
    middle = apply(text, first)
    second = _some_edits(middle, data)
    composed = compose(text, first, second)
    assert apply(text, composed) == apply(middle, second)
    assert all(text[edit.start : edit.end] == edit.before for edit in composed)
    assert Layer("unicode", tuple(composed)).edits == tuple(composed)


def _some_edits(text: str, data: st.DataObject) -> list[Edit]:

    places = data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    pairs = zip(places[::2], places[1::2], strict=False)
    return [Edit("unicode", "x", start, end, text[start:end], "·") for start, end in pairs]


@quick
@given(texts)
def test_what_is_shown_is_safe_and_stays_so(raw: str) -> None:
    shown = safe(raw)
    assert safe(shown) == shown
    assert not any(character < " " and character != "\n" for character in shown)
    shown.encode("utf-8")
    for span in spans(shown, 0, len(shown)):
        assert 0 <= span.start < span.end <= len(shown)


def test_every_case_is_clean_after_cleaning() -> None:
    for path in CASES.glob("*.json"):
        for case in json.loads(path.read_text(encoding="utf-8")):
            once = clean(case["raw"]).text
            assert clean(once).text == once, case["why"]


def test_the_same_text_twice_as_long_is_the_same_text_twice() -> None:
    """Nothing looks at a window of the document and forgets the rest."""
    part = "La grue tourne.  \n\n\nLe vent\u200b tombe.\u00a0\n\n"
    once, many = clean(part * 3).text, clean(part * 300).text
    assert len(many) - len(once) == 297 * len("La grue tourne.\n\nLe vent tombe.\n\n")


@quick
@given(st.one_of(texts, st.text(st.characters(), max_size=60)))
def test_the_quick_looks_see_what_a_slow_one_sees(text: str) -> None:
    odd = [char for char in text if not char.isascii()]
    assert only_odd(text) == "".join(odd)
    spaced = "".join(" " if char.isascii() else char for char in text)
    assert runs_of_text(text) == {run for run in spaced.split(" ") if run}
    assert alphabet(text) == set(odd) | {char for char in text if char < " " or char == "\x7f"}


_CLEAN_ALL = """
import hashlib, json, sys
from reader.text.cleaning import clean
texts = json.load(sys.stdin)
print(hashlib.sha256(repr([clean(text) for text in texts]).encode("utf-8", "replace")).hexdigest())
"""


def test_cleaning_does_not_hang_on_the_hash_seed() -> None:
    """Sets have another order in every process; what is cleaned has none."""
    paths = [*CASES.glob("*.json"), CASES.parent / "mojibake" / "damaged.json"]
    cases = [case for path in sorted(paths) for case in json.loads(path.read_text("utf-8"))]
    some = [case["text"] for case in cases if isinstance(case.get("text"), str)][::30]
    answers = {
        subprocess.run(
            [sys.executable, "-c", _CLEAN_ALL],
            input=json.dumps([*some, "\n\n".join(some)]),
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
