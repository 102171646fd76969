"""The program about itself: where its files lie, its keys, its settings."""

import argparse
from collections.abc import Mapping
from typing import Any

from reader.cli import output
from reader.errors import UsageError
from reader.settings import THEMES, Settings, find_folders, load_settings, meanings, save_setting

_SIGNS = {
    "slash": "/", "question_mark": "?", "vertical_line": "|", "apostrophe": "'", "colon": ":",
    "plus": "+", "minus": "-", "equals_sign": "=", "comma": ",", "full_stop": ".",
    "less_than_sign": "<", "greater_than_sign": ">", "left_square_bracket": "[",
    "right_square_bracket": "]",
}  # fmt: skip


def where(args: argparse.Namespace) -> int:
    """The folders and files, whether they are there yet or not."""
    folders = find_folders(args.home)
    names = (
        "data", "notes", "journal", "backups", "cache", "library", "index", "config", "settings",
        "state", "log",
    )  # fmt: skip
    places = {name: str(getattr(folders, name)) for name in names}
    if args.json:
        output.json_line(places)
        return 0
    paint = output.Paint()
    for name, place in places.items():
        is_folder = name in {"data", "cache", "config", "state"}
        label = name if is_folder else f"  {name}"
        output.line(f"{paint.bold(f'{label:11}') if is_folder else f'{label:11}'} {place}")
    output.say("data can't be made again: back it up (`reader backup`); cache can.")
    return 0


def keys(args: argparse.Namespace) -> int:
    """The app's commands and their keys, the user's own in place of the defaults."""
    from reader.app.commands import COMMANDS, GROUPS

    mine = load_settings(find_folders(args.home)).keys
    paint = output.Paint()
    group = ""
    for command in COMMANDS:
        key = mine.get(command.id, command.key)
        if args.json:
            output.json_line(
                {"id": command.id, "key": key, "default": command.key, "label": command.label,
                 "help": command.help, "group": command.group}
            )  # fmt: skip
            continue
        if command.group != group:
            output.line(("\n" if group else "") + paint.bold(GROUPS[command.group]))
            group = command.group
        mark = " (yours)" if command.id in mine else ""
        shown = " ".join(_SIGNS.get(each, each) for each in key.split(","))
        output.line(f"  {paint.accent(f'{shown:16}')} {command.help}{mark} {paint.dim(command.id)}")
    return 0


def settings(args: argparse.Namespace) -> int:
    """Values, defaults and sources; with a value, a change of one."""
    folders = find_folders(args.home)
    is_key = (args.name or "").startswith("keys.") and args.value is not None
    if is_key:
        _check_id(args.name.removeprefix("keys."))
    elif args.name and args.name not in meanings():
        raise UsageError(
            f"There is no setting “{args.name}”.", hint=f"Known: {', '.join(meanings())}."
        )
    if args.value is not None:
        value = args.value if is_key else _typed(args.name, args.value)
        save_setting(folders, args.name, value)
        output.say(f"{args.name} is {args.value} now.")
        return 0
    _check(args.home)
    from reader.settings import read_settings

    found = read_settings(folders)
    rows = {name: _row(name, found, str(folders.settings)) for name in meanings()}
    chosen = {args.name: rows[args.name]} if args.name else rows
    if args.json:
        output.json_line(chosen)
    else:
        _show(chosen)
    return 0


def _check_id(command: str) -> None:
    from reader.app.commands import COMMANDS

    if command not in {each.id for each in COMMANDS}:
        raise UsageError(
            f"There is no command “{command}”.", hint="`reader keys` lists the ids of all commands."
        )


def _check(home: str) -> None:
    """A key for a command that does not exist is an error, here as in the app."""
    from reader.app.commands import COMMANDS
    from reader.settings import check_keys

    folders = find_folders(home)
    check_keys(load_settings(folders), (each.id for each in COMMANDS), folders.settings)


def _row(name: str, found: Mapping[str, Any], path: str) -> dict[str, Any]:
    default = getattr(Settings(), name)
    return {
        "value": found.get(name, default),
        "default": default,
        "from": path if name in found else "default",
        "meaning": meanings()[name],
    }


def _show(rows: Mapping[str, Mapping[str, Any]]) -> None:
    paint = output.Paint()
    for name, row in rows.items():
        changed = row["value"] != row["default"]
        origin = f"from {row['from']}" if row["from"] != "default" else "the default"
        if changed:
            origin += f"; the default is {_plain(row['default'])}"
        output.line(f"{paint.bold(f'{name:15}')} {_plain(row['value'])}  {paint.dim(origin)}")
        output.line(f"{'':15} {paint.dim(row['meaning'])}")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{name} = {output.shown(str(key))}" for name, key in value.items()) or "–"
    return output.shown(str(value))


def _typed(name: str, text: str) -> str | int | bool:
    """The words of a command line as a value of the setting's kind; Usage Error otherwise."""
    default = getattr(Settings(), name)
    if isinstance(default, bool):
        if text not in {"true", "false"}:
            raise UsageError(f"“{name}” is true or false, not “{text}”.")
        return text == "true"
    if isinstance(default, int):
        if not text.isdecimal():
            raise UsageError(f"“{name}” is a whole number, not “{text}”.")
        return int(text)
    if isinstance(default, dict):
        raise UsageError(
            "Say which command's key: `reader settings keys.ID KEY`.",
            hint="`reader keys` lists the ids.",
        )
    if name == "theme" and text not in THEMES:
        raise UsageError(f"There is no theme “{text}”.", hint=f"Known: {', '.join(THEMES)}.")
    return text
