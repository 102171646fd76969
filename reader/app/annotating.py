"""What the user does to articles: stars, read marks, tags, notes, undo, and taking text along."""

from collections.abc import Callable
from typing import Literal

from textual import on, work
from textual.content import Content
from textual.worker import Worker

from reader.app.article_view import ArticleView
from reader.app.drafts import About
from reader.app.links import browse
from reader.app.note_writing import NoteWriting, about_edited, cut_quote
from reader.app.notes_pane import NoteRow, NotesPane
from reader.app.reading import COUNTED_AT_ONCE
from reader.app.row_list import RowList, cut
from reader.app.selection import next_color
from reader.app.tagging import chosen_tags, tagged
from reader.article import Annotation, Article, ArticleId
from reader.errors import ReaderError

Shown = Literal["article", "all", "review"]
_TITLES = {"article": "Notes", "all": "All notes", "review": "Moved or lost · x attaches"}
_HOW = "In an article, v selects:\nh highlights, a writes a note.\na alone: a note on the article."
_EMPTY = {
    "article": f"Nothing marked yet.\n\n{_HOW}\n3 shows the notes of all articles.",
    "all": f"Nothing marked yet.\n\n{_HOW}",
    "review": "Nothing moved or lost its passage.\n\n3 goes back to this article's notes.",
}
_NAMED = 48  # cells of a headline in a toast
_STILL_MARKING = "The list is still being marked as read; a moment."


