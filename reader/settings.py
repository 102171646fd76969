"""The folders the program keeps things in, and the settings file.

In: the environment and `settings.toml`. Out: `Folders` and `Settings`. Nothing is made until
asked, and what the values mean on screen is the app's business.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from reader.errors import ReaderError

_APP = "reader-tui"
SAMPLE = "Sample articles"  # the collection of the corpus that comes with the program
THEMES = (  # ours, then Textual's, named here so that a command need not load it
    "reader-dark", "reader-light", "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light",
    "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula",
    "flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon",
    "solarized-dark", "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
_RANGES = {
    "measure": range(20, 201),  # narrower breaks every other word, wider nobody reads
    "line_spacing": range(1, 4),
}


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things lie: `data` can't be made again, `cache` can."""

    data: Path
    cache: Path
    config: Path
    state: Path

    @property
    def library(self) -> Path:
        return self.cache / "library.db"

    @property
    def index(self) -> Path:
        return self.cache / "search.db"

    @property
    def notes(self) -> Path:
        return self.data / "notes.db"

    @property
    def journal(self) -> Path:
        return self.data / "journal"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def drafts(self) -> Path:
        """Notes that are being written."""
        return self.data / "drafts"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"

    @property
    def log(self) -> Path:
        return self.state / "reader.log"

    @property
    def is_read_only(self) -> bool:
        """Whether nothing of the user's can be kept here."""
        return self.data.exists() and not os.access(self.data, os.W_OK)

    def make(self) -> None:
        """Make what is missing, for the user's eyes only."""
        for folder in (self.data, self.cache, self.config, self.state):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise ReaderError(
                    f"The folder {folder} cannot be made: {error.strerror}.",
                    hint="Name another place with --home DIR or READER_HOME.",
                ) from error


def find_folders(home: str = "") -> Folders:
    """`home`, else READER_HOME, else platformdirs' folders."""
    root = home or os.environ.get("READER_HOME", "")
    if root:
        base = Path(root).expanduser().absolute()
        return Folders(base / "data", base / "cache", base / "config", base / "state")
    import platformdirs

    dirs = platformdirs.PlatformDirs(_APP, appauthor=False)
    return Folders(
        dirs.user_data_path, dirs.user_cache_path, dirs.user_config_path, dirs.user_state_path
    )


def _setting(default: object, meaning: str) -> Any:
    """A field of `Settings` that carries its own explanation."""
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose. `keys` maps a command's id to its key or keys."""

    theme: str = _setting("reader-dark", "the colours; reader-light is the paper-like one")
    measure: int = _setting(72, "widest line of the reader view, in cells, 20 to 200")
    line_spacing: int = _setting(1, "lines from one line to the next in the reader view, 1 to 3")
    justify: bool = _setting(False, "both edges of the reader view's text are even")
    compact: bool = _setting(False, "one line a row in the article list")
    reduced_motion: bool = _setting(False, "nothing on the screen moves by itself")
    fold_copies: bool = _setting(True, "copies of one story are one row of the article list")
    mark_read: bool = _setting(True, "an article that was opened counts as read")
    keys: dict[str, str] = field(
        default_factory=dict,
        metadata={"meaning": 'other keys: [keys], then id = "key" (ids: reader keys)'},
    )


def meanings() -> dict[str, str]:
    """Every setting's name, and what it does in one line."""
    return {each.name: str(each.metadata["meaning"]) for each in fields(Settings)}


def load_settings(folders: Folders) -> Settings:
    """The settings file over the defaults. Raises ReaderError when it can't be understood."""
    return Settings(**read_settings(folders))


def read_settings(folders: Folders) -> dict[str, Any]:
    """What the settings file itself says, checked; empty without a file."""
    return _parse(_read(folders.settings), folders.settings)


def check_keys(settings: Settings, commands: Iterable[str], path: Path) -> None:
    """A remap of a command that does not exist is said, since it would do nothing."""
    known = set(commands)
    for name in settings.keys:
        if name not in known:
            raise ReaderError(
                f"The settings file {path} gives a key to “{name}”, which is no command.",
                hint="`reader keys` lists the ids of all commands.",
            )


