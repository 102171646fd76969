"""What the reader view knows of an article before it draws a line."""

from reader.app.document import Doc
from reader.article import Article, ArticleId, Block, Span
from tests.app.articles import article


def test_the_head_says_what_is_known() -> None:
    made = article(
        "Text.", title="T", byline="Ann", date="2022-09", language="fr", url="https://www.x.org/a"
    )
    lines = [(line.kind, line.text) for line in Doc(made).head()]
    assert lines == [
        ("title", "T"),
        ("byline", "Ann"),
        ("meta", "x.org · 2022-09 · French · 1 min"),
    ]


def test_what_is_inferred_is_said_to_be() -> None:
    made = Article(
        ArticleId("a"),
        "",
        "Some text.",
        (),
        title_inferred="Some text",
        date="2022",
        date_inferred=True,
    )
    kinds = {line.kind: line.text for line in Doc(made).head()}
    assert kinds["untitled"] == "Some text"
    assert "no title" in kinds["remark"]
    assert kinds["meta"].startswith("~2022")


def test_a_title_in_the_text_is_not_shown_twice() -> None:
    doc = Doc(article("# The title\n\nText."))
    assert doc.title_block == 0
    assert [line.kind for line in doc.head()] == ["meta"]


def test_hostile_fields_are_drawn_harmless() -> None:
    doc = Doc(article("Text.", title="A\x1b]0;gone\x07 title", byline="\u202eevil"))
    assert [line.text for line in doc.head()][:2] == ["A]0;gone title", "evil"]


def test_markup_is_found_and_its_markers_are_not_text() -> None:
    made = article("Some *fine* words.")
    doc = Doc(made)
    assert doc.markers(0) == [Span(5, 6), Span(10, 11)]
    assert doc.plain(0, len(made.text)) == "Some fine words."


def test_a_copy_leaves_folded_furniture_out() -> None:
    made = article("One.\n\nShare this.\n\nTwo.", hidden=[1])
    assert Doc(made).plain(0, len(made.text)) == "One.\n\nTwo."
    assert "Share" in Doc(made).plain(0, len(made.text), shows_hidden=True)


def test_marks_of_a_quote_run_over_its_lines() -> None:
    doc = Doc(article("> first\n> second"))
    assert doc.plain(2, 16) == "first\nsecond"


def test_bullets_keep_their_number() -> None:
    doc = Doc(article("- one\n\n12. two"))
    assert [doc.bullet(0), doc.bullet(1)] == ["•", "12."]


def test_an_article_without_blocks_is_its_lines() -> None:
    doc = Doc(Article(ArticleId("a"), "T", "one\n\ntwo\n", ()))
    assert doc.blocks == (Block(0, 3, "paragraph"), Block(5, 8, "paragraph"))
