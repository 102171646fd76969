"""The editor of notes: what is written goes to its place; what was not kept is taken up again."""

from dataclasses import replace

from reader.app.drafts import About, Draft, left_behind, set_aside_torn
from reader.app.reviewing import Reviewing
from reader.article import Annotation, Article
from reader.errors import ReaderError

_CUT_OFF = "A note was cut off while it was written; what is left of it is in"
_GONE = "The article you were writing on is gone; your words are in"
_QUOTED = 300  # characters of a quote shown above the note one writes


def cut_quote(quote: str) -> str:
    """As much of a passage as stands above a note."""
    return quote if len(quote) <= _QUOTED else quote[:_QUOTED] + "…"


def about_edited(made: Annotation) -> About:
    """A note that is there already."""
    return About(made.article, made.id, quote=cut_quote(made.quote), before=made.note)


class NoteWriting(Reviewing):
    """The main screen's part that writes notes."""

    def write_note(self, about: About, draft: Draft | None = None) -> None:
        """Open the editor; a draft that was left behind is gone on with, and then the next one."""
        from reader.app.dialogs import NoteEditor

        article = self.desk.article  # as it is now: meanwhile another text may come of it

        def kept(typed: str) -> bool:
            try:
                self._put(about, typed, article)
            except ReaderError as error:
                self.say_failure(error)
                return False
            self.say("Note kept")
            self.show_own_data()
            return True

        title = "Note"
        if not about.annotation:
            title = "Note on the passage" if about.end else "Note on the article"
        mine = draft or Draft(self.desk.folders.drafts, about)
        editor = NoteEditor(title, kept, self.desk.folders.state, mine)
        self.app.push_screen(editor, None if draft is None else lambda _: self.take_up_draft())

    def _put(self, about: About, typed: str, article: Article | None) -> None:
        if about.annotation:
            self.desk.notes.edit(about.annotation, note=typed, seen=about.before)
        elif about.end:
            self.desk.annotate(about.start, about.end, typed, about.color, of=article)
        else:
            self.desk.write_note(typed, of=article)

    def take_up_draft(self) -> None:
        """Go on with a note that was being written when the program ended."""
        if torn := set_aside_torn(self.desk.folders.drafts):
            self.notify(f"{_CUT_OFF} {', '.join(map(str, torn))}", severity="warning", markup=False)
        draft = next(left_behind(self.desk.folders.drafts), None)
        if draft is None:
            return
        about = draft.about
        if not about.annotation:
            self.read(about.article, is_opened=False)
            article = self.desk.article
            if article is None or article.id != about.article:
                draft.let_go()
                self.say(f"{_GONE} {draft.place}")
                return
            if about.end and not article.text.startswith(about.quote.rstrip("…"), about.start):
                draft.text = f"“{about.quote}”\n\n{draft.text}"  # the article has changed
                about = replace(about, start=0, end=0)
        self.write_note(about, draft)
