"""The reader view with the keys of the command table; drawing and moving are `article_view`'s."""

from typing import Any, ClassVar

from reader.app.article_view import ArticleView
from reader.app.bindings import bindings_for
from reader.app.commands import of_group

_SELECTING = {command.id.replace("-", "_") for command in of_group("selecting")}
_READING = {"read_on", "read_back", "next_match", "previous_match", "select"}


class ReaderPane(ArticleView):
    """ArticleView, its actions under the ids of the commands."""

    BINDINGS: ClassVar[list[Any]] = [*bindings_for("selecting"), *bindings_for("article")]
    BORDER_TITLE = "Article"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of selecting count while something is being selected, and only then."""
        if action in _SELECTING:
            return self.mode == "select"
        if action == "select":
            return self.mode != "select"
        return super().check_action(action, parameters)
