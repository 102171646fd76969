"""What can be shown to the user. Anything else that is raised is a bug, and is seen."""


class ReaderError(Exception):
    """Base of every error we show: one sentence, and a hint of what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class LibraryError(ReaderError):
    """The library cannot be read or written."""


class NotesError(ReaderError):
    """The user's own data cannot be read or written."""


class NotFound(ReaderError):
    """No article, annotation or file goes by that name."""


class UsageError(ReaderError):
    """The call itself is wrong (exit code 2)."""