def save_setting(folders: Folders, name: str, value: str | int | bool) -> None:
    """Write one setting, leaving every other line and comment of the file as it stands.

    `keys.ID` is the key of one command.
    The new text is checked before it takes the old one's place: a file this can't be done to
    (two lines for one name, a line that is no TOML) stays as it is, and a ReaderError says why.
    """
    path = folders.settings.resolve()  # a link into someone's dotfiles stays a link
    text = _read(path)
    _parse(text, path)
    table, _, key = name.rpartition(".")
    new = _with_line(text, table, key, _toml(value))
    found = _parse(new, path)
    if (found.get(table, {}) if table else found).get(key) != value:
        raise ReaderError(
            f"“{name}” cannot be changed in {path} without touching other lines.",
            hint="Change it there by hand.",
        )
    folders.make()
    _replace(path, new)


def _read(path: Path) -> str:
    """The file's text; a missing file is an empty one."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ReaderError(
            f"The settings file {path} is not UTF-8 text.",
            hint="Save it as UTF-8, or remove it to return to the defaults.",
        ) from error
    except OSError as error:
        raise ReaderError(
            f"The settings file {path} cannot be read: {error.strerror}.",
            hint="Mend its permissions, or name another home with --home DIR.",
        ) from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    import tomllib  # here, so that a command without settings does not pay for it

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReaderError(
            f"The settings file {path} is not valid TOML: {error}.",
            hint="Mend the line it names, or remove the file to return to the defaults.",
        ) from error
    known = {each.name: each for each in fields(Settings)}
    for name, value in found.items():
        if name not in known:
            raise ReaderError(
                f"The settings file {path} has an unknown setting “{name}”.",
                hint=f"Known settings: {', '.join(known)}.",
            )
        wrong = _complaint(known[name], value)
        if wrong:
            raise ReaderError(f"In {path}, {wrong}.", hint="`reader settings` shows the defaults.")
    return found


def _complaint(setting: Field[Any], value: object) -> str:
    """What is wrong with a value, as the rest of a sentence; "" when nothing is."""
    if setting.name == "keys":
        return _keys_complaint(value)
    default = setting.default
    if type(value) is not type(default):  # exactly: in TOML, true is no number
        wanted = {str: "a text in quotes", int: "a whole number", bool: "true or false"}
        return f"“{setting.name}” must be {wanted[type(default)]}, not {_toml(value)}"
    allowed = _RANGES.get(setting.name)
    if allowed is not None and value not in allowed:
        return f"“{setting.name}” must be from {allowed[0]} to {allowed[-1]}, not {value}"
    if value == "":
        return f"“{setting.name}” must not be empty"
    return ""


def _keys_complaint(value: object) -> str:
    if not isinstance(value, dict):
        return f'“keys” must be a table ([keys], then id = "key"), not {_toml(value)}'
    for name, key in value.items():
        if not isinstance(key, str) or not key.strip():
            return f'the key of “{name}” must be a text such as "ctrl+r", not {_toml(key)}'
    return ""


def _toml(value: object) -> str:
    """A value as TOML writes it (its strings are JSON's but for the delete character)."""
    import json

    if not isinstance(value, str | int | float | bool | list | dict):
        return str(value)  # TOML's dates
    return json.dumps(value, ensure_ascii=False, default=str).replace("\x7f", "\\u007f")


def _with_line(text: str, table: str, name: str, value: str) -> str:
    """The file with `name = value` in place of its line, or added to its table."""
    start, end = _section(text, table)
    if start < 0:
        gap = "\n" if text else ""
        text += ("" if text.endswith("\n") or not text else "\n") + f"{gap}[{table}]\n"
        start = end = len(text)
    line = f"{name} = {value}"
    section, found = re.subn(
        rf"^[ \t]*{re.escape(name)}[ \t]*=[^#\n]*?([ \t]*#[^\n]*)?$",
        lambda match: line + (match[1] or ""),
        text[start:end],
        count=1,
        flags=re.M,
    )
    if not found:
        section += ("\n" if section and not section.endswith("\n") else "") + line + "\n"
    return text[:start] + section + text[end:]


def _section(text: str, table: str) -> tuple[int, int]:
    """Where a table's lines begin and end; the topmost lines for "", (-1, -1) if there is none."""
    start = 0
    if table:
        head = re.search(rf"^[ \t]*\[[ \t]*{re.escape(table)}[ \t]*\][^\n]*(\n|$)", text, re.M)
        if head is None:
            return -1, -1
        start = head.end()
    after = re.compile(r"^[ \t]*\[", re.M).search(text, start)
    return start, after.start() if after else len(text)


def _replace(path: Path, text: str) -> None:
    """The whole new file or the whole old one, whatever happens in between."""
    scratch = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with scratch.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise ReaderError(
            f"The settings file {path} cannot be written: {error.strerror}.",
            hint="Is the disk full, or the folder read-only?",
        ) from error