class Annotating(NoteWriting):
    """The main screen's part that marks and writes."""

    _notes_shown: Shown = "article"

    def target(self) -> ArticleId | None:
        """The article a command is about: the row with the cursor, else the one that is open.

        In the lists there is none: one sees no article there that could be meant.
        """
        if self.pane == "articles":
            return self.articles.current.id if self.articles.current is not None else None
        if self.pane == "results":
            return self.results.current.headline.id if self.results.current is not None else None
        return self.desk.article.id if self.desk.article and self.pane != "lists" else None

    def _do(self, change: Callable[[ArticleId], str], target: ArticleId | None = None) -> None:
        """Change the target, or what was it; say what was done; show it everywhere."""
        target = target or self.chosen()
        if target is None:
            return
        if self.is_marking:  # what is done now would wait for that, and the screen with it
            self.say(_STILL_MARKING)
            return
        try:
            self.say(self._of_which(target, change(target)))
        except ReaderError as error:
            self.say_failure(error)
        self.show_own_data()

    def _of_which(self, target: ArticleId, said: str) -> str:
        """What was done, with the article's name if its text is not on screen."""
        article = self.desk.article
        is_on_screen = article is not None and article.id == target
        if is_on_screen and self.query_one("#reading").display:
            return said
        return f"{said}: “{cut(self.desk.headline(target).title, _NAMED).rstrip()}”"

    def show_own_data(self) -> None:
        """Draw anew what shows the user's own data."""
        self.desk.reload_annotations()
        self.view.set_annotations(self.desk.annotations)
        self.articles.forget()
        if "searching" in self.modes:
            self.search_again()
        self.show_notes()
        self.show_lists()
        self.show_status()

    def action_star(self) -> None:
        self._do(self.desk.toggle_star)

    def action_toggle_read(self) -> None:
        self._do(self.desk.toggle_read)

    def action_all_read(self) -> None:
        """Of the list that is open, so not while one chooses another."""
        if self.is_choosing_list():
            return
        if self.is_marking:
            self.say(_STILL_MARKING)
        elif self.articles.count <= COUNTED_AT_ONCE:
            try:
                self._marked_all(self.desk.mark_list_read())
            except ReaderError as error:
                self.say_failure(error)
        else:
            self.say("Marking the list as read…")
            self._mark_all()

    @work(thread=True, group="marking")
    def _mark_all(self) -> None:
        """Mark a long list as read while one reads on."""
        try:
            said = self.desk.mark_list_read()
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)
            return
        self.app.call_from_thread(self._marked_all, said)

    def _marked_all(self, said: str) -> None:
        if not self.is_closing:
            self.say(said)
            self.show_own_data()

    @on(Worker.StateChanged)
    def mark_opened(self, event: Worker.StateChanged) -> None:
        """What was opened while many were marked."""
        if event.worker.group == "marking" and event.worker.is_finished:
            opened, self.opened_meanwhile = self.opened_meanwhile, ()
            for article_id in opened:
                self.mark_read(article_id)

    def action_undo(self) -> None:
        from reader.app.undoing import take_back

        if self.is_marking:
            self.say(_STILL_MARKING)
            return

        def done(said: str) -> None:
            self.say(said)
            self.show_own_data()
            self.clean_again(said)

        take_back(self, self.desk.notes, done, self.say_failure)

    def action_tag(self) -> None:
        from reader.app.dialogs import Prompt

        target = self.chosen()
        if target is None:
            return
        try:
            has = self.desk.headline(target).tags
        except ReaderError as error:
            self.say_failure(error)
            return
        hint = "Enter adds it, or takes it away if it is there; commas separate tags."
        hint += f" Now: {' '.join('#' + tag for tag in has)}" if has else ""
        known = [tag for tag, _ in self.desk.notes.tags()]

        def tag(answer: str | None) -> None:
            if answer and answer.strip():
                self._do(lambda _: self.desk.toggle_tag(target, answer), target)

        self.app.push_screen(Prompt("Tag", hint, known=known), tag)

    # notes

    def action_note(self) -> None:
        """Write a note on the chosen highlight, else on the article as a whole."""
        if self.pane == "article" and (chosen := self.view.chosen_annotation):
            self.open_note(ArticleView.AnnotationOpened(chosen))
            return
        target = self.chosen()
        if target is None:
            return
        if self.desk.article is None or self.desk.article.id != target:
            self.read(target, is_opened=False)
        self.write_note(About(target))

    @on(ArticleView.AnnotateRequested)
    def annotate(self, event: ArticleView.AnnotateRequested) -> None:
        """Highlight the selection; with a note, if one is wanted."""
        article = self.desk.article
        if article is None:
            return
        start, end, color = event.start, event.end, event.color
        if event.with_note:
            quote = cut_quote(article.text[start:end])
            self.write_note(About(article.id, start=start, end=end, color=color, quote=quote))
            return
        before = self.desk.annotations
        try:
            made = self.desk.annotate(start, end, color=color)
        except ReaderError as error:
            self.say_failure(error)
            return
        self.view.choose_annotation(made.id)
        said = "Highlighted already" if made in before else "Highlighted"
        self.say(f"{said}; a writes a note on it")
        self.show_own_data()

    def show_notes(self) -> None:
        """Bring the notes pane up to date: this article's, or all."""
        pane = self.query_one(NotesPane)
        if self._notes_shown != "article":
            made = self.desk.notes.annotations()
            if self._notes_shown == "review":
                made = [each for each in made if each.state != "exact"]
            names = {
                h.id: h.title for h in self.desk.library.headlines({a.article: 0 for a in made})
            }
            rows = [NoteRow(a, names.get(a.article, "no longer in the library")) for a in made]
        else:
            rows = [NoteRow(a) for a in self.desk.annotations]
        pane.border_title = Content(_TITLES[self._notes_shown])
        pane.border_subtitle = Content(f"{len(rows):,}" if rows else "")
        pane.empty_text = _EMPTY[self._notes_shown]
        pane.set_rows(len(rows), lambda at, n: rows[at : at + n], cursor=pane.cursor)

    def action_show_notes(self) -> None:
        if self.pane == "notes":
            is_any = any(each.state != "exact" for each in self.desk.notes.annotations())
            after: Shown = "review" if is_any else "article"
            steps: dict[Shown, Shown] = {"article": "all", "all": after, "review": "article"}
            self._notes_shown = steps[self._notes_shown]
        self.show_notes()
        self.focus_pane("notes")

    def action_all_notes(self) -> None:
        """Open the screen of all highlights and notes; what is chosen there is opened here."""
        from reader.app.annotations_screen import AnnotationsScreen

        self.app.push_screen(AnnotationsScreen(self.desk), self._jump)

    def action_review(self) -> None:
        """A few old highlights, one at a time."""
        from reader.app.review_screen import ReviewScreen

        self.app.push_screen(ReviewScreen(self.desk), self._jump)

    def _jump(self, made: Annotation | None) -> None:
        self.show_own_data()
        self.clean_again()  # something may have been taken back there
        if made is not None:
            self.read(made.article, at=made.start if made.quote else None)

    @on(RowList.Chosen, "#notes")
    def jump_to_note(self, event: RowList.Chosen) -> None:
        made: Annotation = event.row.annotation
        self.read(made.article, at=made.start if made.quote else None)

    @on(ArticleView.AnnotationOpened)
    def open_note(self, event: ArticleView.AnnotationOpened) -> None:
        """Enter or a click on a highlight: its note."""
        found = next((a for a in self.desk.annotations if a.id == event.annotation_id), None)
        if found is not None:
            self._change(NotesPane.Wanted("edit", found))

    @on(NotesPane.Wanted)
    def change_note(self, event: NotesPane.Wanted) -> None:
        """Edit, delete or recolour an annotation."""
        self._change(event)

    def _change(self, wanted: NotesPane.Wanted) -> None:
        made = wanted.annotation
        if wanted.what == "edit":
            self.write_note(about_edited(made))
            return
        if wanted.what == "tag":
            self._tag_note(made)
            return
        if wanted.what == "reattach":
            self.reattach(made)
            return
        try:
            if wanted.what == "delete":
                self.desk.notes.delete(made.id)
                self.say("Deleted; u takes it back")
            else:
                after = next_color(made.color)
                self.desk.notes.edit(made.id, color=after)
                self.say(f"Now {after}")
        except ReaderError as error:
            self.say_failure(error)
        self.show_own_data()

    def _tag_note(self, made: Annotation) -> None:
        """Ask for tags, which are put on it; or taken away where it has all of them."""
        from reader.app.dialogs import Prompt

        notes = self.desk.notes
        known = {tag for each in notes.annotations() for tag in each.tags}
        known |= {tag for tag, _ in notes.tags()}

        def tag(answer: str | None) -> None:
            tags, has = chosen_tags(answer or "", [made.tags])
            if not tags:
                return
            try:
                notes.tag_all([made.id], tags, not has)
                self.say(tagged(tags, has))
            except ReaderError as error:
                self.say_failure(error)
            self.show_own_data()

        hint = "Enter adds it, or takes it away if it is there; commas separate tags."
        hint += f" Now: {' '.join('#' + tag for tag in made.tags)}" if made.tags else ""
        self.app.push_screen(Prompt("Tag the note", hint, known=sorted(known)), tag)

    # taking text along

    def _chosen_article(self) -> Article | None:
        """The target as it is in the library; another program may just have taken it away."""
        target = self.chosen()
        try:
            return self.desk.library.article(target) if target is not None else None
        except ReaderError as error:
            self.say_failure(error)
            return None

    def action_open_link(self) -> None:
        """The chosen link, else the article's own address."""
        if self.pane == "article" and self.view.chosen_link:
            self.say(browse(self.view.chosen_link))
        elif (article := self._chosen_article()) is not None:
            self.say(browse(article.url) if article.url else "This article has no address.")

    def action_copy(self) -> None:
        """Copy the chosen link's address, else the article's headline and address."""
        if self.pane == "article" and self.view.chosen_link:
            self.app.copy_to_clipboard(self.view.chosen_link)
            self.say("Address copied")
        elif (article := self._chosen_article()) is not None:
            self.app.copy_to_clipboard("\n".join(filter(None, [article.headline, article.url])))
            self.say("Headline copied")

    @on(ArticleView.CopyRequested)
    def copy_text(self, event: ArticleView.CopyRequested) -> None:
        self.app.copy_to_clipboard(event.text)
        self.say(f"{len(event.text):,} characters copied")

    def action_edit_copy(self) -> None:
        """Open a private copy of the article's text in the user's editor."""
        from reader.app.outside import edit_copy

        if (article := self._chosen_article()) is not None:
            said = edit_copy(self.app, article.text, self.desk.folders.state)
            if said:
                self.say(said)

    def action_pipe(self) -> None:
        """Give the article's text to a command as its standard input, and show what it prints."""
        from reader.app.dialogs import Prompt
        from reader.app.outside import pipe_text

        if (article := self._chosen_article()) is None:
            return

        def pipe(command: str | None) -> None:
            if command and command.strip():
                said = pipe_text(self.app, article.text, self.desk.folders.state, command)
                if said:
                    self.say(said)

        self.app.push_screen(Prompt("Pipe to", "A shell command, for example: wc -w"), pipe)
