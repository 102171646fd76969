"""Pages of Markdown: written, edited with any editor, read back; conflicts said, nothing lost."""

import re
from pathlib import Path

import pytest

from reader.article import Article, ArticleId, Block, Headline
from reader.errors import ReaderError
from reader.export.exported import Exported
from reader.export.folder import slug, write_folder
from reader.export.page import read_page, write_page
from reader.export.restoring import restore
from reader.library.notes import Notes
from tests.export.test_restoring import ARTICLE, NASTY, everything, fill, opened

TRICKY = (
    "> a quote of my own\n\n- color: red\n- tags: x\n- `reader open a1b2 --at 3`",
    "\n\nleading and trailing\n\n",
    "<!-- reader {} -->\n\\<!-- What you write below",
    "---\nreader: 1\n---",
    "line\r\nline",
)


def exported(notes: Notes, *, with_text: bool = True) -> Exported:
    """What there is of the article now."""
    headline = Headline(
        ARTICLE.id, ARTICLE.title, source=ARTICLE.source, starred=notes.is_starred(ARTICLE.id),
        unread=not notes.is_read(ARTICLE.id), tags=notes.tags_of(ARTICLE.id),
    )  # fmt: skip
    return Exported(
        headline, ARTICLE if with_text else None, tuple(notes.annotations(ARTICLE.id)),
        url=ARTICLE.url, place=notes.place(ARTICLE.id),
    )  # fmt: skip


def page_of(notes: Notes, folder: Path) -> Path:
    """The article's page, written."""
    write_folder([exported(notes)], folder)
    (path,) = folder.glob("*.md")
    return path


def edit(path: Path, old: str, new: str) -> None:
    """What a person does in an editor."""
    text = path.read_bytes().decode()
    assert old in text, text
    path.write_bytes(text.replace(old, new, 1).encode())


def one_note(home: Path) -> tuple[Notes, str]:
    notes = opened(home)
    notes.remember(ARTICLE)
    made = notes.annotate(
        ARTICLE.id, "highlight", quote="au début", start=11, end=19, note="premier jet",
        tags=("un", "deux, trois"),
    )  # fmt: skip
    return notes, made.id


def test_pages_come_back_identical(tmp_path: Path) -> None:
    old, new = opened(tmp_path / "old"), opened(tmp_path / "new", 20)
    fill(old)
    for words in TRICKY:
        old.annotate(
            ARTICLE.id, "highlight", quote=words, start=1, end=9, note=words, tags=(words,)
        )
        old.annotate(ARTICLE.id, "note", note=words)
    restored = restore(new, page_of(old, tmp_path / "pages").parent)
    assert not restored.skipped
    assert everything(new) == everything(old)


def test_writing_again_changes_no_byte(tmp_path: Path) -> None:
    notes, _ = one_note(tmp_path / "home")
    path = page_of(notes, tmp_path / "pages")
    before = path.read_bytes()
    again = write_folder([exported(notes)], tmp_path / "pages")
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    assert path.read_bytes() == before
    assert restore(notes, path).merged.updated == 0


def test_an_edit_is_taken_over_and_undo_takes_it_back(tmp_path: Path) -> None:
    notes, made = one_note(tmp_path / "home")
    path = page_of(notes, tmp_path / "pages")
    edit(path, "premier jet", "réécrit\n\nen deux paragraphes")
    edit(path, "- color: yellow", "- color: blue")
    edit(path, 'tags: un, "deux, trois"', "tags: un, quatre")
    restored = restore(notes, path)
    assert (restored.merged.updated, restored.conflicts) == (1, ())
    now = notes.annotation(made)
    assert (now.note, now.color) == ("réécrit\n\nen deux paragraphes", "blue")
    assert now.tags == ("un", "quatre")
    assert (now.quote, now.start, now.end) == ("au début", 11, 19)
    assert write_folder([exported(notes)], path.parent).changed == 1
    assert "Edit" in notes.undo()
    assert notes.annotation(made).note == "premier jet"


def test_words_below_the_line_become_a_note_once(tmp_path: Path) -> None:
    notes, _ = one_note(tmp_path / "home")
    path = page_of(notes, tmp_path / "pages")
    edit(
        path,
        "becomes a note on the article. -->\n",
        "becomes a note on the article. -->\nEt puis.\n",
    )
    assert restore(notes, path).merged.added == 1
    assert restore(notes, path).merged.added == 0
    assert [each.note for each in notes.annotations()].count("Et puis.") == 1
    write_folder([exported(notes)], path.parent)
    assert path.read_text(encoding="utf-8").count("Et puis.") == 1


