"""Lines to paragraphs, joined over columns and pages; headings and lists told from them."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from annotations.importing.pdf.hyphens import HYPHENS
from annotations.importing.pdf.lines import Line
from annotations.importing.pdf.tables import Table

LARGER = 1.12
"""Of the body's letters: a heading's are at least that much larger."""
OTHER_SIZE = 0.1
"""Share by which letters of one paragraph may differ."""
INDENT = 0.7
"""Of a line's height: how far a first line stands in."""
LOOSER = 1.28
"""Of the usual step from line to line: a wider one parts paragraphs."""
WOULD_FIT = 0.8
"""Of a line's height that must be left over beside the next word: its line is short."""
LONGEST_HEADING = 4
"""Lines."""
TIGHT = 0.3
"""Share of steps that are within paragraphs at least, so that the step there is usual."""
FEW_STEPS = 8
SINGLE_SPACED = 1.3
"""Of a line's height: a step that is no larger parts no paragraphs."""
QUOTED = 1.0
"""Of a line's height: how far a quotation stands in."""
LEAST_QUOTED = 2
"""Lines; of one alone it cannot be told."""
SAME_LEFT = 2.0
"""Points by which the beginnings of lines below each other may differ."""
FILLED = 0.8
"""Of a line's height by which the two longest of some lines differ, where both are full."""
CENTRED = 0.03
"""Share of a column's width by which the space on both sides of a centred line may differ."""
RAGGED = 0.08
"""Share of lines within sentences that end early, in documents whose lines are cut by count."""
FAR_SHORT = 0.2
"""Share of a column's width that a paragraph's last line leaves empty in such documents."""
INDENTED = 0.08
"""Share of lines that begin a paragraph by standing in, in documents that part them so."""

BULLETS = "•·▪▫■□●○◦‣⁃∙➢➤✓" + "".join(
    map(chr, range(0xF000, 0xF100))  # signs of symbol fonts
)
_BULLET = re.compile(rf"(?P<marker>[{BULLETS}]|[-–—*o](?=\s))\s*(?P<rest>.*)", re.DOTALL)
_NUMBER = re.compile(
    r"(?P<marker>\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})[.)])(?:\s+(?P<rest>\S.*)|$)", re.DOTALL
)
NUMBERED = re.compile(r"\[(?P<label>\d+(?:\.\d+)*[a-z]?)\]")
"""The number before a paragraph of a ruling: [3.14], [23]."""
_ENDS = tuple('.!?:;"”’)»…')
_HYPHENS = tuple(HYPHENS)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\w{1,5}$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `marker` is a list item's; `level` a heading's or an item's."""

    lines: list[Line]
    kind: str = "paragraph"
    marker: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Measures:
    """What most lines of a document are like: letters' height, step to the next line, style."""

    size: float
    step: float
    bold: bool
    indents: bool
    ragged: bool = False


