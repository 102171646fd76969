"""The app on a screen of a given size, without a terminal: open it, wait, read what it shows.

Waiting is for something to be on screen; nothing here waits for a time to pass.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Event
from typing import Any
from weakref import WeakKeyDictionary

from textual import events
from textual._context import active_app
from textual.app import App
from textual.message import Message
from textual.notifications import Notify
from textual.pilot import Pilot

from reader.app.app import ReaderApp
from reader.app.desk import Desk
from reader.app.searching import _THREADS
from reader.app.type_ahead import TypeAhead, has_messages
from reader.settings import Folders, load_settings
from tests.conftest import THREE, run_import, write_files

_SAID: WeakKeyDictionary[App[Any], list[str]] = WeakKeyDictionary()  # toasts since the last wait
_PATIENCE = 60.0  # seconds until a wait gives up; only paid on failure

NARROW, MEDIUM, WIDE = (80, 24), (120, 40), (200, 60)

_PLACES = (
    "harbour", "mill", "station", "orchard", "quarry",
    "lighthouse", "chapel", "market", "bridge", "foundry",
)  # fmt: skip
LONG = "The long walk along the coast\n\n" + "\n\n".join(
    f"Stop number {number} of the walk is the old {_PLACES[number % 10]}, where somebody had put "
    f"out {number + 3} chairs and a jug of water for whoever came by."
    for number in range(1, 61)
)
FOUR = {
    "ferry.txt": THREE["ferry.txt"],
    "moulin.txt": THREE["moulin.txt"],
    "walk.txt": LONG,
    "zettel.md": THREE["archive.md"].replace("date: 2021-03-04\n", ""),
}
"""Three short articles and one of many screens; none has a date, so they stand in this order."""


@asynccontextmanager
async def opened(folders: Folders, size: tuple[int, int] = MEDIUM) -> AsyncIterator[Pilot[None]]:
    """The app over what these folders hold, at rest."""
    desk = Desk(folders, load_settings(folders))
    app = ReaderApp(desk)
    try:
        said = _SAID[app] = list[str]()

        def listen(message: Message) -> None:
            if isinstance(message, Notify):
                said.append(message.notification.message)

        async with app.run_test(size=size, notifications=True, message_hook=listen) as pilot:
            await pilot.pause()
            yield pilot
    finally:
        desk.library.close()
        desk.notes.close()


async def all_is_done(*_: float) -> None:
    """Wait until no widget has a message to answer, nor the screen anything to lay out.

    In the place of Textual's guess from the processor time that went by: on a busy machine a
    process that has everything still to do looks like one that is at rest.
    """
    app, quiet = active_app.get(), 0
    while quiet < 2 and app.is_running and await Pilot(app)._wait_for_screen():
        app._check_resize()  # these two would come with the next tick
        app.screen._on_timer_update()
        pumps = (app, *app.screen.walk_children(with_self=True))
        is_typing = isinstance(app, TypeAhead) and app._typed  # keys wait for what comes up
        is_quiet = not is_typing and not app.screen._callbacks
        is_quiet = is_quiet and not any(has_messages(each) for each in pumps)
        quiet = quiet + 1 if is_quiet else 0


def desk_of(pilot: Pilot[None]) -> Desk:
    """What lies behind the screen."""
    assert isinstance(pilot.app, ReaderApp)
    return pilot.app.desk


def lines(pilot: Pilot[None]) -> list[str]:
    """The rows of the screen, without the spaces at their ends."""
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


def shown(pilot: Pilot[None]) -> str:
    """The screen as text."""
    return "\n".join(lines(pilot))


def line_with(pilot: Pilot[None], text: str) -> str:
    """The first row of the screen that holds a text; it must be there."""
    found = [line for line in lines(pilot) if text in line]
    assert found, shown(pilot)
    return found[0]


def focused(pilot: Pilot[None]) -> str:
    """The id of what has the focus."""
    return (pilot.app.focused.id or "") if pilot.app.focused is not None else ""


async def until(
    pilot: Pilot[None], wanted: str | Callable[[], bool], patience: float = _PATIENCE
) -> str:
    """Let the app work until its screen holds a text, or something is so; returns the screen.

    A toast counts even if it has gone again, or if its lines are broken within the text: on a busy
    machine it may be seen too late.
    """
    said = _SAID.get(pilot.app, [])

    def is_there() -> bool:
        if not isinstance(wanted, str):
            return wanted()
        return wanted in shown(pilot) or any(wanted in each for each in said)

    loop = asyncio.get_running_loop()
    deadline = loop.time() + patience
    while not is_there():
        if loop.time() > deadline:
            raise AssertionError(f"no {wanted!r} on the screen:\n{shown(pilot)}")
        await pilot.pause(0.01)
    heard = [n for n, each in enumerate(said) if isinstance(wanted, str) and wanted in each]
    del said[: heard[0] + 1 if heard else None]  # two may be said in one breath
    if isinstance(wanted, str) and wanted not in shown(pilot):
        await pilot.pause()  # it is heard before it, and what else has changed, is on the screen
    return shown(pilot)


@contextmanager
def threads_held() -> Iterator[None]:
    """Nothing that a thread of the app is to find comes meanwhile."""
    go_on, pool = Event(), ThreadPoolExecutor(1)
    for each, count in ((pool, 1), (_THREADS, 2)):
        for _ in range(count):
            each.submit(go_on.wait)
    asyncio.get_running_loop().set_default_executor(pool)
    try:
        yield
    finally:
        go_on.set()


async def type_ahead(pilot: Pilot[None], *keys: str) -> None:
    """Type without waiting for what the keys before bring about; they go as far as they can."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(200):  # turns of the loop, of which a key takes a few
        await asyncio.sleep(0)


async def timers_set_by_now(pilot: Pilot[None], seconds: float) -> None:
    """Let every timer fire that is due within these seconds: one set later comes after them."""
    fired = asyncio.Event()
    pilot.app.set_timer(seconds, fired.set)
    await fired.wait()
    await pilot.pause()


def library_in(folders: Folders, corpus: Path, files: dict[str, str]) -> None:
    """Import these files, which are written to a folder first."""
    run_import(write_files(corpus, files), folders)


async def open_walk(pilot: Pilot[None]) -> None:
    """Open the long article from the list."""
    list_of = [row.title for row in desk_of(pilot).listing.window(0, 10)]
    at = next(i for i, title in enumerate(list_of) if title.startswith("The long walk"))
    await pilot.press("1", "g", *["j"] * at, "enter")
    await until(pilot, lambda: focused(pilot) == "article" and "Stop number 1 " in shown(pilot))
