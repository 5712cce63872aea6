"""The words of a DOCX file in order, with lists, tables, notes and comments.

| in the file | becomes |
|---|---|
| heading by outline level or by the name of the style, title | HEADING |
| numbered or bulleted paragraph | LIST_ITEM with the marker that Word draws; so a heading |
| style for quotations, for code | QUOTE, CODE |
| table | a block a cell; a cell of several paragraphs has newlines, a table in it tabs |
| table of one single cell | its paragraphs: it is a frame around them |
| text box | paragraphs after the one it is anchored in, once |
| field | its result; HYPERLINK a link |
| insertion, moved to | read; deletion, moved from, and the paragraph marks in them, left out |
| header, footer, picture | left out |
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from annotations.importing.word.docx_elements import (
    AROUND,
    GONE,
    MC,
    boxes_in,
    chosen_of,
    has_own_mark,
    inside,
    is_hex,
    is_initial,
    mark_is_gone,
)
from annotations.importing.word.docx_lists import Lists
from annotations.importing.word.docx_package import R, Relations, W
from annotations.importing.word.docx_styles import (
    CODE,
    ParagraphStyle,
    Styles,
    dressed,
    integer,
    is_on,
    outline_of,
    value,
)
from annotations.importing.word.fields import Fields
from annotations.importing.word.links import address
from annotations.importing.word.manuscript import (
    CHANGES_ACCEPTED,
    COMMENT,
    ENDNOTE,
    FOOTNOTE,
    HIDDEN_LEFT_OUT,
    PLAIN,
    Line,
    Looks,
    Manuscript,
    Shape,
)
from annotations.importing.word.numbering import number
from annotations.importing.word.symbols import symbol
from annotations.vocabulary import BlockKind, RunKind

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
LAST_HEADING = 6
_CHANGES = {f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo")}
_WRITTEN = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
}


@dataclass(slots=True)
class Notes:
    """The notes of one sort; `told` are the words of those read already."""

    sort: str
    style: str
    elements: dict[str, Element]
    relations: Relations
    told: dict[str, str] = field(default_factory=dict)
    count: int = 0


@dataclass(slots=True)
class Story:
    """What all of a document shares while it is read."""

    manuscript: Manuscript
    styles: Styles
    lists: Lists
    notes: dict[str, Notes] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    trace: Callable[[Element], Looks] | None = None  # says where words come from


class Flow:
    """Read one stream of paragraphs: the document's, or that of one note or text box."""

    def __init__(self, story: Story, relations: Relations) -> None:
        self._story = story
        self._out = story.manuscript
        self._relations = relations
        self._fields = Fields()
        self._line: Line | None = None  # words that go on in the next paragraph
        self._boxes: list[Element] = []
        self._ranged: set[str] = set()
        self._blocks: dict[str, Callable[[Element], None]] = {
            f"{W}p": self._paragraph,
            f"{W}tbl": self._table,
            f"{W}sdt": self._content,
            f"{W}commentRangeStart": self._open_comment,
            f"{W}commentRangeEnd": self._close_comment,
            f"{MC}AlternateContent": self._choose,
        }
        self._inline: dict[str, Callable[[Element, Line, str], None]] = {
            f"{W}r": self._run,
            f"{W}hyperlink": self._hyperlink,
            f"{W}fldSimple": self._simple_field,
            f"{W}sdt": self._inline_content,
            f"{MC}AlternateContent": self._inline_choose,
            f"{M}oMath": self._formula,
            f"{M}oMathPara": self._formula,
        }

    def read(self, container: Element) -> None:
        """Read all blocks of a body, a cell or a note."""
        self._read_blocks(container)
        self._flush()

    def _read_blocks(self, container: Element) -> None:
        for child in container:
            tag = child.tag
            step = self._blocks.get(tag)
            if step:
                step(child)
            elif tag in GONE:
                self._out.warnings.add(CHANGES_ACCEPTED)
            elif tag in AROUND:
                if tag in _CHANGES:
                    self._out.warnings.add(CHANGES_ACCEPTED)
                self._read_blocks(child)

    def _flush(self) -> None:
        if self._line is not None:
            line, self._line = self._line, None
            self._out.add(line)
            self._read_boxes()

    def _content(self, element: Element) -> None:
        for child in element.findall(f"{W}sdtContent"):
            self._read_blocks(child)

    def _choose(self, element: Element) -> None:
        self._read_blocks(chosen_of(element))

    def _open_comment(self, element: Element) -> None:
        key = element.get(f"{W}id", "")
        if key in self._story.comments:
            self._ranged.add(key)
            line = self._line or Line()
            self._out.open_comment(key, self._story.comments[key], line)

    def _close_comment(self, element: Element) -> None:
        self._out.close_comment(element.get(f"{W}id", ""), self._line or Line())

    def _paragraph(self, element: Element) -> None:
        properties = element.find(f"{W}pPr")
        named = value(properties.find(f"{W}pStyle")) if properties is not None else ""
        style = self._story.styles.paragraph(named)
        line = self._line or Line()
        self._line = None
        if style.hidden:
            self._out.warnings.add(HIDDEN_LEFT_OUT)
        else:
            self._words(element, line, "")
        self._fields.end_paragraph()
        if mark_is_gone(properties):
            self._out.warnings.add(CHANGES_ACCEPTED)
            self._line = line
            return
        if is_initial(properties) and line.length:
            self._line = line
            return
        self._out.add(line, self._shape(properties, style, named, line))
        self._read_boxes()

    def _read_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            Flow(self._story, self._relations).read(box)

    def _shape(
        self, properties: Element | None, style: ParagraphStyle, named: str, line: Line
    ) -> Shape:
        outline, marker, level = style.outline, None, 0
        if properties is not None:
            own = properties.find(f"{W}outlineLvl")
            outline = outline if own is None else outline_of(own)
        num, level = self._number(properties, style, named)
        if num and num != "0" and line.length and not line.text.isspace():
            marker = self._story.lists.marker(num, level)
        if outline >= 0:
            return Shape(BlockKind.HEADING, min(outline + 1, LAST_HEADING), marker or "")
        if marker is not None:
            return Shape(BlockKind.LIST_ITEM, level + 1, marker, int(style.quote))
        if style.quote:
            return Shape(BlockKind.QUOTE, quote_level=1)
        return Shape(BlockKind.CODE) if style.code else PLAIN

    def _number(
        self, properties: Element | None, style: ParagraphStyle, named: str
    ) -> tuple[str, int]:
        num, level = style.num, style.num_level
        own = properties.find(f"{W}numPr") if properties is not None else None
        if own is not None:
            num = value(own.find(f"{W}numId"), num)
            level = integer(value(own.find(f"{W}ilvl")), max(level, 0))
        elif num and level < 0:
            level = self._story.lists.level_of(num, named)
        return num, max(level, 0)

    def _words(self, element: Element, line: Line, target: str) -> None:
        """Read what stands in a paragraph, all of it within the link `target`."""
        for child in element:
            tag = child.tag
            step = self._inline.get(tag)
            if step:
                step(child, line, target)
            elif tag == f"{W}commentRangeStart":
                key = child.get(f"{W}id", "")
                if key in self._story.comments:
                    self._ranged.add(key)
                    self._out.open_comment(key, self._story.comments[key], line)
            elif tag == f"{W}commentRangeEnd":
                self._out.close_comment(child.get(f"{W}id", ""), line)
            elif tag in GONE:
                self._out.warnings.add(CHANGES_ACCEPTED)
            elif tag in AROUND:
                if tag in _CHANGES:
                    self._out.warnings.add(CHANGES_ACCEPTED)
                self._words(child, line, target)

    def _hyperlink(self, element: Element, line: Line, _target: str) -> None:
        kind, target = self._relations.get(element.get(f"{R}id", ""), ("", ""))
        self._words(element, line, address(target) if kind == "hyperlink" else "")

    def _simple_field(self, element: Element, line: Line, target: str) -> None:
        self._fields.begin()
        self._fields.instruct(element.get(f"{W}instr", ""))
        self._fields.separate()
        self._words(element, line, target)
        self._fields.end()

    def _inline_content(self, element: Element, line: Line, target: str) -> None:
        for child in element.findall(f"{W}sdtContent"):
            self._words(child, line, target)

    def _inline_choose(self, element: Element, line: Line, target: str) -> None:
        self._words(chosen_of(element), line, target)

    def _formula(self, element: Element, line: Line, _target: str) -> None:
        for text in element.iter(f"{M}t"):
            self._write(text, text.text or "", line)

    def _write(self, element: Element, words: str, line: Line, looks: Looks = ()) -> None:
        """Write the words of an element; who asked where words come from is told by a run."""
        trace = self._story.trace
        line.write(words, looks if trace is None else (*looks, *trace(element)))

    def _run(self, run: Element, line: Line, target: str) -> None:
        properties = run.find(f"{W}rPr")
        dress = self._story.styles.dress("")
        code = False
        if properties is not None:
            named = value(properties.find(f"{W}rStyle"))
            code = CODE.fullmatch(named) is not None or named in {"VerbatimChar", "HTMLCode"}
            dress = dressed(properties, self._story.styles.dress(named))
        target = self._fields.target or target
        looks: Looks = tuple(
            ([(RunKind.LINK, target)] if target else [])
            + [(kind, "") for kind in sorted(dress.kinds)]
            + ([(RunKind.CODE, "")] if code else [])
        )
        for child in run:
            if child.tag == f"{W}t":
                if dress.hidden and child.text:
                    self._out.warnings.add(HIDDEN_LEFT_OUT)
                elif not self._fields.instructing:
                    self._write(child, child.text or "", line, looks)
            elif child.tag in _WRITTEN:
                if not dress.hidden and not self._fields.instructing:
                    self._write(child, _WRITTEN[child.tag], line, looks)
            else:
                self._special(child, run, line, looks)

    def _special(self, child: Element, run: Element, line: Line, looks: Looks) -> None:
        """Read what is no plain word of a run."""
        name = child.tag.rpartition("}")[2]
        if name == "fldChar":
            kind = child.get(f"{W}fldCharType", "")
            {"begin": self._fields.begin, "separate": self._fields.separate}.get(
                kind, self._fields.end
            )()
        elif name == "instrText":
            self._fields.instruct(child.text or "")
        elif name == "sym":
            code = child.get(f"{W}char", "")
            with_font = child.get(f"{W}font", "")
            shown = symbol(int(code, 16) if is_hex(code) else 0, with_font)
            self._write(child, shown, line, looks)
        elif name in {"footnoteReference", "endnoteReference"}:
            sort = FOOTNOTE if name == "footnoteReference" else ENDNOTE
            own = "".join(run.itertext()).strip() if has_own_mark(child) else ""
            self._note(sort, child.get(f"{W}id", ""), own, line)
        elif name == "commentReference":
            key = child.get(f"{W}id", "")
            if key in self._story.comments and key not in self._ranged:
                line.note(COMMENT, self._story.comments[key])
        elif name == "AlternateContent":
            chosen = chosen_of(child)
            self._boxes += boxes_in(chosen)
            if chosen.find(f"{W}t") is not None:
                self._run(chosen, line, "")
        elif name in {"drawing", "pict", "object"}:
            self._boxes += boxes_in(child)
        elif name == "ruby":
            for base in child.findall(f"{W}rubyBase"):
                self._words(base, line, "")

    def _note(self, sort: str, key: str, own: str, line: Line) -> None:
        notes = self._story.notes.get(sort)
        element = notes.elements.get(key) if notes else None
        if notes is None or element is None:
            return
        if key not in notes.told:
            notes.told[key] = ""  # a note that refers to itself says nothing more
            notes.count += not own
            marker = own or number(notes.count, notes.style)
            with self._out.aside() as words:
                Flow(self._story, notes.relations).read(element)
            notes.told[key] = words.text.strip()
            self._out.keep_note(sort, marker, words)
        line.note(sort, notes.told[key])

    def _table(self, table: Element) -> None:
        self._flush()
        rows = list(inside(table, f"{W}tr"))
        cells = [list(inside(row, f"{W}tc")) for row in rows]
        if len(rows) == 1 and len(cells[0]) == 1:
            Flow(self._story, self._relations).read(cells[0][0])
            return
        with self._out.table():
            for row, in_row in zip(rows, cells, strict=True):
                self._row(row, in_row)

    def _row(self, row: Element, cells: list[Element]) -> None:
        properties = row.find(f"{W}trPr")
        header = False
        before = 0
        if properties is not None:
            if properties.find(f"{W}del") is not None:
                self._out.warnings.add(CHANGES_ACCEPTED)
                return
            header = is_on(properties.find(f"{W}tblHeader"))
            before = integer(value(properties.find(f"{W}gridBefore")))
        with self._out.row(header=header):
            if before > 0:
                self._out.skip_columns(before)
            for cell in cells:
                span = integer(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1)
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and value(merged, "continue") == "continue":
                    self._out.skip_columns(span)
                    continue
                with self._out.cell(span=span):
                    Flow(self._story, self._relations).read(cell)