def measure(pages: Iterable[Sequence[Line]]) -> Measures:
    """Measure a document's lines."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    lines = [line for page in pages for line in page]
    for line in lines:
        letters = len(line.text)
        sizes[round(line.size * 2) / 2] += letters
        bold[line.bold] += letters
    if not lines:
        return Measures(10.0, 12.0, bold=False, indents=False)
    size = sizes.most_common(1)[0][0] or 1.0
    steps, indented, flush, within, early = [], 0, 0, 0, 0
    for first, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        same = first.region == line.region == after.region
        returns = same and abs(first.left - after.left) < SAME_LEFT and not _is_item(line.text)
        indented += returns and line.left - first.left > INDENT * size
    for before, line in pairwise(lines):
        if before.page != line.page or before.region != line.region:
            continue
        step = line.top - before.top
        if abs(line.size - size) <= size * OTHER_SIZE and 0 < step < 3 * size:
            steps.append(step)
            flush += 1
        if _goes_on(before, line):
            within += 1
            early += would_fit(before, line)
    return Measures(
        size,
        _usual_step(steps, size),
        bold=bold[True] > bold[False],
        indents=indented > INDENTED * flush / 2,
        ragged=early > max(2.0, RAGGED * within),
    )


def _usual_step(steps: Sequence[float], size: float) -> float:
    """Tell the step within paragraphs; where there are only a few, it may be that between them."""
    if not steps:
        return size * SINGLE_SPACED
    usual = sorted(steps)[int(len(steps) * TIGHT)]
    return usual if len(steps) > FEW_STEPS else min(usual, size * SINGLE_SPACED)


def paragraphs_of(
    pages: Iterable[Sequence[Line | Table]], measures: Measures
) -> list[Paragraph | Table]:
    """Group the lines of all pages."""
    grouping = _Grouping(measures)
    for page in pages:
        _find_edges([each for each in page if isinstance(each, Line)])
        for each in page:
            grouping.take(each)
    paragraphs = grouping.done
    _mark_headings(paragraphs, measures)
    _mark_lists(paragraphs)
    return paragraphs


def _find_edges(lines: Sequence[Line]) -> None:
    """Find where lines end that stand in on both sides, as those of a quotation do."""
    run: list[Line] = []
    for line in [*lines, None]:
        if run and (line is None or not _is_below(run[-1], line)):
            longest = sorted((each.right for each in run), reverse=True)[:2]
            if len(longest) > 1 and longest[0] - longest[1] < FILLED * run[0].height:
                for each in run:
                    each.edge = longest[0]
            run = []
        if line is not None and line.left - line.column[0] > INDENT * line.height:
            run.append(line)


def _is_below(before: Line, line: Line) -> bool:
    return (
        before.region == line.region
        and before.page == line.page
        and abs(before.left - line.left) < SAME_LEFT
        and line.top - before.top < 2 * before.height
    )


@dataclass(slots=True)
class _Grouping:
    """The paragraphs so far; the last one may be open over a table or a page's end."""

    measures: Measures
    done: list[Paragraph | Table] = field(default_factory=list)

    def take(self, each: Line | Table) -> None:
        """Put a line to the paragraph that is open, or begin one; a table stands by itself."""
        if isinstance(each, Table):
            self.done.append(each)
            return
        last = self.done[-1] if self.done else None
        if isinstance(last, Paragraph) and not self._begins(last, each):
            last.lines.append(each)
        else:
            self.done.append(Paragraph([each]))

    def _begins(self, paragraph: Paragraph, line: Line) -> bool:
        before = paragraph.lines[-1]
        if abs(before.size - line.size) > OTHER_SIZE * max(before.size, line.size):
            return True
        if _LEADERS.search(before.text):
            return True
        if before.page != line.page or before.region != line.region:
            return self._begins_elsewhere(paragraph, line)
        step = line.top - before.top
        usual = self.measures.step * max(1.0, before.size / self.measures.size)
        if len(paragraph.lines) > 1 and paragraph.lines[-2].region == before.region:
            usual = max(before.top - paragraph.lines[-2].top, usual / LOOSER)
        if step > usual * LOOSER:
            return True
        if before.bold != line.bold and (_is_alone(before) or _is_alone(line)):
            return True
        return self._begins_below(paragraph, line)

    def _begins_below(self, paragraph: Paragraph, line: Line) -> bool:
        """Decide about a line that stands close below the last one."""
        before = paragraph.lines[-1]
        if before.text.endswith(_HYPHENS) and before.text[-2:-1].isalpha():
            return False
        far = INDENT * line.height
        hanging = len(paragraph.lines) == 1 and marker_of(paragraph.lines[0].text)
        if marker_of(line.text) and (
            _is_sure(line.text) or before.text.endswith(_ENDS) or marker_of(paragraph.lines[0].text)
        ):
            indented = hanging and line.left - before.left > far
            return not indented or _is_sure(line.text) or before.text.endswith(_ENDS)
        if before.size > self.measures.size * LARGER:
            return False  # a headline breaks where it reads well
        if _centred(before) and _centred(line) and abs(before.left - line.left) > SAME_LEFT:
            return not before.bold
        if line.left - before.left > far and not hanging:
            return True
        if before.left - line.left > far and len(paragraph.lines) > 1:
            return True
        return would_fit(before, line, self._spare(before, line))

    def _spare(self, before: Line, line: Line) -> float:
        """Tell the points that a last line leaves besides, where other lines end early too."""
        if not self.measures.ragged:
            return 0.0
        if _goes_on(before, line):
            return math.inf
        return FAR_SHORT * (before.column[1] - before.column[0])

    def _begins_elsewhere(self, paragraph: Paragraph, line: Line) -> bool:
        """Decide about the first line of another column or page."""
        before = paragraph.lines[-1]
        if marker_of(line.text) and (_is_sure(line.text) or before.text.endswith(_ENDS)):
            return True
        if before.bold != line.bold and (_is_alone(before) or _is_alone(line)):
            return True
        if before.text.endswith(_HYPHENS):
            return False
        first = line.words[0].text.lstrip("“\"'‘(")[:1]
        if first.islower():
            return False
        hangs = line.left - line.column[0] > INDENT * line.height
        if _is_item(paragraph.lines[0].text) and not hangs and before.text.endswith(_ENDS):
            return True
        if would_fit(before, line):
            return True
        if line.left - line.column[0] > INDENT * line.height and self.measures.indents:
            return True
        ended = before.text.endswith(_ENDS)
        return ended and not self.measures.indents


def marker_of(text: str) -> str:
    """Give the mark that a list item or a numbered paragraph begins with, "" where none is."""
    numbered = NUMBERED.match(text)
    if numbered:
        return numbered[0]
    found = _BULLET.match(text) or _NUMBER.match(text)
    return found["marker"] if found else ""


def _is_item(text: str) -> bool:
    """Whether a text begins with a list item's mark, not with a numbered paragraph's."""
    return bool(marker_of(text)) and not NUMBERED.match(text)


