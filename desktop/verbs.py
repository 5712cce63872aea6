"""What the keys and menus do with the open article and its highlights."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPoint
from PySide6.QtGui import QGuiApplication, QPageLayout
from PySide6.QtWidgets import QDialog, QMenu

from annotations.entries import Entry
from annotations.errors import AnnotationsError
from annotations.labels import tag_name
from annotations.model import Article, Span, Speaker, Tag
from annotations.vocabulary import BUILTIN_TAGS, CheckKind
from desktop import edits
from desktop.actions import BY_NAME
from desktop.reader.reader import Reader
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.workspace import Workspace

_READING = frozenset({"find", "find_slash", "print", "next_highlight", "previous_highlight"})
_ANY = frozenset(
    {
        "next_article",
        "previous_article",
        "show_filters",
        "show_highlights",
        "focus_list",
        "focus_reader",
        "zoom_in",
        "zoom_out",
        "zoom_reset",
    }
)
_ON_ARTICLE = frozenset({"article_details", "mark_read", "star_article", "star"})
_ON_MARK = frozenset(
    {"speaker", "step_claim", "step_wording", "left_out", "left_in", "right_in", "right_out"}
    | {"evidence", "delete"}
)
_ON_WORDS = frozenset({"quote", "last_tag"})
_ON_EITHER = frozenset({"note", *(f"tag_{digit}" for digit in range(1, 10))})
_PAPER_MARGINS = QMarginsF(22, 18, 22, 14)  # millimetres


def keyed_tags(tags: Iterable[Tag]) -> Iterator[tuple[str, Tag]]:
    """Pair each tag with its digit, "" where it has none."""
    for tag in tags:
        digit = str(BUILTIN_TAGS.index(tag.name) + 1) if tag.builtin else tag.key
        yield digit, tag


class Verbs:
    """The verbs of one workspace."""

    def __init__(self, workspace: "Workspace") -> None:
        self._at = workspace
        self._session = workspace.session
        self._words = workspace.words
        self.last = ""

    def acts(self) -> dict[str, Callable[[], object]]:
        """Say what can be done here, by the names of actions."""
        at, reader, session = self._at, self._at.reader, self._session
        acts: dict[str, Callable[[], object]] = {
            "undo": session.undo,
            "redo": session.redo,
            "copy_citation": lambda: self.copy_citation_of(self._focused()),
            "find": reader.open_find,
            "find_slash": reader.open_find,
            "print": self.print_article,
            "next_article": lambda: at.articles.step(1),
            "previous_article": lambda: at.articles.step(-1),
            "mark_read": self.mark_read,
            "star_article": self.star_article,
            "article_details": self.show_details,
            "trash_article": self.trash_article,
            "restore_article": self.restore_article,
            "quote": lambda: reader.tag(""),
            "last_tag": lambda: reader.tag(None),
            "note": reader.note,
            "speaker": self.focus_speaker,
            "evidence": at.highlights.add_evidence,
            "star": reader.star,
            "step_claim": partial(self.step, CheckKind.CLAIM),
            "step_wording": partial(self.step, CheckKind.WORDING),
            "next_highlight": reader.next_mark,
            "previous_highlight": reader.previous_mark,
            "left_out": partial(reader.move_left_end, out=True),
            "left_in": partial(reader.move_left_end, out=False),
            "right_out": partial(reader.move_right_end, out=True),
            "right_in": partial(reader.move_right_end, out=False),
            "delete": reader.delete,
            "original": lambda: at.originals().toggle(),
            "focus_original": lambda: at.originals().focus(),
            "keep_picture": lambda: at.originals().keep_picture(),
            "transcribe": lambda: at.originals().transcribe(),
            "show_filters": lambda: at.folding.toggle("filters"),
            "show_highlights": lambda: at.folding.toggle("highlights"),
            "focus_list": at.articles.view.setFocus,
            "focus_reader": reader.setFocus,
            "zoom_in": reader.zoom_in,
            "zoom_out": reader.zoom_out,
            "zoom_reset": reader.zoom_reset,
        }
        acts.update({f"tag_{digit}": partial(self.tag, str(digit)) for digit in range(1, 10)})
        return acts

    def listen(self, reader: Reader) -> None:
        """Do what the reader asks for."""
        session = self._session
        reader.highlight_requested.connect(self.add)
        reader.mark_toggle_tag.connect(self.toggle)
        reader.mark_deleted.connect(session.trash)
        reader.end_moved.connect(session.move_end)
        reader.note_requested.connect(self.note)
        reader.star_requested.connect(self.star)
        reader.link_activated.connect(self.show_link)
        reader.context_requested.connect(self.show_menu)
        pane, window = self._at.highlights, self._at.window_
        pane.cards.addAction(window.actions_["evidence"])  # its key acts on the cards too
        pane.said.connect(window.notice.say)
        pane.hit_wanted.connect(self._at.open_hit)
        pane.address_wanted.connect(self.show_link)

    def able(self) -> frozenset[str]:
        """Name what can be done now."""
        at, session = self._at, self._session
        found = set(_ANY)
        if session.undo_stack.canUndo():
            found.add("undo")
        if session.undo_stack.canRedo():
            found.add("redo")
        if session.article is None:
            return frozenset(found)
        found |= _READING | {"original"}
        marked_one = bool(self._focused())
        if marked_one:
            found.add("copy_citation")
        if session.store.read_only:
            return frozenset(found)
        found |= _ON_ARTICLE
        if session.article.revision.pages:
            found |= {"focus_original", "transcribe"} | ({"keep_picture"} if marked_one else set())
        found.add("restore_article" if session.article.article.trashed else "trash_article")
        selected = at.reader.selected_span() is not None
        if selected:
            found |= _ON_WORDS
        if marked_one:
            found |= _ON_MARK
        if selected or marked_one:
            found |= _ON_EITHER
        return frozenset(found)

    def _focused(self) -> str:
        return self._at.highlights.focused

    # ------------------------------------------------------------------ highlights

    def tag(self, digit: str) -> None:
        """Tag the selection, or the focused highlight, with the tag of a key."""
        tags = dict(keyed_tags(self._session.tags))
        tag = tags.get(digit)
        if tag is None:
            window = self._at.window_
            said = self._words("No own tag has the key {digit} yet.", digit=digit)
            window.notice.say(said, self._words("Name it"), window.errands.show_settings)
            return
        self._at.reader.tag(tag.name)

    def add(self, span: Span, tag: str | None) -> None:
        """Add a highlight; None is the tag used last."""
        name = self.last if tag is None else tag
        uid = self._session.add_highlight(span, (name,) if name else ())
        if name:
            self.last = name
        self._focus(uid)

    def toggle(self, uid: str, tag: str) -> None:
        """Put a tag on a highlight or take it off."""
        self.last = tag or self.last
        self._session.toggle_tag(uid, tag)

    def note(self, wanted: object) -> None:
        """Write a note: on a highlight (its uid), or on words (a Span) that become one."""
        self._at.folding.show("highlights")
        if isinstance(wanted, Span):
            uid = self._session.add_highlight(wanted, note=True)
            self._at.reader.focus_mark(uid, scroll=False)
        elif isinstance(wanted, str):
            self._at.highlights.focus_note(wanted)

    def star(self, uid: str) -> None:
        """Star a highlight, else the article."""
        if uid:
            self._session.star(uid)
        else:
            self.star_article()

    def focus_speaker(self) -> None:
        """Ask who spoke."""
        self._at.folding.show("highlights")
        self._session.find_speaker(self._focused())
        self._at.highlights.focus_speaker(self._focused())

    def step(self, kind: CheckKind) -> None:
        """Step a check of the focused highlight."""
        if uid := self._focused():
            self._session.step_check(uid, kind)

    def copy_citation_of(self, uid: str) -> None:
        """Copy a highlight's quote with where it comes from."""
        session = self._session
        highlight = session.highlight(uid) if uid else None
        if highlight is None or not highlight.id:
            return
        number = highlight.id

        def job(library: "Library") -> tuple[list[Entry], list[Speaker]]:
            from annotations.storage import highlights, speakers

            return highlights.entries(library, [number]), speakers.every(library)

        def take(answer: tuple[list[Entry], list[Speaker]]) -> None:
            from annotations.citing import cite

            entries, speakers = answer
            notice = self._at.window_.notice
            form = self._at.window_.program.settings.citation_form
            try:
                text = cite(entries[0], self._words, speakers=speakers, form=form)
            except AnnotationsError as error:
                notice.say(session.sentence(error))
                return
            QGuiApplication.clipboard().setText(text)
            notice.say(self._words("Copied with its citation."))

        session.read(job, take)

    def _focus(self, uid: str) -> None:
        if uid:
            self._at.reader.focus_mark(uid, scroll=False)
            self._at.highlights.focus_highlight(uid)
            self._at.window_.show_actions()

    # ------------------------------------------------------------------ articles

    def _article(self) -> Article | None:
        opened = self._session.article
        return opened.article if opened else None

    def mark_read(self) -> None:
        """Mark the article as read, or as unread."""
        article = self._article()
        if article:
            row = self._at.articles.model.row(self._at.articles.model.row_of(article.id))
            read = row.read if row else True
            self._session.mark_read(article.id, read=not read)

    def star_article(self) -> None:
        """Star the article, or take the star off."""
        article = self._article()
        if article:
            label = marked("Star article")
            self._session.set_article_fields(article, label, starred=not article.starred)

    def show_details(self) -> None:
        """Correct what the article says of itself."""
        from desktop.dialogs.article_details import ArticleDetails

        article = self._article()
        if article is None:
            return
        shown = self._session.article
        revision = shown.revision if shown and shown.article.id == article.id else None
        dialog = ArticleDetails(self._at.window_, self._words, article, revision)

        def correct(fields: Mapping[str, object]) -> None:
            label = marked("Correct article details")
            self._session.set_article_fields(article, label, **fields)

        dialog.corrected.connect(correct)
        if revision:
            arrivals = self._at.window_.arrivals
            dialog.reread.connect(lambda encoding: arrivals.read_again(revision, encoding))
        dialog.open()

    def trash_article(self) -> None:
        """Move the article into the trash; no dialog, Undo brings it back."""
        article = self._article()
        if article is None:
            return
        self._at.articles.step(1)
        label = marked("Move article to trash")
        self._session.set_article_fields(article, label, trashed=edits.now())
        words = self._words
        self._at.window_.notice.say(
            words("“{title}” is in the trash.", title=article.metadata.title or words("Untitled")),
            words("Undo"),
            self._session.undo,
        )

    def restore_article(self) -> None:
        """Take the article out of the trash."""
        article = self._article()
        if article:
            label = marked("Take article out of trash")
            self._session.set_article_fields(article, label, trashed="")

    def print_article(self) -> None:
        """Print the article with its highlights."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from annotations import phones

        window = self._at.window_
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        article = self._article()
        title = article.metadata.title if article else ""
        # the queue of a printer that others use: a chat may be called by a number
        printer.setDocName(phones.without(title, self._words("[phone number]")))
        printer.setPageMargins(_PAPER_MARGINS, QPageLayout.Unit.Millimeter)
        dialog = QPrintDialog(printer, window)
        dialog.accepted.connect(lambda: self._at.reader.print_to(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # QPrintDialog hides it behind one that wants a receiver

    def show_link(self, target: str) -> None:
        """Show an address in full; it is copied on a second act, and never opened."""
        words = self._words
        self._at.window_.notice.say(
            words("The link leads to {address}", address=target),
            words("Copy address"),
            lambda: QGuiApplication.clipboard().setText(target),
            stays=True,
        )

    # ------------------------------------------------------------------ menus and tags

    def show_menu(self, uid: str, place: QPoint) -> None:
        """Offer what can be done with a highlight or the words selected."""
        if self._at.suggestions.keys.show_menu(uid, place):
            return
        if uid:
            self._focus(uid)
        names = ["tag_1", "tag_2", "tag_3", "quote", "note"]
        if uid or self._focused():
            names += ["speaker", "evidence", "star", "copy_citation", "delete"]
        self._popup([*names, "", "find", "print"], place)

    def show_article_menu(self, place: QPoint) -> None:
        """Offer what can be done with the chosen article."""
        names = ["star_article", "mark_read", "article_details", "compare", "newer_version"]
        names += ["similar", "", "report", "print", ""]
        article = self._article()
        trashed = bool(article and article.trashed)
        self._popup([*names, "restore_article" if trashed else "trash_article"], place)

    def _popup(self, names: Iterable[str], place: QPoint) -> None:
        window = self._at.window_
        window.show_actions()
        menu = QMenu(window)
        menu.aboutToHide.connect(menu.deleteLater)
        for name in names:
            if not name:
                menu.addSeparator()
            elif window.actions_[name].isEnabled():
                menu.addAction(window.actions_[name])
        menu.popup(place)

    def name_actions(self) -> None:
        """Give the actions of own tags the names of the tags."""
        tags = dict(keyed_tags(self._session.tags))
        for digit in "456789":
            name = f"tag_{digit}"
            tag = tags.get(digit)
            text = tag_name(tag.name, self._words) if tag else self._words(BY_NAME[name].text)
            self._at.window_.actions_[name].setText(text.replace("&", "&&"))

    def name_tags(self, names: Mapping[str, str]) -> None:
        """Name the own tags of the keys 4 to 9; "" takes the key off and keeps the tag."""
        session = self._session
        for digit, name in names.items():
            tag = dict(keyed_tags(session.tags)).get(digit)
            others = {each.name.casefold(): each for each in session.tags if each is not tag}
            taken = others.get(name.casefold())
            if tag and (not name or taken):
                session.edit(tag, replace(tag, key="", colour=""), marked("Change tag"))
            elif tag and name != tag.name:
                session.edit(tag, replace(tag, name=name), marked("Rename tag"))
            if taken and not taken.builtin and not taken.key:
                keyed = replace(taken, key=digit, colour=f"own_{digit}")
                session.edit(taken, keyed, marked("Change tag"))
            elif name and not tag and not taken:
                session.add_tag(name, digit, f"own_{digit}")
