"""The folders the program keeps things in, and the settings file. Makes nothing until asked."""

import os
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path

from reader.errors import ReaderError

_APP = "reader-tui"


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
    def settings(self) -> Path:
        return self.config / "settings.toml"

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


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose. `keys` maps a command's id to its key or keys."""

    theme: str = "reader-dark"
    measure: int = 72  # widest line of the reader view, in cells
    compact: bool = False  # one line a row in the article list
    reduced_motion: bool = False
    mark_read: bool = True  # an opened article is read
    keys: dict[str, str] = field(default_factory=dict)


def load_settings(folders: Folders) -> Settings:
    """The settings file over the defaults. Raises ReaderError when it can't be understood."""
    try:
        text = folders.settings.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"The settings file {folders.settings} cannot be read: {error}.") from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReaderError(
            f"The settings file {folders.settings} is not valid TOML: {error}.",
            hint="Mend the line it names, or remove the file to return to the defaults.",
        ) from error
    return Settings(**_checked(found, folders.settings))


def _checked(found: dict[str, object], path: Path) -> dict[str, object]:  # type: ignore[type-arg]
    """Only known settings, each of its default's type; the first wrong one is said."""
    kinds = {f.name: type(getattr(Settings(), f.name)) for f in fields(Settings)}
    for name, value in found.items():
        if name not in kinds:
            raise ReaderError(
                f"The settings file {path} has an unknown setting “{name}”.",
                hint=f"Known settings: {', '.join(kinds)}.",
            )
        if type(value) is not kinds[name]:
            raise ReaderError(
                f"In {path}, “{name}” must be a {kinds[name].__name__}, not {value!r}."
            )
    return found


def save_setting(folders: Folders, name: str, value: str | int | bool) -> None:
    """Write one setting, leaving every other line and comment of the file as it stands."""
    folders.make()
    path = folders.settings
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    shown = str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')
    line = f"{name} = {shown}"
    table = re.search(r"^\[", text, re.M)
    head, tail = (text[: table.start()], text[table.start() :]) if table else (text, "")
    head, found = re.subn(rf"^{name}\s*=.*$", lambda _: line, head, count=1, flags=re.M)
    if not found:
        head = head + ("\n" if head and not head.endswith("\n") else "") + line + "\n"
    scratch = path.with_suffix(".new")
    scratch.write_text(head + tail, encoding="utf-8")
    scratch.replace(path)