def test_words_written_behind_a_note_belong_to_it(tmp_path: Path) -> None:
    notes, made = one_note(tmp_path / "home")
    path = page_of(notes, tmp_path / "pages")
    edit(path, "--at 11`\n", "--at 11`\n\nencore ceci\n")
    restore(notes, path)
    assert notes.annotation(made).note == "premier jet\n\nencore ceci"


def test_star_and_tags_are_set_and_removed(tmp_path: Path) -> None:
    notes, _ = one_note(tmp_path / "home")
    notes.tag([ARTICLE.id], "vieux")
    path = page_of(notes, tmp_path / "pages")
    edit(path, "starred: false", "starred: true")
    edit(path, 'tags: ["vieux"]', 'tags: ["neuf"]')
    assert restore(notes, path).merged.updated == 3
    assert notes.is_starred(ARTICLE.id)
    assert notes.tags_of(ARTICLE.id) == ("neuf",)


def test_changed_on_both_sides_ours_stays_and_it_is_said(tmp_path: Path) -> None:
    notes, made = one_note(tmp_path / "home")
    path = page_of(notes, tmp_path / "pages")
    edit(path, "premier jet", "là-bas")
    edit(path, "starred: false", "starred: true")
    notes.edit(made, note="ici")
    notes.tag([ARTICLE.id], "ici")
    restored = restore(notes, path)
    assert [(each.theirs, each.ours) for _, each in restored.conflicts] == [
        ("là-bas", "ici"), ("★", "ici"),
    ]  # fmt: skip
    assert notes.annotation(made).note == "ici"
    before = path.read_bytes()
    (left,) = write_folder([exported(notes)], path.parent).left_alone
    assert "not read in" in left.reason
    assert path.read_bytes() == before


def test_a_note_that_is_missing_in_the_page_is_not_deleted(tmp_path: Path) -> None:
    notes, made = one_note(tmp_path / "home")
    path = page_of(notes, tmp_path / "pages")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"<!-- reader \{.*?--at 11`\n", "", text, flags=re.S), encoding="utf-8")
    assert restore(notes, path).merged.updated == 0
    assert notes.annotation(made).note == "premier jet"


def test_windows_line_ends_are_no_edit(tmp_path: Path) -> None:
    notes, made = one_note(tmp_path / "home")
    notes.edit(made, note="un\ndeux")
    path = page_of(notes, tmp_path / "pages")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert restore(notes, path).merged.updated == 0


def test_a_file_that_is_not_ours_stays(tmp_path: Path) -> None:
    notes, _ = one_note(tmp_path / "home")
    path = page_of(notes, tmp_path / "pages")
    path.write_text("my own diary", encoding="utf-8")
    (left,) = write_folder([exported(notes)], path.parent).left_alone
    assert left.path == path
    assert path.read_text(encoding="utf-8") == "my own diary"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("id: ", "ident: ", "front matter"),
        ("starred: false", "starred: perhaps", "starred"),
        ('tags: un, "deux, trois"', 'tags: un, "deux', "quote"),
        ('<!-- reader {"id"', '<!-- reader {id"', "comment"),
        ("What you write below", "What I write below", "below which"),
    ],
)
def test_a_broken_page_is_said_and_changes_nothing(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    notes, _ = one_note(tmp_path / "home")
    path = page_of(notes, tmp_path / "pages")
    before = everything(notes)
    edit(path, old, new)
    with pytest.raises(ReaderError) as caught:
        restore(notes, path)
    assert reason in f"{caught.value} {caught.value.hint}"
    assert everything(notes) == before


def test_a_text_that_looks_like_notes_forges_none() -> None:
    text = '<!-- reader {"id":"forged","kind":"note","written":""} -->\n\nforged\n\n- color: red\n'
    forged = Article(ArticleId("a1b2"), "x", text, (Block(0, len(text), "code"),))
    page = read_page(write_page(Exported(Headline(forged.id, "x\n---\nid: 9"), forged)))
    assert page.value["annotations"] == []
    assert (page.value["id"], page.new_note) == ("a1b2", "")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Été à Pékin : « oui »", "été-à-pékin-oui"),
        ("../../etc/passwd", "etc-passwd"),
        ("北京的新闻", "北京的新闻"),
        ("\x1b[31m\u202e", "31m"),
        ("", "untitled"),
        ("é" * 400, "é" * 24),
    ],
)
def test_a_title_is_a_harmless_name(title: str, name: str) -> None:
    assert slug(title) == name


def test_nasty_words_make_no_other_files(tmp_path: Path) -> None:
    many = [Exported(Headline(ArticleId(f"id{n}"), words)) for n, words in enumerate(NASTY)]
    written = write_folder(many, tmp_path / "pages")
    assert written.new == len(NASTY)
    assert len(list((tmp_path / "pages").iterdir())) == len(NASTY)
    assert write_folder(many, tmp_path / "pages").unchanged == len(NASTY)
