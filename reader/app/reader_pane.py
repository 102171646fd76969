"""The reader view with the keys of the command table; drawing and moving are `article_view`'s."""

from typing import Any, ClassVar

from reader.app.article_view import ArticleView
from reader.app.bindings import bindings_for


class ReaderPane(ArticleView, inherit_bindings=False):
    """ArticleView under the user's keys; those of selecting come first, while one selects."""

    BINDINGS: ClassVar[list[Any]] = [*bindings_for("selecting"), *bindings_for("article")]
    BORDER_TITLE = "Article"
