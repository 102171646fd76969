"""The settings file: a wrong value is one clear sentence, a change leaves every other line."""

import os
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.settings import (
    Settings,
    check_keys,
    find_folders,
    load_settings,
    meanings,
    read_settings,
    save_setting,
)


def write(home: Path, text: str) -> Path:
    path = find_folders(str(home)).settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold_and_nothing_is_made(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert load_settings(find_folders(str(home))) == Settings()
    assert not home.exists()


def test_home_wins_over_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "a"))
    assert find_folders().data == tmp_path / "a" / "data"
    assert find_folders(str(tmp_path / "b")).data == tmp_path / "b" / "data"


def test_folders_are_for_the_user_alone(tmp_path: Path) -> None:
    folders = find_folders(str(tmp_path / "home"))
    folders.make()
    assert {folder.stat().st_mode & 0o777 for folder in (folders.data, folders.state)} == {0o700}


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(ReaderError, match="cannot be made") as caught:
        find_folders(str(tmp_path / "home")).make()
    assert "--home" in caught.value.hint


def test_values_and_keys_are_taken_over(tmp_path: Path) -> None:
    write(tmp_path, 'measure = 60\ncompact = true\n[keys]\nstar = "x,f2"\n')
    settings = load_settings(find_folders(str(tmp_path)))
    assert (settings.measure, settings.compact, settings.keys) == (60, True, {"star": "x,f2"})
    assert settings.theme == Settings().theme


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("measure = 'wide'", "“measure” must be a whole number"),
        ("measure = 5", "from 20 to 200, not 5"),
        ("measure = true", "whole number, not true"),
        ("compact = 1", "“compact” must be true or false, not 1"),
        ("theme = 3", "“theme” must be a text in quotes, not 3"),
        ("theme = ''", "“theme” must not be empty"),
        ("theme = 2024-01-01", "not 2024-01-01"),
        ("keys = 'x'", "“keys” must be a table"),
        ("[keys]\nstar = 5", "the key of “star” must be a text"),
        ("[keys]\nstar = ''", "the key of “star” must be a text"),
        ("width = 3", "unknown setting “width”"),
        ("measure 72", "is not valid TOML"),
        ("measure = 72\nmeasure = 73", "is not valid TOML"),
    ],
)
def test_a_wrong_value_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ReaderError) as caught:
        load_settings(find_folders(str(tmp_path)))
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_a_file_in_another_encoding_is_said(tmp_path: Path) -> None:
    write(tmp_path, "").write_bytes(b"theme = 'caf\xe9'")
    with pytest.raises(ReaderError, match="not UTF-8"):
        load_settings(find_folders(str(tmp_path)))


def test_a_key_for_no_command_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, '[keys]\nstar = "x"\nfly = "y"\n')
    settings = load_settings(find_folders(str(tmp_path)))
    check_keys(settings, ["star", "fly"], path)
    with pytest.raises(ReaderError, match="“fly”, which is no command"):
        check_keys(settings, ["star"], path)


@pytest.mark.parametrize("value", ['say "hi"', "back\\slash", "l'été", "\x7f del", "a # b"])
def test_any_text_survives_saving(tmp_path: Path, value: str) -> None:
    folders = find_folders(str(tmp_path))
    save_setting(folders, "theme", value)
    save_setting(folders, "measure", 80)
    save_setting(folders, "theme", value)
    assert read_settings(folders) == {"theme": value, "measure": 80}


def test_saving_leaves_every_other_line(tmp_path: Path) -> None:
    path = write(
        tmp_path, '# mine\n  measure = 72 # cells\n\ntheme = "x"\n\n[keys]\nstar = "x" # far\n'
    )
    save_setting(find_folders(str(tmp_path)), "measure", 66)
    save_setting(find_folders(str(tmp_path)), "compact", True)
    assert path.read_text(encoding="utf-8") == (
        '# mine\nmeasure = 66 # cells\n\ntheme = "x"\n\ncompact = true\n[keys]\nstar = "x" # far\n'
    )


@pytest.mark.parametrize(
    "text", ["measure 72\n", '"measure" = 72\n', 'theme = """\nmeasure = 1"""']
)
def test_a_file_that_cannot_be_changed_safely_stays_as_it_is(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ReaderError):
        save_setting(find_folders(str(tmp_path)), "measure", 66)
    assert path.read_text(encoding="utf-8") == text
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]


def test_keys_are_saved_in_their_table(tmp_path: Path) -> None:
    folders = find_folders(str(tmp_path))
    save_setting(folders, "keys.star", "x")
    save_setting(folders, "measure", 60)
    save_setting(folders, "keys.next-unread", "ctrl+n")
    save_setting(folders, "keys.star", "f2")
    assert load_settings(folders).keys == {"star": "f2", "next-unread": "ctrl+n"}
    assert folders.settings.read_text() == (
        'measure = 60\n[keys]\nstar = "f2"\nnext-unread = "ctrl+n"\n'
    )


def test_a_wrong_value_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="from 20 to 200"):
        save_setting(find_folders(str(tmp_path)), "measure", 3)
    assert not find_folders(str(tmp_path)).settings.exists()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("measure = 50\n")
    path = find_folders(str(tmp_path)).settings
    path.parent.mkdir()
    path.symlink_to(real)
    save_setting(find_folders(str(tmp_path)), "measure", 51)
    assert path.is_symlink()
    assert real.read_text() == "measure = 51\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, "measure = 50\n")
    path.parent.chmod(0o500)
    with pytest.raises(ReaderError, match="cannot be written"):
        save_setting(find_folders(str(tmp_path)), "measure", 51)


def test_every_setting_explains_itself() -> None:
    assert all(meanings().values())
    assert list(meanings()) == list(Settings.__slots__)
