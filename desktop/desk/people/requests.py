"""Requests for a reply: asked, answered, corrected, removed; each is one step of undo."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotations.facts import ReplyRequest
from annotations.model import Highlight
from annotations.speaking import Asked, Said
from desktop.desk.people.request_sheet import RequestSheet
from desktop.jobs import change
from desktop.session import Session
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.desk.people.page import PeoplePage

ASK = marked("Ask for a reply")
CHANGE = marked("Change a request for a reply")
REMOVE = marked("Remove a request for a reply")
_MOST = 200
"""Quotes that a request can be about, the newest of many: more are not chosen from a list."""


class Requests:
    """What the page of a speaker does with requests."""

    def __init__(self, page: "PeoplePage", session: Session) -> None:
        self._page = page
        self._session = session

    def ask(self, about: Sequence[Said]) -> None:
        """Ask what to ask about one of some quotes, the first proposed."""
        if self._session.store.read_only or not about:
            return
        some = [*about[:1], *reversed(about[1:])][:_MOST]
        self._read([each.highlight for each in some], lambda found: self._sheet(found, None))

    def edit(self, asked: Asked) -> None:
        """Ask what to say of a request otherwise; of one that can only be read, show the quote."""
        request = asked.request
        if self._session.store.read_only:
            self._page.show_in_text(asked.said.article, asked.said.uid)
            return
        self._read([asked.said.highlight], lambda found: self._sheet(found, request))

    def _read(self, numbers: Sequence[int], then: Callable[[Sequence[Highlight]], None]) -> None:
        def job(library: "Library") -> list[Highlight]:
            from annotations.storage import highlights

            found = {each.id: each for each in highlights.read(library, numbers)}
            return [found[number] for number in numbers if number in found]

        def take(found: Sequence[Highlight]) -> None:
            painted = [self._session.highlight(each.uid) or each for each in found]
            if painted:
                then(painted)

        self._session.flush()
        self._session.read(job, take)

    def _sheet(self, about: Sequence[Highlight], request: ReplyRequest | None) -> None:
        by_uid = {each.uid: each for each in about}
        window: QWidget = self._page.window()
        today = self._page.today().isoformat()
        sheet = RequestSheet(window, self._session.words, about, request, today)
        label = CHANGE if request else ASK
        sheet.given.connect(lambda uid, made: self._put(by_uid[uid], made, label))
        sheet.removed.connect(lambda uid, gone: self._remove(by_uid[uid], gone))
        sheet.quote_wanted.connect(lambda uid: self._show(by_uid[uid]))
        sheet.setModal(True)
        sheet.open()

    def _put(self, highlight: Highlight, request: ReplyRequest, label: str) -> None:
        some = highlight.reply_requests
        if any(each.uid == request.uid for each in some):
            some = tuple(request if each.uid == request.uid else each for each in some)
        else:
            some = (*some, request)
        self._store(highlight, some, label)

    def _remove(self, highlight: Highlight, request: ReplyRequest) -> None:
        left = tuple(each for each in highlight.reply_requests if each.uid != request.uid)
        self._store(highlight, left, REMOVE)

    def _store(self, highlight: Highlight, some: tuple[ReplyRequest, ...], label: str) -> None:
        after = replace(highlight, reply_requests=some)
        if after != highlight:
            number = highlight.article_id
            self._session.apply([change(highlight, after)], label, article_id=number)

    def _show(self, highlight: Highlight) -> None:
        self._page.show_in_text(highlight.article_id, highlight.uid)
