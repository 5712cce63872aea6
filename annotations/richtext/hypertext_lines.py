"""Write the words of one line after another as a browser lays them out."""

import re
from dataclasses import dataclass

from annotations.richtext.building import Passage
from annotations.vocabulary import RunKind

_WHITE = re.compile(r"[ \t\n\f\r]+")


@dataclass(slots=True)
class _Open:
    """A run that stands open; `written` once a word of this block is under it."""

    kind: RunKind
    target: str
    title: str
    written: bool = False


class Lines:
    """The words of a block in the making, white space collapsed, with the runs over them.

    A space is written when the next word comes, so none stands at a line's ends, and a run
    begins with its first word: one with no words is none. Runs may reach over several blocks.
    `empty` says that no word was written since `take`.
    """

    def __init__(self) -> None:
        self._passage = Passage()
        self._open: list[_Open] = []
        self._space = False
        self.empty = True
        self._breaks = 0
        self.images = 0
        self.words = 0

    @property
    def only_images(self) -> bool:
        """Whether there are images and no words."""
        return bool(self.images) and not self.words

    def write(self, text: str) -> None:
        """Add words."""
        if not text:
            return
        pieces = _WHITE.split(text)
        if not pieces[0]:
            self._space = True
        words = " ".join(filter(None, pieces))
        if words:
            self._put(words)
            self._space = not pieces[-1]

    def _put(self, words: str) -> None:
        passage = self._passage
        if self._breaks:
            if not self.empty:
                passage.write("\n")
            self._breaks = 0
        elif self._space and not self.empty:
            passage.write(" ")
        self._space = False
        for run in self._open:
            if not run.written:
                passage.open(run.kind, run.target, run.title)
                run.written = True
        passage.write(words)
        self.words += 1
        self.empty = False

    @property
    def breaks(self) -> int:
        """How many line breaks in a row were written last."""
        return self._breaks

    def break_line(self) -> None:
        """End the line; breaks in a row are one, before the first and after the last word none."""
        self._breaks += 1
        self._space = False

    def unbreak_line(self) -> None:
        """Take the last break back."""
        self._breaks -= 1

    def image(self, words: str, target: str, title: str) -> None:
        """Write an image's alternative text, under a run of its own."""
        words = _WHITE.sub(" ", words).strip()
        if not words:
            return
        self.open(RunKind.IMAGE, target, title)
        self._put(words)
        self.close()
        self.words -= 1
        self.images += 1

    def open(self, kind: RunKind, target: str = "", title: str = "") -> None:
        """Begin a run at the next word."""
        self._open.append(_Open(kind, target, title))

    def close(self) -> None:
        """End the run that was begun last."""
        if self._open.pop().written:
            self._passage.close()

    def take(self) -> Passage:
        """Give up what was written; runs that stand open go on in the next block."""
        passage = self._passage
        for run in reversed(self._open):
            if run.written:
                passage.close()
                run.written = False
        self._passage = Passage()
        self._space, self.empty, self._breaks = False, True, 0
        self.images = self.words = 0
        return passage
