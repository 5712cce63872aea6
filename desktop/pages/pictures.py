"""Keeping a picture of a passage, with some paper around, as evidence of its highlight."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.model import Evidence, Highlight, Span
from annotations.paging import Box
from annotations.vocabulary import EvidenceKind
from desktop import edits
from desktop.jobs import change
from desktop.pages.loading import Cut, PageSize, Wish
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.pages.originals import Originals
    from desktop.pages.shelf import Shelf

DOTS_PER_INCH = 200
POINTS_PER_INCH = 72
MARGIN = 14.0
"""Points of paper kept around the passage, 5 mm."""
WIDEST = 4_000
"""Pixels that a page is drawn wide at most, however large its paper is."""
WHOLE = Box(0.0, 0.0, 1.0, 1.0)


class Pictures:
    """Makes one picture at a time: finds the passage, cuts it out, stores it."""

    def __init__(self, originals: "Originals") -> None:
        self._at = originals
        self._uid = ""
        self._span = Span(0, 0)
        self._cuts: list[Cut] = []
        self._made: dict[Cut, bytes] = {}

    def keep(self, highlight: Highlight, span: Span) -> None:
        """Keep a picture of a highlight that stands on [start, end) of the text."""
        self._uid, self._span = highlight.uid, span
        self._cuts, self._made = [], {}
        self._at.wish_again()
        if self._at.shelf is not None:
            self.go_on(self._at.shelf)

    def wishes(self, shelf: "Shelf") -> list[Wish]:
        """Name what is still missing."""
        if not self._uid:
            return []
        if self._cuts:
            return [each for each in self._cuts if each not in self._made]
        pages = shelf.pages_of(self._span)
        return [find for page in pages for find in shelf.finds(page, self._span)]

    def go_on(self, shelf: "Shelf") -> None:
        """Do the next step, once its answers are there."""
        if not self._uid or not shelf.sizes:
            return
        if not self._cuts:
            pages = shelf.pages_of(self._span) or (self._at.page,)
            found = [(page, shelf.boxes(page, self._span)) for page in pages]
            if any(boxes is None for _, boxes in found):
                return
            # Words that nothing places on their page keep the page as a whole.
            boxed = [(page, boxes) for page, boxes in found if boxes] or [(pages[0], ())]
            self._cuts = [cut_of(page, shelf.size(page), boxes or ()) for page, boxes in boxed]
            self._at.wish_again()
        elif all(each in self._made for each in self._cuts):
            self._store(shelf)

    def take(self, cut: Cut, data: bytes) -> None:
        """Take a picture that was made."""
        if cut in self._cuts:
            self._made[cut] = data

    def fail(self, sentence: str) -> None:
        """Give up, and say why."""
        self._uid, self._cuts = "", []
        self._at.window.notice.say(sentence)

    def _store(self, shelf: "Shelf") -> None:
        session, uid = self._at.session, self._uid
        made = [(cut, self._made[cut]) for cut in self._cuts]
        labels = [shelf.label(cut.page) for cut in self._cuts]
        whole = all(cut.area == WHOLE for cut in self._cuts)
        self._uid, self._cuts, self._made = "", [], {}

        def job(library: "Library") -> list[str]:
            from annotations.storage.attachments import attach
            from annotations.storage.writing import writing

            with writing(library):
                return [attach(library, data) for _, data in made]

        def name_them(digests: list[str]) -> None:
            highlight = session.highlight(uid)
            if highlight is not None:
                self._add(highlight, labels, digests, whole=whole)

        session.keep_aside(job, name_them)

    def _add(
        self, highlight: Highlight, labels: Sequence[str], digests: Sequence[str], *, whole: bool
    ) -> None:
        session, words = self._at.session, self._at.words
        evidence = [
            Evidence(
                uid=edits.new_uid(),
                author=session.settings.author,
                highlight=highlight.uid,
                kind=EvidenceKind.FILE,
                target=digest,
                file_name=f"{highlight.label} {words('p. {label}', label=label)}.png",
                media_type="image/png",
            )
            for label, digest in zip(labels, digests, strict=True)
        ]
        session.apply(
            [change(None, each) for each in evidence],
            marked("Keep picture of the passage"),
            article_id=highlight.article_id,
        )
        name = evidence[0].file_name
        said = words("Kept as evidence: {name}.", name=name)
        if whole:
            said = words(
                "Kept as evidence: {name}, the whole page, since the words were not found on it.",
                name=name,
            )
        self._at.window.notice.say(said, words("Undo"), session.undo)


def cut_of(page: int, size: PageSize, boxes: Sequence[Box]) -> Cut:
    """Say what to cut out of a page: boxes with a margin, all of it for none."""
    width = min(round(size.width / POINTS_PER_INCH * DOTS_PER_INCH), WIDEST)
    if not boxes:
        return Cut(page, width, WHOLE)
    across, down = MARGIN / size.width, MARGIN / size.height
    area = Box(
        max(min(each.left for each in boxes) - across, 0.0),
        max(min(each.top for each in boxes) - down, 0.0),
        min(max(each.right for each in boxes) + across, 1.0),
        min(max(each.bottom for each in boxes) + down, 1.0),
    )
    return Cut(page, width, area)
