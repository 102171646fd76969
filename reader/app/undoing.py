"""`u`: the last step, named and taken back; another window's, or an import, once the user agrees.

In: the screen to ask on, the notes. Out: what was done, as a sentence. How is `library.notes`'s.
"""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from reader.errors import ReaderError
from reader.library.notes import Notes
from reader.library.notes.ledger import Past


def take_back(
    screen: Screen[Any],
    notes: Notes,
    done: Callable[[str], None],
    failed: Callable[[ReaderError], None],
) -> None:
    """Take the last step back, and say which; ask before, if it was not made here."""
    from reader.app.dialogs import Picker

    try:
        step = notes.last_step()
    except ReaderError as error:
        failed(error)
        return
    if step is None:
        done("Nothing to take back.")
    elif not (step.is_elsewhere or step.is_import):
        _undo(screen, notes, step, done, failed)
    else:
        title = "Made in another window" if step.is_elsewhere else "Its articles leave the library"
        choices = [(f"Take back: {step.action}", ""), ("Leave it", "")]

        def answered(choice: int | None) -> None:
            if choice == 0:
                _undo(screen, notes, step, done, failed)

        screen.app.push_screen(Picker(title, choices), answered)


def _undo(
    screen: Screen[Any],
    notes: Notes,
    step: Past,
    done: Callable[[str], None],
    failed: Callable[[ReaderError], None],
) -> None:
    """At once; a step of very many articles in a thread, with the screen alive meanwhile."""

    app = screen.app  # which it no longer knows once one has left it

    def work() -> None:
        try:
            action = notes.undo(step)
        except ReaderError as error:
            app.call_from_thread(failed, error)
        else:
            app.call_from_thread(done, f"Taken back: {action}")

    if step.is_long:
        screen.notify(f"Taking back: {step.action} …", markup=False)
        screen.run_worker(work, thread=True, group="marking", exit_on_error=True)
        return
    try:
        action = notes.undo(step)
    except ReaderError as error:
        failed(error)
    else:
        done(f"Taken back: {action}")
