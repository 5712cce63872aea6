"""Which element of a DOCX file each word of its text was read from.

The importer itself says so while it reads: it lays a run over the words of each element, as it
lays one over bold words, and these runs come through everything that is done to a text.
"""

from bisect import bisect_right
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from annotations.importing.word.manuscript import Looks
from annotations.model import RichText
from annotations.richtext.normalising import normalise
from annotations.vocabulary import RunKind

MARK = "place "
"""Begins the target of our runs; no note of a document has such a target."""
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of a text, and the element of a part that they were read from.

    `number` counts the elements of the part in document order, from 0; `words` are those of the
    element as they stand in the file.
    """

    start: int
    end: int
    part: str
    number: int
    words: str


class Places:
    """Told by the importer where words come from, it knows it of any character afterwards."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, Element]] = []
        self._known: dict[int, tuple[int, int]] = {}
        self._words: dict[tuple[int, int], str] = {}

    def enter(self, part: str, root: Element) -> None:
        """Number the elements of a part; words of parts that did not enter have no place."""
        at = len(self._parts)
        self._parts.append((part, root))  # held, so that no other element gets its identity
        self._known |= {id(each): (at, number) for number, each in enumerate(root.iter())}

    def looks(self, element: Element) -> Looks:
        """Give the run that lies over the words of an element."""
        known = self._known.get(id(element))
        if known is None:
            return ()
        self._words[known] = element.text or ""
        return ((RunKind.NOTE, f"{MARK}{known[0]} {known[1]}"),)

    def pieces(self, text: RichText) -> list[Piece]:
        """List the pieces of the text that was read, in its order."""
        found = []
        for run in text.runs:
            if run.kind is RunKind.NOTE and run.target.startswith(MARK):
                part, number = map(int, run.target.removeprefix(MARK).split())
                words = self._words[part, number]
                found.append(Piece(run.start, run.end, self._parts[part][0], number, words))
        return sorted(found, key=lambda piece: piece.start)


def piece_at(pieces: list[Piece], offset: int) -> Piece | None:
    """Find the piece that holds a character; None for one that the file does not hold itself."""
    at = bisect_right(pieces, offset, key=lambda piece: piece.start) - 1
    return pieces[at] if at >= 0 and offset < pieces[at].end else None


def offset_in(piece: Piece, text: str, offset: int) -> int | None:
    """Tell which character of the element's words a character of the text is.

    None where it cannot be told for sure: the importer leaves characters out, and white space at
    the ends of a paragraph.
    """
    kept = [at for at, letter in enumerate(piece.words) if letter != SOFT_HYPHEN]
    plain = "".join(piece.words[at] for at in kept)
    if normalise(plain) != plain:
        return None  # characters were folded, which no sound file has
    shown = text[piece.start : piece.end]
    for cut in {len(plain) - len(plain.lstrip()), 0}:
        if plain[cut : cut + len(shown)] == shown:
            return kept[cut + offset - piece.start]
    return None
