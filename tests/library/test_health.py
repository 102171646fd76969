"""A sound file is well, a damaged one is said and kept under another name."""

from pathlib import Path

from reader.library.connection import connect, transaction
from reader.library.health import problem, set_aside


def filled(path: Path) -> Path:
    db = connect(path)
    with transaction(db):
        db.execute("CREATE TABLE t (x TEXT)")
        db.executemany("INSERT INTO t VALUES (?)", [("words " * 100,) for _ in range(200)])
    db.close()
    return path


def test_a_sound_or_missing_file_is_well(tmp_path: Path) -> None:
    assert problem(tmp_path / "none.db") == ""
    assert problem(filled(tmp_path / "some.db")) == ""


def test_damage_is_said_and_nothing_changed(tmp_path: Path) -> None:
    torn = filled(tmp_path / "torn.db")
    data = bytearray(torn.read_bytes())
    data[4096 * 5 : 4096 * 6] = b"\xff" * 4096
    torn.write_bytes(data)
    assert "damaged" in problem(torn)
    assert torn.read_bytes() == data
    (tmp_path / "text.db").write_text("just words" * 1000)
    assert "not a database" in problem(tmp_path / "text.db")


def test_what_is_set_aside_is_kept_whole(tmp_path: Path) -> None:
    path = filled(tmp_path / "some.db")
    data = path.read_bytes()
    Path(f"{path}-wal").write_bytes(b"w")
    kept = set_aside(path)
    assert kept.read_bytes() == data
    assert Path(f"{kept}-wal").read_bytes() == b"w"
    assert not path.exists()
    assert not Path(f"{path}-wal").exists()