def _is_sure(text: str) -> bool:
    return text[:1] in BULLETS or NUMBERED.match(text) is not None


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a sentence goes on from one line to the next."""
    return not before.text.endswith(_ENDS) and line.text[:1].islower() and not marker_of(line.text)


def would_fit(before: Line, line: Line, spare: float = 0.0) -> bool:
    """Whether a line's first word would have found room on the line before: that one ended.

    `spare` are points that have to be left over besides.
    """
    word = line.words[0]
    left, right = before.column
    if _centred(before) and not before.edge:  # room on one side only
        return False
    needed = (word.right - word.left) + before.height * WOULD_FIT
    if before.edge:
        right = before.edge
    elif before.left - left > QUOTED * before.height and abs(before.left - line.left) < SAME_LEFT:
        right -= before.left - left  # two lines of a quotation, which stands in on both sides
    return right - left > 0 and before.right + needed + spare < right


def _centred(line: Line) -> bool:
    left, right = line.column
    before, after = line.left - left, right - line.right
    return before > line.height and abs(before - after) < max(4.0, CENTRED * (right - left))


def _is_alone(line: Line) -> bool:
    """Whether a bold line does not fill its column, as headings do not."""
    left, right = line.column
    return line.bold and line.right - line.left < 0.95 * (right - left)


def _mark_headings(paragraphs: Sequence[Paragraph | Table], measures: Measures) -> None:
    found: list[tuple[float, Paragraph]] = []
    for each in paragraphs:
        if not isinstance(each, Paragraph) or len(each.lines) > LONGEST_HEADING:
            continue
        size = median(line.size for line in each.lines)
        bold = all(line.bold for line in each.lines) and not measures.bold
        if not any(letter.isalpha() for line in each.lines for letter in line.text):
            continue
        larger = size > measures.size * LARGER
        if _is_quotation(each):
            each.kind = "quote"
        if larger or (bold and size > measures.size * 0.95 and _may_head(each)):
            found.append((round(size * 2) / 2 if larger else 0.0, each))
    sizes = sorted({size for size, _ in found}, reverse=True)
    for size, each in found:
        each.kind = "heading"
        each.level = min(sizes.index(size) + 1, 6)


def _is_quotation(paragraph: Paragraph) -> bool:
    """Whether lines stand in on both sides of their column, as quotations are set."""
    if len(paragraph.lines) < LEAST_QUOTED or marker_of(paragraph.lines[0].text):
        return False
    return all(
        line.left - line.column[0] > QUOTED * line.height
        and line.column[1] - line.right > QUOTED / 2 * line.height
        and abs(line.left - paragraph.lines[0].left) < SAME_LEFT
        for line in paragraph.lines
    )


def _may_head(paragraph: Paragraph) -> bool:
    text = paragraph.lines[-1].text
    return not text.endswith((".", ",", ";")) or bool(marker_of(paragraph.lines[0].text))


def _mark_lists(paragraphs: Sequence[Paragraph | Table]) -> None:
    """Tell list items, whose marks are drawn before them and are not in the text."""
    depths: list[float] = []
    counted = {
        marker_of(each.lines[0].text).strip("().")
        for each in paragraphs
        if isinstance(each, Paragraph)
    }
    for each in paragraphs:
        if not isinstance(each, Paragraph) or each.kind != "paragraph":
            depths = []
            continue
        first = each.lines[0]
        marker = "" if NUMBERED.match(first.text) else marker_of(first.text)
        if not marker or not _without(first, marker) or not _is_counted(marker, counted):
            depths = [] if not marker else depths
            continue
        while depths and first.left < depths[-1] - first.height / 2:
            depths.pop()
        if not depths or first.left > depths[-1] + first.height / 2:
            depths.append(first.left)
        each.kind, each.marker, each.level = "list", marker, len(depths)
        _strip_marker(each, marker)


def _is_counted(marker: str, others: set[str]) -> bool:
    """Whether a letter counts: "B." beside "A." or "C.", not the initial of a name."""
    letter = marker.strip("().")
    if len(letter) != 1 or not letter.isalpha() or marker in BULLETS or marker == "o":
        return True
    return bool({chr(ord(letter) - 1), chr(ord(letter) + 1)} & others)


def _without(line: Line, marker: str) -> str:
    return line.text.removeprefix(marker).strip()


def _strip_marker(paragraph: Paragraph, marker: str) -> None:
    first = paragraph.lines[0]
    words, left = list(first.words), marker
    while words and left:
        text = words[0].text
        if left.startswith(text):
            left = left.removeprefix(text).lstrip()
            words.pop(0)
        else:
            words[0] = words[0]._replace(text=text.removeprefix(left))
            left = ""
    paragraph.marker = "•" if marker in BULLETS or marker in "-–—*o" else marker
    paragraph.lines[0] = Line(
        first.page, words, first.left, first.top, first.right, first.bottom, first.column
    )
