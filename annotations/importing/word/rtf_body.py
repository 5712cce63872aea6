"""The words of an RTF file in order, with lists, tables, notes and comments.

List markers are read as the file shows them (`listtext`). What was deleted while changes were
tracked and what is hidden are left out, each with a word about it.
"""

import re
from collections.abc import Callable

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.word.fields import Fields
from annotations.importing.word.manuscript import (
    CHANGES_ACCEPTED,
    COMMENT,
    ENDNOTE,
    FOOTNOTE,
    HIDDEN_LEFT_OUT,
    Line,
    Manuscript,
)
from annotations.importing.word.numbering import bullet, number
from annotations.importing.word.properties import Document
from annotations.importing.word.rtf_heads import Heads
from annotations.importing.word.rtf_state import State
from annotations.importing.word.rtf_streams import (
    BODY_TEXT,
    LAST_LEVEL,
    Layout,
    Ranges,
    RowLayout,
    Stream,
    write,
)
from annotations.importing.word.rtf_tokens import Kind, tokens
from annotations.importing.word.rtf_words import (
    CAPTURED,
    CHARACTERS,
    HEADS,
    LOOKS,
    NOTE_STYLES,
    PARAGRAPH_ENDS,
    READ_WITH_ASTERISK,
    UNREAD,
)
from resources import marked

