"""Footnotes: small lines at the foot of a column that begin with a number or a sign.

They are kept apart from the body, so that no sentence is cut by one, and hung on the words whose
raised number they explain.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotations.importing.pdf.cutting import Word
from annotations.importing.pdf.lines import Line, joined

SMALLER = 0.93
"""Of the body's letters; footnotes are set smaller."""
RAISED = 0.85
"""A raised number is at most that high beside the line's other words."""
HANGS = "\ufdd0"
"""Stands in a word before the number of its note, until the text is put together."""
_MARK = re.compile(r"(?P<mark>\d{1,3}|[*†‡§]{1,3})(?=[\s.)]|\D)[.)]?\s*(?P<rest>.*)", re.DOTALL)
_REFERENCE = re.compile(r"\(?(\d{1,3}|[*†‡§]{1,3})\)?")


@dataclass(slots=True)
class Note:
    """A footnote: its mark as printed, and its lines with the mark taken off the first."""

    mark: str
    lines: list[Line] = field(default_factory=list)


def take_notes(
    lines: Sequence[Line], body: float, before: Note | None
) -> tuple[list[Line], list[Note]]:
    """Part the lines of a page into its body and its footnotes.

    `before` is the last note of the page before, which may go on here.
    """
    feet = [line for region in _lowest_regions(lines) for line in _foot(region, body)]
    if not feet:
        return list(lines), []
    notes: list[Note] = []
    taken: set[int] = set()
    for line in feet:
        said = _MARK.match(line.text)
        if said is not None and _begins_note(line, said["mark"], notes, before):
            notes.append(Note(said["mark"], [_without_mark(line, said["mark"])]))
        elif notes:
            notes[-1].lines.append(line)
        elif before is not None:
            before.lines.append(line)
        else:
            continue
        taken.add(id(line))
    return [line for line in lines if id(line) not in taken], notes


def _lowest_regions(lines: Sequence[Line]) -> Iterable[list[Line]]:
    """Give the parts of a page under which nothing more stands."""
    regions: dict[int, list[Line]] = {}
    for line in lines:
        regions.setdefault(line.region, []).append(line)
    for region in regions.values():
        left, right = region[0].column
        bottom = region[-1].bottom
        if not any(
            other.top > bottom and other.left < right and other.right > left
            for other in lines
            if other.region != region[0].region
        ):
            yield region


def _foot(region: Sequence[Line], body: float) -> list[Line]:
    """Take the small lines at the end of a column."""
    at = len(region)
    while at > 0 and region[at - 1].size < body * SMALLER:
        at -= 1
    return list(region[at:]) if at > 0 or len(region) <= 3 else []  # noqa: PLR2004 - all is small: no foot


def _begins_note(line: Line, mark: str, notes: Sequence[Note], before: Note | None) -> bool:
    """Whether a line begins the next note, not a note's line that begins with some number."""
    first = line.words[0]
    if first.bottom - first.top < line.size * RAISED:
        return True
    if not mark.isdigit():
        return True
    last = notes[-1].mark if notes else before.mark if before is not None else ""
    return not last.isdigit() or int(mark) == int(last) + 1


def _without_mark(line: Line, mark: str) -> Line:
    words = list(line.words)
    first = words[0].text.removeprefix(mark).lstrip(".)")
    words[:1] = [words[0]._replace(text=first)] if first else []
    if words:
        words[0] = words[0]._replace(glued=False)
    return Line(
        line.page, words, line.left, line.top, line.right, line.bottom, line.column, line.region
    )


def hang_notes(lines: Iterable[Line], notes: Sequence[Note]) -> None:
    """Take raised numbers off the words and leave a sign where their note hangs."""
    marks = {note.mark for note in notes}
    if not marks:
        return
    for line in lines:
        for each in line.cells or [line]:
            each.words = _hung(each.words, marks)
        if line.cells:
            line.words = [word for cell in line.cells for word in cell.words]


def _hung(words: Sequence[Word], marks: set[str]) -> list[Word]:
    done: list[Word] = []
    for word in words:
        said = _REFERENCE.fullmatch(word.text)
        last = done[-1] if done else None
        if (
            said is not None
            and last is not None
            and said[1] in marks
            and word.bottom - word.top < (last.bottom - last.top) * RAISED
        ):
            done[-1] = last._replace(text=f"{last.text}{HANGS}{said[1]}{HANGS}", right=word.right)
        else:
            done.append(word)
    return done


def note_text(note: Note) -> str:
    """Put a note's lines together for a list of notes."""
    return " ".join(joined(line.words) for line in note.lines)
