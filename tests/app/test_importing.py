"""Importing in the app: the path as it is typed, what completes it, what lies there; samples."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from reader.app import import_prompt
from reader.app.import_prompt import PathField
from reader.app.main_screen import MainScreen
from reader.app.paths import goes_on, typed_path
from reader.app.sampling import Sampling
from reader.errors import ReaderError
from reader.library.articles import Library
from reader.settings import Folders
from tests.app.opened import NARROW, desk_of, focused, opened, until
from tests.conftest import write_files

PAGE = "A page\n\nThe ferry was late again, and nobody on the quay had brought an umbrella.\n"


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    """Some articles with the same words in different texts."""
    texts = {f"{n}.txt": f"Ferry number {n}\n\nIt left at {n} o'clock.\n" for n in range(1, 13)}
    return write_files(tmp_path / "ferries", texts)


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A folder with folders in it, files to read and others."""
    names = ("press/1.txt", "press/2024/2.md", "press/2024/3.TXT", "pressed.txt", "press/logo.png")
    return write_files(tmp_path / "messy", dict.fromkeys((*names, ".hidden/4.txt"), PAGE))


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("", ["press/", "pressed.txt"]),
        ("PRE", ["press/", "pressed.txt"]),
        ("presse", ["pressed.txt"]),
        ("press/", ["press/1.txt", "press/2024/"]),
        (".h", [".hidden/"]),
        ("nowhere/x", []),
    ],
)
def test_a_path_goes_on(messy: Path, typed: str, texts: list[str]) -> None:
    def is_text(name: str) -> bool:
        return name.endswith(".txt")

    begun = f"{messy}/"
    assert goes_on(begun + typed, is_text) == [begun + text for text in texts]


def test_a_path_is_understood_as_it_is_dropped_on_a_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "my articles"
    folder.mkdir()
    escaped = str(folder).replace(" ", "\\ ")
    for typed in (str(folder), f"'{folder}'", f' "{folder}" ', escaped, folder.as_uri()):
        assert typed_path(typed) == folder
    assert typed_path("~/x") == Path.home() / "x"
    assert typed_path("~nobody-at-all/x") == Path("~nobody-at-all/x")


async def test_what_is_imported_while_one_searches_comes_into_the_results(
    four: Folders, ferries: Path
) -> None:
    async with opened(four) as pilot:
        await pilot.press("S", *"ferry")
        await until(pilot, "1 found")
        screen = pilot.app.screen
        assert isinstance(screen, MainScreen)
        screen.begin_imports((ferries,))
        await until(pilot, "13 found")
        assert focused(pilot) == "words"


async def test_a_path_is_completed_counted_and_imported(four: Folders, messy: Path) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("I")
        await until(pilot, "Tab completes")
        await pilot.press(*f"{messy.parent}/me")
        await until(pilot, "messy/")
        await pilot.press("tab")
        await until(pilot, "4 files, 3 folders, and 2 that can't be read.")
        await pilot.press("p")
        await until(pilot, "press/  pressed.txt")
        await pilot.press("tab", "tab", "tab")
        await until(pilot, "1 file.")
        await pilot.press("tab")
        await until(pilot, "3 files, 2 folders, and 1 that can't be read.")
        await pilot.press("enter")
        await until(pilot, "Documents: 3 added; articles: 3, 2 of them copies")
        await until(pilot, "logo.png was skipped: “.png” files can't be read")
        assert desk_of(pilot).library.count() == 7
        await pilot.press("I")
        await until(pilot, "Tab completes")
        await pilot.press(*f"{messy}/pressed.txt", "enter")
        await until(pilot, "Documents: 1 added")
        await pilot.press("I")
        await until(pilot, "Tab completes")
        await pilot.press(*f"{messy}/pressed.txt", "enter")
        await until(pilot, "Documents: 1 unchanged")


async def test_tab_waits_for_the_names_that_fit(
    four: Folders, messy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_found = Event()

    def slowly(typed: str, is_wanted: Callable[[str], bool]) -> list[str]:
        assert not typed.endswith("/me") or is_found.wait(60)
        return goes_on(typed, is_wanted)

    monkeypatch.setattr(import_prompt, "goes_on", slowly)
    async with opened(four, NARROW) as pilot:
        await pilot.press("I")
        await until(pilot, "Tab completes")
        await pilot.press(*f"{messy.parent}/")
        await until(pilot, "four/  home/  messy/")
        await pilot.press("m", "e", "tab")
        field = pilot.app.screen.query_one(PathField)
        assert field.value == f"{messy.parent}/me"  # and no name that was offered for less
        is_found.set()
        await until(pilot, lambda: field.value == f"{messy}/")


async def test_a_wrong_path_is_said_and_can_be_mended(four: Folders, messy: Path) -> None:
    async with opened(four, NARROW) as pilot:
        await pilot.press("I")
        await until(pilot, "Tab completes")
        await pilot.press(*f"{messy}/pres", "enter")
        await until(pilot, "There is no such file or folder")
        await pilot.press(*"s/logo.png")
        await until(pilot, "Nothing in there can be read: “.png” files")
        await pilot.press("enter")
        await until(pilot, "Tab completes")
        await pilot.press(*["backspace"] * len("/logo.png"), *"ed.txt", "enter")
        await until(pilot, lambda: desk_of(pilot).library.count() == 5)


async def test_a_first_start_that_was_cut_short_goes_on(folders: Folders) -> None:
    Library.open(folders).close()
    async with opened(folders, NARROW) as pilot:
        await until(pilot, "sample articles to try things on", patience=60)
        assert desk_of(pilot).library.count() == 41
        await until(pilot, "1/41")  # nobody has moved, so the first screen begins with the first


def test_samples_that_cannot_be_laid_out_say_why(folders: Folders) -> None:
    folders.make()
    folders.library.mkdir()  # a folder where the file should be
    sampling = Sampling(folders)
    with pytest.raises(ReaderError, match="The sample articles could not be laid out: "):
        sampling.added()
