"""where, keys, settings: the program about itself."""

from pathlib import Path

from tests.cli.program import Program


def test_where_names_every_folder_and_file(reader: Program) -> None:
    places = reader("where", "--json").json
    assert {"data", "cache", "config", "state", "notes", "library", "settings"} <= set(places)
    assert all(Path(place).is_relative_to(reader.home) for place in places.values())
    out = reader("where").out
    assert all(place in out for place in places.values())


def test_keys_show_the_users_own(reader: Program) -> None:
    default = {each["id"]: each["key"] for each in reader("keys", "--json").lines}
    assert default["star"] == "s"
    reader("settings", "keys.star", "f2")
    mine = {each["id"]: each for each in reader("keys", "--json").lines}
    assert (mine["star"]["key"], mine["star"]["default"]) == ("f2", "s")
    assert "(yours)" in reader("keys").out
    assert "\n  /  " in reader("keys").out  # signs, not Textual's names for them


def test_settings_say_where_each_value_comes_from(reader: Program) -> None:
    assert reader("settings", "--json").json["measure"] == {
        "value": 72,
        "default": 72,
        "from": "default",
        "meaning": "widest line of the reader view, in cells, 20 to 200",
    }
    reader("settings", "measure", "60")
    found = reader("settings", "measure", "--json").json["measure"]
    assert (found["value"], found["default"]) == (60, 72)
    assert found["from"] == str(reader.home / "config" / "settings.toml")
    assert "60" in reader("settings").out


def test_a_wrong_setting_is_one_sentence(reader: Program) -> None:
    assert "no setting" in reader("settings", "speed", expect=2).err
    assert "no theme “foo”" in reader("settings", "theme", "foo", expect=2).err
    assert "whole number" in reader("settings", "measure", "wide", expect=2).err
    assert "true or false" in reader("settings", "compact", "maybe", expect=2).err
    assert "from 20 to 200" in reader("settings", "measure", "5", expect=1).err
    assert "no command “fly”" in reader("settings", "keys.fly", "x", expect=2).err
    assert "keys.ID" in reader("settings", "keys", "x", expect=2).err


def test_a_key_for_nothing_in_the_file_is_said(reader: Program) -> None:
    path = reader.home / "config" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\nfly = "x"\n')
    assert "“fly”, which is no command" in reader("settings", expect=1).err