CUT_OFF = marked("The file ends in the middle; what followed is missing.")
DEEPEST = 500
"""Groups that may nest; those of word processors stay below fifty."""
MOST_TABLES = 20
"""Tables that may stand within one another; what is deeper stands in the last."""
_HALF = re.compile("[\ud800-\udbff]\\Z")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class Reader:
    """Read one file, token by token."""

    def __init__(self, name: str) -> None:
        self.out = Manuscript()
        self.properties: dict[str, str] = {}
        self._name = name
        self._main = Stream()
        self._state = State(self._main)
        self._stack: list[State] = []
        self._asterisk = False
        self._opened = False
        self._bytes = bytearray()
        self._unicode = ""
        self._to_skip = 0
        self._heads = Heads()
        self._author = ""
        self._ranges = Ranges()
        self._reference = ""
        self._counts = {FOOTNOTE: 0, ENDNOTE: 0}
        self._note_styles = {FOOTNOTE: "decimal", ENDNOTE: "lowerRoman"}
        self._endnote = False
        self._words: dict[str, Callable[[int | None], None]] = {
            "pard": self._pard, "plain": self._plain, "f": self._font, "uc": self._uc,
            "cell": lambda _: self._state.stream.end_cell(1),
            "row": lambda _: self._state.stream.end_row(1),
            "nestcell": lambda _: self._state.stream.end_cell(self._layout.depth),
            "nestrow": lambda _: self._state.stream.end_row(max(self._layout.depth, 2)),
            "trowd": self._trowd, "cellx": self._cellx,
            "s": self._paragraph_style,
            "sbasedon": self._based_on, "outlinelevel": self._outline_level,
            "ansicpg": self._ansicpg, "deff": self._deff, "fcharset": self._fcharset,
            "cpg": self._cpg, "v": self._hidden, "deleted": self._deleted, "mvf": self._deleted,
            "revised": self._revised, "mvt": self._revised, "ftnalt": self._ftnalt,
        }  # fmt: skip

    @property
    def encoding(self) -> str:
        """The code page that the file says it is written in."""
        return self._heads.codec.replace("cp125", "windows-125")

    @property
    def _layout(self) -> Layout:
        return self._state.stream.layout

    def read(self, data: bytes) -> Document:
        """Read a file to the end of its first group."""
        for kind, word, value, raw in tokens(data):
            if kind is Kind.OPEN:
                self._flush()
                self._open()
            elif kind is Kind.CLOSE:
                self._flush()
                if not self._stack:
                    break
                self._close()
                if not self._stack:
                    break
            elif self._state.unread:
                continue
            elif kind is Kind.WORD:
                self._word(word, value)
            else:
                self._take(raw)
        if self._stack:
            self._end_all()
        write(self._main.finish(), self.out)
        title, author = (self.properties.get(key, "") for key in ("title", "author"))
        return Document(self.out.finish(), title, author, tuple(sorted(self.out.warnings)))

    def _end_all(self) -> None:
        """End what was left open at the end of the file, and say so."""
        self._flush()
        while self._stack:
            self._close()
        self.out.warnings.add(CUT_OFF)

    # Groups ----------------------------------------------------------------------------------

    def _open(self) -> None:
        if len(self._stack) >= DEEPEST:
            raise ImportFailed(self._name, ImportFault.TOO_DEEP, DEEPEST)
        self._stack.append(self._state)
        self._state = self._state.child()
        self._asterisk, self._opened = False, True
        self._to_skip = 0

    def _close(self) -> None:
        state, self._state = self._state, self._stack.pop()
        self._opened, self._to_skip = False, 0
        if state.group in {"fonttbl", "stylesheet"} and state.capture and not state.unread:
            words = "".join(state.capture)
            state.capture.clear()
            if state.group == "fonttbl":
                self._heads.name_font(state.font, words)
            else:
                self._heads.end_entry(words)
        elif state.capture is not None and state.capture is not self._state.capture:
            self._captured(state.group, "".join(state.capture))
        if state.stream is not self._state.stream:
            self._end_stream(state)

    def _begin(self, group: str) -> bool:
        """Begin what the first word of a group says that it is; False for a plain word."""
        state = self._state
        if group in {"upr", "info"}:  # of `upr` the words are read that follow in Unicode (`ud`)
            state.group, state.capture = group, []
        elif group == "ud":
            outer = self._stack[-2] if len(self._stack) > 1 else self._stack[-1]
            state.group, state.capture = outer.group, outer.capture
        elif group in UNREAD or (self._asterisk and group not in READ_WITH_ASTERISK):
            state.unread = True
        elif group in {"fonttbl", "stylesheet"} or group in CAPTURED:
            state.group, state.capture = group, []
        elif group in {"footnote", "annotation", "shptxt", "dptxbxtext"}:
            state.group, state.stream, state.capture = group, Stream(), None
            state.plain()
            self._endnote = False
        else:
            state.group = group if group == "nesttableprops" else state.group
            return group in {"fldrslt", "shpinst", "rtf", "nesttableprops"}
        return True

    def _captured(self, group: str, words: str) -> None:
        layout = self._layout
        if group in {"listtext", "pntext"}:
            layout.marker = bullet(words.strip()) if words.strip() else ""
        elif group == "fldinst":
            fields = Fields()
            fields.begin()
            fields.instruct(words)
            fields.separate()
            self._state.target = fields.target or self._state.target
        elif group in {"title", "author"}:
            self.properties.setdefault(group, words.strip())
        elif group == "atnauthor":
            self._author = " ".join(words.split())
        elif group == "atnref":
            self._reference = words.strip()
        elif group == "atrfstart":
            self._ranges.begin(words.strip(), self._state.stream.line)
        elif group == "atrfend":
            self._ranges.end(words.strip(), self._state.stream.line)

    def _end_stream(self, state: State) -> None:
        stream = self._state.stream
        items = state.stream.finish()
        if state.group in {"shptxt", "dptxbxtext"}:
            stream.boxes.append(items)
            return
        with self.out.aside() as words:
            write(items, self.out)
        title = words.text.strip()
        if state.group == "annotation":
            author, self._author = self._author, ""
            self._comment(stream.line, f"{author}: {title}" if author else title)
        elif not self._state.deleted:
            sort = ENDNOTE if self._endnote else FOOTNOTE
            self._endnote = False
            self._counts[sort] += 1
            self.out.keep_note(sort, number(self._counts[sort], self._note_styles[sort]), words)
            stream.line.note(sort, title)

    def _comment(self, line: Line, title: str) -> None:
        if not self._ranges.hang(self._reference, title):
            line.note(COMMENT, title)
        self._reference = ""

    # Words -----------------------------------------------------------------------------------

    def _word(self, word: str, value: int | None) -> None:
        if word == "u":
            self._flush_bytes()
            code = (value or 0) & 0xFFFF
            self._unicode += chr(code)
            self._to_skip = self._state.skip
            return
        if self._to_skip and word not in PARAGRAPH_ENDS:
            self._to_skip -= 1
            return
        self._flush()
        opened, self._opened = self._opened, False
        if word == "*":
            self._asterisk, self._opened = True, True
            return
        if opened and self._begin(word):
            return
        if word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in PARAGRAPH_ENDS:
            self._paragraph()
        elif word in self._words:
            self._words[word](value)
        else:
            self._other(word, value)

    def _other(self, word: str, value: int | None) -> None:
        layout = self._layout
        if word in LOOKS:
            kinds = self._state.kinds
            off = value == 0
            self._state.kinds = kinds - {LOOKS[word]} if off else kinds | {LOOKS[word]}
        elif word == "intbl":
            layout.in_table = True
        elif word == "itap":
            layout.in_table, layout.depth = bool(value), min(max(value or 1, 1), MOST_TABLES)
        elif word in {"li", "fi"}:
            layout.indent = value or 0 if word == "li" else layout.indent
            layout.first_indent = value or 0 if word == "fi" else layout.first_indent
        elif word == "ilvl":
            layout.level = min(max(value or 0, 0), LAST_LEVEL)
        elif word in HEADS:
            self._heads.codec = HEADS[word]
        elif word in {"clmrg", "clvmrg", "trhdr"}:
            row = self._state.stream.row
            if self._state.group != "nesttableprops":
                row.next_covered = row.next_covered or word != "trhdr"
                row.header = row.header or word == "trhdr"
        elif word.startswith(("ftnn", "aftnn")) and word[-3:].lstrip("n") in NOTE_STYLES:
            sort = ENDNOTE if word.startswith("a") else FOOTNOTE
            self._note_styles[sort] = NOTE_STYLES[word[-3:].lstrip("n")]

    def _take(self, raw: bytes) -> None:
        """Take bytes of text, without those that stand in for Unicode that was read already."""
        self._opened = False
        if self._to_skip:
            skipped = min(self._to_skip, len(raw))
            self._to_skip -= skipped
            raw = raw[skipped:]
        if raw:
            self._flush_unicode()
            self._bytes += raw

    def _flush(self) -> None:
        self._flush_bytes()
        self._flush_unicode()

    def _flush_unicode(self) -> None:
        if self._unicode:
            words, self._unicode = self._unicode, ""
            if _HALF.search(words):  # the other half comes after a control word
                words, self._unicode = words[:-1], words[-1]
            if _SURROGATES.search(words):
                words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            self._write(words)

    def _flush_bytes(self) -> None:
        if not self._bytes:
            return
        raw = bytes(self._bytes)
        self._bytes.clear()
        heads, state = self._heads, self._state
        is_name = state.group in {"fonttbl", "stylesheet"}
        self._write(heads.decode_name(raw) if is_name else heads.decode(raw, state.font))

    def _write(self, words: str) -> None:
        state = self._state
        if state.capture is not None:
            state.capture.append(words)
        elif state.deleted:
            if words.strip():
                self.out.warnings.add(CHANGES_ACCEPTED)
        elif state.hidden:
            if words.strip():
                self.out.warnings.add(HIDDEN_LEFT_OUT)
        elif len(self._stack):
            state.stream.line.write(words, state.looks())

    def _paragraph(self) -> None:
        if self._state.capture is not None:
            self._state.capture.append("\n")
        elif self._state.deleted:
            self.out.warnings.add(CHANGES_ACCEPTED)
        else:
            self._state.stream.end_paragraph()

    # Control words ---------------------------------------------------------------------------

    def _pard(self, _value: int | None) -> None:
        if self._state.capture is None:
            self._state.stream.layout = Layout(marker=self._layout.marker)

    def _plain(self, _value: int | None) -> None:
        self._state.plain()
        self._state.font = self._heads.default_font

    def _font(self, value: int | None) -> None:
        self._state.font = value or 0

    def _uc(self, value: int | None) -> None:
        self._state.skip = min(max(1 if value is None else value, 0), 100)

    def _trowd(self, _value: int | None) -> None:
        if self._state.group != "nesttableprops":  # the row around it goes on
            self._state.stream.row = RowLayout()

    def _cellx(self, _value: int | None) -> None:
        if self._state.group == "nesttableprops":
            return
        row = self._state.stream.row
        row.covered.append(row.next_covered)
        row.next_covered = False

    def _paragraph_style(self, value: int | None) -> None:
        if self._state.group == "stylesheet":
            self._heads.entry = value or 0
        else:
            self._layout.style = self._heads.style(value or 0)

    def _based_on(self, value: int | None) -> None:
        self._heads.entry_base = value or 0

    def _outline_level(self, value: int | None) -> None:
        level = value if value is not None and 0 <= value <= BODY_TEXT else -1
        if self._state.group == "stylesheet":
            self._heads.entry_outline = level
        else:
            self._layout.outline = level

    def _ansicpg(self, value: int | None) -> None:
        self._heads.set_code_page(value or 0)

    def _deff(self, value: int | None) -> None:
        self._heads.default_font = self._state.font = value or 0

    def _fcharset(self, value: int | None) -> None:
        if self._state.group == "fonttbl":
            self._heads.set_charset(self._state.font, value or 0)

    def _cpg(self, value: int | None) -> None:
        if self._state.group == "fonttbl":
            self._heads.set_font_page(self._state.font, value or 0)

    def _hidden(self, value: int | None) -> None:
        self._state.hidden = value != 0

    def _deleted(self, value: int | None) -> None:
        self._state.deleted = value != 0

    def _revised(self, value: int | None) -> None:
        if value != 0:
            self.out.warnings.add(CHANGES_ACCEPTED)

    def _ftnalt(self, _value: int | None) -> None:
        self._endnote = True
