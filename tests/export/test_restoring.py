"""Export and backup come back identical, twice changes nothing, and nothing newer is touched."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.article import Annotation, Article, ArticleId, Headline, Refusal
from reader.errors import NotFound, ReaderError
from reader.export.exported import Exported
from reader.export.jsonl import write_jsonl, write_rest
from reader.export.restoring import restore
from reader.library.notes import Notes
from reader.settings import find_folders

NASTY = (
    "", "simple", "\n\n deux\tlignes \n", "\u2028 et \u2029 et \x85", '"},{"', "[/] [bold]",
    "东京 العربية 👩‍👩‍👧 e\u0301", "\ufffd", "\\", "\x1b[31m", "a" * 5000, "'; DROP TABLE star; --",
)  # fmt: skip
TEXT = "Une phrase au début. " + " ".join(f"« {words} »" for words in NASTY if words)
ARTICLE = Article(
    ArticleId("a1b2c3d4"), "Un titre", TEXT, (), source="presse/un.txt", url="https://example.org/"
)


def at(day: int) -> Callable[[], datetime]:
    return lambda: datetime(2026, 1, day, tzinfo=UTC)


def opened(home: Path, day: int = 1) -> Notes:
    return Notes.open(find_folders(str(home)), now=at(day))


def fill(notes: Notes) -> None:
    """Every kind of mark, with every nasty text."""
    notes.remember(ARTICLE)
    for number, words in enumerate(NASTY):
        notes.annotate(
            ARTICLE.id, "highlight", quote=words or "x", prefix=words, suffix=words,
            start=number, end=number + 1, note=words, color="blue", tags=("un", words),
        )  # fmt: skip
    notes.annotate(ARTICLE.id, "note", note="sur le tout")
    lost = notes.annotate(ARTICLE.id, "bookmark", start=7, end=7)
    notes.reanchor(lost.id, 3, 5, "moved")
    notes.star([ARTICLE.id])
    notes.mark_read([ARTICLE.id])
    notes.tag([ARTICLE.id], "Économie")
    notes.set_place(ARTICLE.id, 42)


def exported(notes: Notes, path: Path, *, with_text: bool = True) -> Path:
    headline = Headline(
        ARTICLE.id, ARTICLE.title, source=ARTICLE.source,
        unread=not notes.is_read(ARTICLE.id), starred=notes.is_starred(ARTICLE.id),
        tags=notes.tags_of(ARTICLE.id),
    )  # fmt: skip
    one = Exported(
        headline, ARTICLE if with_text else None, tuple(notes.annotations(ARTICLE.id)),
        url=ARTICLE.url, place=notes.place(ARTICLE.id),
    )  # fmt: skip
    path.write_text("".join(write_jsonl([one])), encoding="utf-8")
    return path


def everything(notes: Notes) -> tuple[object, ...]:
    return (
        notes.annotations(), notes.is_starred(ARTICLE.id), notes.is_read(ARTICLE.id),
        notes.tags_of(ARTICLE.id), notes.place(ARTICLE.id), notes.saved_searches(),
    )  # fmt: skip


def test_an_export_comes_back_identical(tmp_path: Path) -> None:
    old, new = opened(tmp_path / "old"), opened(tmp_path / "new", 20)
    fill(old)
    restored = restore(new, exported(old, tmp_path / "mine.jsonl"))
    assert not restored.skipped
    assert restored.merged.added == len(NASTY) + 2 + 4
    assert everything(new) == everything(old)
    first = new.annotations(ARTICLE.id)[0]
    assert new.text_of(first.id) == TEXT
    assert [known.source for known in new.known()] == [ARTICLE.source]


def test_a_backup_comes_back_identical(tmp_path: Path) -> None:
    old, new = opened(tmp_path / "old"), opened(tmp_path / "new", 20)
    fill(old)
    old.save_search("chine", "alibaba lang:fr")
    restored = restore(new, old.backup(tmp_path / "copy.db"))
    assert restored.merged.updated == 0
    assert everything(new) == everything(old)
    assert new.text_of(new.annotations(ARTICLE.id)[0].id) == TEXT


def test_what_was_taken_back_of_cleaning_comes_back_identical(tmp_path: Path) -> None:
    old, new = opened(tmp_path / "old"), opened(tmp_path / "new", 20)
    of_rule = Refusal("", "tab+nfc", collection="presse", title="Un titre")
    of_edits = [
        Refusal(
            "", "utf8-as-cp1252", document="presse/un.txt", sha256="ab", collection="presse",
            is_edit=True, before=words, prefix=words, suffix=words, start=number, title=words,
        )
        for number, words in enumerate(NASTY)
    ]  # fmt: skip
    old.refuse([of_rule])
    old.refuse(of_edits)
    old.save_search("chine", "alibaba lang:fr")
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(write_rest(old)), encoding="utf-8")
    assert restore(new, path).merged.added == 1 + len(NASTY) + 1
    assert new.refusals() == old.refusals()
    assert new.saved_searches() == old.saved_searches()
    assert restore(new, path).merged.unchanged == 2 + len(NASTY)
    new.accept(new.refusals()[0])
    assert restore(new, path).merged.deleted == 1
    assert len(new.refusals()) == len(NASTY)


def test_again_changes_nothing_and_undo_takes_it_back(tmp_path: Path) -> None:
    old, new = opened(tmp_path / "old"), opened(tmp_path / "new", 20)
    fill(old)
    path = exported(old, tmp_path / "mine.jsonl", with_text=False)
    restore(new, path)
    version = new.data_version()
    again = restore(new, path)
    assert (again.merged.added, again.merged.updated) == (0, 0)
    assert again.merged.unchanged == len(NASTY) + 2 + 4
    assert new.data_version() == version
    assert new.undo() == "Restore “mine.jsonl”"
    assert new.annotations() == []
    assert not new.is_starred(ARTICLE.id)


def test_the_newer_one_stays(tmp_path: Path) -> None:
    notes = opened(tmp_path / "home", 1)
    notes.remember(ARTICLE)
    first = notes.annotate(ARTICLE.id, "note", note="ancien")
    before = exported(notes, tmp_path / "before.jsonl")
    notes.close()
    notes = opened(tmp_path / "home", 5)
    notes.edit(first.id, note="nouveau")
    after = exported(notes, tmp_path / "after.jsonl")
    restore(notes, before)
    assert [each.note for each in notes.annotations()] == ["nouveau"]
    other = opened(tmp_path / "other", 9)
    restore(other, before)
    assert restore(other, after).merged.updated == 1
    assert [each.note for each in other.annotations()] == ["nouveau"]


def test_what_was_deleted_since_stays_deleted(tmp_path: Path) -> None:
    notes = opened(tmp_path / "home")
    notes.remember(ARTICLE)
    made = notes.annotate(ARTICLE.id, "note", note="gardée")
    notes.star([ARTICLE.id])
    path = exported(notes, tmp_path / "mine.jsonl")
    notes.delete(made.id)
    notes.star([ARTICLE.id], False)
    merged = restore(notes, path).merged
    assert (merged.added, merged.deleted) == (0, 2)
    assert notes.annotations() == []
    assert not notes.is_starred(ARTICLE.id)


def test_a_foreign_annotation_with_an_id_of_ours_overwrites_nothing(tmp_path: Path) -> None:
    notes = opened(tmp_path / "home")
    mine = notes.annotate(ARTICLE.id, "note", note="à moi")
    foreign = Annotation(
        mine.id, ARTICLE.id, "note", note="d'ailleurs",
        created="2030-01-01T00:00:00Z", updated="2030-01-01T00:00:00Z",
    )  # fmt: skip
    one = Exported(Headline(ARTICLE.id, "Un titre"), None, (foreign,))
    path = tmp_path / "foreign.jsonl"
    path.write_text("".join(write_jsonl([one])))
    for _ in range(2):
        restore(notes, path)
        assert sorted(each.note for each in notes.annotations()) == ["d'ailleurs", "à moi"]
    assert notes.annotation(mine.id).note == "à moi"


def test_bad_lines_are_said_and_the_others_come_back(tmp_path: Path) -> None:
    good = {"reader": 1, "id": "aaaa", "starred": True}
    note = {"id": "n1", "kind": "note", "note": "x"}
    refusal = {"id": "r1", "rule": "tab", "document": "a/b"}
    bad = [
        json.dumps({"reader": 1, "refusal": refusal | {"rule": ""}}),
        json.dumps({"reader": 1, "refusal": refusal | {"document": ""}}),
        json.dumps({"reader": 1, "refusal": refusal | {"start": -1}}),
        json.dumps({"reader": 1, "refusal": refusal | {"is_edit": "yes"}}),
        json.dumps({"reader": 1, "refusal": refusal | {"before": 5}}),
        json.dumps({"reader": 1, "refusal": "all"}),
        "nonsense", "[]", "{}", json.dumps(good | {"reader": 99}), json.dumps(good | {"id": ""}),
        json.dumps(good | {"tags": "x"}),
        json.dumps(good | {"annotations": [note | {"start": -1}]}),
        json.dumps(good | {"annotations": [note | {"kind": "poem"}]}),
        json.dumps(good | {"annotations": [note | {"note": 5}]}), "[" * 9000,
    ]  # fmt: skip
    path = tmp_path / "mixed.jsonl"
    path.write_text("\n".join([*bad, json.dumps(good)]))
    notes = opened(tmp_path / "home")
    restored = restore(notes, path)
    assert [each.line for each in restored.skipped] == list(range(1, len(bad) + 1))
    assert all(each.reason for each in restored.skipped)
    assert notes.is_starred(ArticleId("aaaa"))
    assert notes.annotations() == []
    assert notes.refusals() == []


def test_a_listing_of_annotations_comes_back_too(tmp_path: Path) -> None:
    """What `reader annotations --json` prints is enough."""
    old, new = opened(tmp_path / "old"), opened(tmp_path / "new")
    made = old.annotate(ARTICLE.id, "note", note="x", tags=("a",))
    line = {name: getattr(made, name) for name in Annotation.__slots__}
    (tmp_path / "list.jsonl").write_text(json.dumps(line))
    restore(new, tmp_path / "list.jsonl")
    assert new.annotations() == old.annotations()


def test_what_is_no_export_is_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    notes = opened(tmp_path / "home")
    version = notes.data_version()
    with pytest.raises(NotFound):
        restore(notes, tmp_path / "gone.jsonl")
    for name, data in {
        "empty": b"", "text": b"just words\n", "folderish": b"{}",
        "database": b"SQLite format 3\0" + b"\xff" * 4096,
    }.items():  # fmt: skip
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(ReaderError):
            restore(notes, path)
        assert path.read_bytes() == data
    with pytest.raises(ReaderError):
        restore(notes, tmp_path)
    assert notes.data_version() == version


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    notes = Notes.open(find_folders(str(tmp_path)))
    with pytest.raises(ReaderError, match="must be a file"):
        restore(notes, tmp_path / "pipe.jsonl")


def test_a_damaged_backup_is_refused(tmp_path: Path) -> None:
    old = opened(tmp_path / "old")
    fill(old)
    path = old.backup(tmp_path / "copy.db")
    data = bytearray(path.read_bytes())
    data[4096 * 3 + 8 : 4096 * 3 + 400] = b"\xff" * 392
    path.write_bytes(data)
    new = opened(tmp_path / "new")
    with pytest.raises(ReaderError, match="no backup of notes, or it is damaged"):
        restore(new, path)
    assert new.annotations() == []
