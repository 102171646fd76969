"""What the exporters write: safe to print, safe to split, nothing turning into markup."""

import json
import unicodedata

from reader.article import Annotation, Article, ArticleId, Block, BlockKind, Headline
from reader.export import EXPORTERS, SUFFIXES
from reader.export.exported import Exported
from reader.export.jsonl import encode

TEXT = "# no heading\n\n- no list\n\n1. no number\n\n<script>alert()</script>\n\nfin"


def article(text: str, *blocks: Block) -> Exported:
    headline = Headline(ArticleId("a1b2"), "Un titre", source="s.txt", date="2022-09", starred=True)
    return Exported(headline, Article(ArticleId("a1b2"), "Un titre", text, blocks))


def markdown(exported: Exported) -> str:
    return "".join(EXPORTERS["markdown"]([exported]))


def paragraphs(text: str) -> list[Block]:
    found, start = [], 0
    for part in text.split("\n\n"):
        found.append(Block(start, start + len(part), "paragraph"))
        start += len(part) + 2
    return found


def test_every_suffix_names_a_format_and_every_format_says_what_it_is() -> None:
    assert set(SUFFIXES.values()) <= set(EXPORTERS)
    assert all((exporter.__doc__ or "").strip() for exporter in EXPORTERS.values())


def test_text_does_not_turn_into_markup() -> None:
    body = markdown(article(TEXT, *paragraphs(TEXT)))
    assert "\n\\# no heading\n" in body
    assert "\n\\- no list\n" in body
    assert "\n1\\. no number\n" in body
    assert "\\<script>alert()\\</script>" in body


def test_blocks_are_written_as_what_they_are() -> None:
    text = "Un titre\nPartie\nune\ndeux\ncité\n```x```\ncaché"
    starts = [0, 9, 16, 20, 25, 30, 38]
    kinds: tuple[BlockKind, ...] = (
        "title",
        "heading",
        "list_item",
        "list_item",
        "quote",
        "code",
        "boilerplate",
    )
    blocks = [
        Block(start, start + len(words), kind, level=1 if kind == "heading" else 0,
              hidden=kind == "boilerplate")
        for start, words, kind in zip(starts, text.split("\n"), kinds, strict=True)
    ]  # fmt: skip
    assert markdown(article(text, *blocks)) == (
        "# Un titre\n\n*s.txt · 2022-09 · ★*\n"
        "\n## Partie\n\n- une\n- deux\n\n> cité\n\n````\n```x```\n````\n"
    )


def test_highlights_and_notes_stand_under_the_article() -> None:
    mine = (
        Annotation("n1", ArticleId("a1b2"), "highlight", quote="deux\nlignes", note="pourquoi ?",
                   tags=("idée",), created="2026-01-02T03:04:05Z", state="orphan"),
    )  # fmt: skip
    body = markdown(Exported(Headline(ArticleId("a1b2"), "Un titre"), None, mine))
    assert body.endswith(
        "\n## Notes\n\n> deux\n> lignes\n\npourquoi ?\n\n"
        "*highlight · yellow · 2026-01-02 · #idée · its passage is gone*\n"
    )


def test_articles_are_kept_apart() -> None:
    body = "".join(EXPORTERS["markdown"]([article("un"), article("deux")]))
    assert body.count("\n---\n") == 1


def test_a_json_line_is_one_line_and_obeyed_by_no_terminal() -> None:
    text = " ".join(map(chr, range(0x10FFF)))  # parted: two lone surrogates may be a pair
    line = encode({"text": text})
    assert json.loads(line) == {"text": text}
    assert line.splitlines() == [line]
    assert not [each for each in line if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not {"\u202e", "\u2066"} & set(line)
