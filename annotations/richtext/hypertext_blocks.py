"""The tree of a page -> blocks and runs, as a browser would lay them out one below another.

| HTML | becomes |
|---|---|
| text outside any paragraph | a paragraph, ended by the next element that begins a line |
| `br` | a newline; two in a row end a paragraph |
| list item | its first block with its marker, `level` the depth of lists; tight but for `p` |
| blockquote | paragraphs of kind QUOTE; other kinds keep theirs and count `quote_level` |
| table with data | a block a cell; one that only lays out is as if it were not there |
| dt, dd, figcaption, caption, summary, address … | paragraphs |
| img | its alternative text, with a run; without one, nothing |
| q | its words in quotation marks, as browsers show them |
| sup, sub, ruby, ins, mark, small | their words |
"""

import re

from annotations.model import Block, RichText
from annotations.richtext.building import APART, Neighbourhood, Passage, TextBuilder
from annotations.richtext.hypertext_hidden import declarations, is_hidden
from annotations.richtext.hypertext_lines import Lines
from annotations.richtext.hypertext_lists import BULLET, Numbers
from annotations.richtext.hypertext_tables import Grid, cells_of, is_data, rows_of
from annotations.richtext.hypertext_tree import BLOCKS, DROPPED, Node
from annotations.vocabulary import BlockKind, RunKind

_RUNS = {
    **dict.fromkeys(("b", "strong"), RunKind.STRONG),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), RunKind.EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), RunKind.CODE),
    **dict.fromkeys(("s", "strike", "del"), RunKind.STRIKE),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_BOLD = re.compile(r"bold|bolder|[6-9]00")
_UPRIGHT = re.compile(r"normal|lighter|[1-5]00")
_AS_IT_IS = ("pre", "break-spaces")
_LANGUAGE = re.compile(r"(?:^|\s)lang(?:uage)?-([\w+#.-]+)")
_QUOTES = (("“", "”"), ("‘", "’"))


def blocks_of(root: Node) -> tuple[RichText, bool]:
    """Lay a tree out. Returns the text, and whether words that nobody sees were left out."""
    walk = _Walk()
    walk.inside(root)
    walk.flush()
    return walk.builder.finish(), walk.hidden


class _Walk:
    """Turn elements into blocks, remembering what is around."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.hidden = False
        self._lines = Lines()
        self._quotes = 0
        self._innermost = BlockKind.PARAGRAPH
        self._heading = 0
        self._lists: list[Numbers] = []
        self._markers: list[str] = []  # of items of which nothing has been written yet
        self._groups = 0
        self._tight = False
        self._as_is = False
        self._cell: Block | None = None
        self._definitions = 0  # lists of definitions around
        self._tables = -1
        self._marks = 0  # depth of <q>

    def inside(self, node: Node) -> None:
        """Lay out what is in an element."""
        for child in node.children:
            if isinstance(child, str):
                self._words(child)
            elif child.name in BLOCKS:
                self._block(child)
            else:
                self._inline(child)

    def _words(self, text: str) -> None:
        if not self._as_is:
            self._end_at_blank_line(text)
            self._lines.write(text)
            return
        for line in text.split("\n"):
            self._end_at_blank_line(line)
            self._lines.write(line)
            self._lines.break_line()
        self._lines.unbreak_line()

    def _end_at_blank_line(self, text: str) -> None:
        if self._lines.breaks > 1 and self._cell is None and not self._heading and text.strip():
            self.flush()

    # -- within a line ---------------------------------------------------------------------------

    def _inline(self, node: Node) -> None:
        name = node.name
        if name == "br":
            self._lines.break_line()
        elif name in DROPPED or self._is_hidden(node):
            return
        elif name == "img":
            said = node.attributes
            self._lines.image(said.get("alt", ""), said.get("src", ""), said.get("title", ""))
        elif name == "q":
            opening, closing = _QUOTES[self._marks % 2]
            self._marks += 1
            self._lines.write(opening)
            self._within_runs(node)
            self._lines.write(closing)
            self._marks -= 1
        else:
            self._within_runs(node)

    def _within_runs(self, node: Node) -> None:
        kinds = _kinds_of(node)
        for kind in kinds:
            target = node.attributes.get("href", "").strip() if kind is RunKind.LINK else ""
            title = node.attributes.get("title", "") if kind is RunKind.LINK else ""
            self._lines.open(kind, target, title)
        before = self._as_is
        self._as_is = before or _keeps_lines(node)
        self.inside(node)
        self._as_is = before
        for _ in kinds:
            self._lines.close()

    def _is_hidden(self, node: Node) -> bool:
        if not is_hidden(node):
            return False
        self.hidden = self.hidden or bool(node.words().strip())
        return True

    # -- blocks ----------------------------------------------------------------------------------

    def flush(self) -> None:
        """End the block that was being written, if any word of it was."""
        if self._cell is not None:
            if not self._lines.empty and not self._lines.breaks:
                self._lines.break_line()
            return
        if self._lines.empty:
            self._lines.take()
            return
        images = self._lines.only_images
        passage = self._lines.take()
        if self._heading:
            self._add(BlockKind.HEADING, passage, level=self._heading)
        elif images:
            self._add(BlockKind.IMAGE, passage)
        else:
            self._add(self._innermost, passage, tight=self._tight)

    def _add(
        self,
        kind: BlockKind,
        passage: Passage,
        *,
        level: int = 0,
        language: str = "",
        tight: bool = False,
    ) -> None:
        block = Block(
            kind=kind,
            start=0,
            end=0,
            level=level or len(self._lists),
            marker=" ".join(self._markers),
            quote_level=self._quotes,
            language=language,
        )
        tight = tight and bool(self._lists or self._definitions)
        near = Neighbourhood(self._groups) if tight else APART
        if self.builder.add(block, passage, near):
            self._markers.clear()

    def _block(self, node: Node) -> None:
        name = node.name
        self.flush()
        if self._is_hidden(node):
            return
        before = self._as_is
        self._as_is = before or _keeps_lines(node)
        if self._cell is not None and name not in {"table", "pre"}:
            self.inside(node)
        elif name in _HEADINGS:
            self._in_heading(node, _HEADINGS[name])
        elif name in _LISTS:
            self._in_list(node)
        elif name == "li":
            self._in_item(node)
        elif name == "blockquote":
            self._in_quote(node)
        elif name == "table" and self._cell is None and is_data(node):
            self._in_table(node)
        elif name == "pre":
            self._in_code(node)
        elif name == "hr":
            self._add(BlockKind.RULE, Passage())
        else:
            self._in_any(node)
        self.flush()
        self._as_is = before

    def _in_any(self, node: Node) -> None:
        before = self._tight
        defines = node.name == "dl"
        if node.name == "p":
            self._tight = False
        elif defines:
            self._groups += not (self._lists or self._definitions)
            self._tight = True
        self._definitions += defines
        kinds = [kind for kind in _kinds_of(node) if kind is not RunKind.LINK]
        for kind in kinds:
            self._lines.open(kind)
        self.inside(node)
        self.flush()
        for _ in kinds:
            self._lines.close()
        self._definitions -= defines
        self._tight = before

    def _in_heading(self, node: Node, level: int) -> None:
        before, self._heading = self._heading, level
        self.inside(node)
        self.flush()
        self._heading = before

    def _in_quote(self, node: Node) -> None:
        before = self._innermost, self._tight
        self._innermost, self._tight = BlockKind.QUOTE, False
        self._quotes += 1
        self.inside(node)
        self.flush()
        self._quotes -= 1
        self._innermost, self._tight = before

    def _in_list(self, node: Node) -> None:
        self._groups += not (self._lists or self._definitions)
        self._lists.append(Numbers(node))
        self.inside(node)
        self.flush()
        self._lists.pop()

    def _in_item(self, node: Node) -> None:
        alone = not self._lists
        if alone:  # an item without a list is drawn with a bullet
            self._lists.append(Numbers(Node("ul")))
        before = self._innermost, self._tight
        self._innermost, self._tight = BlockKind.LIST_ITEM, True
        self._markers.append(self._lists[-1].marker(node) or BULLET)
        self.inside(node)
        self.flush()
        if self._markers:
            self._add(BlockKind.LIST_ITEM, Passage(), tight=True)
        self._innermost, self._tight = before
        if alone:
            self._lists.pop()

    def _in_code(self, node: Node) -> None:
        if self._cell is not None:
            before, self._as_is = self._as_is, True
            self.inside(node)
            self._as_is = before
            return
        text = _preformatted(node)
        found = next(
            (
                match[1]
                for each in node.all()
                if (match := _LANGUAGE.search(each.attributes.get("class", "")))
            ),
            "",
        )
        self._add(BlockKind.CODE, Passage(text), language=found)

    def _in_table(self, node: Node) -> None:
        for caption in node.elements:
            if caption.name == "caption":
                self._block(caption)
        self._tables += 1
        self._groups += 1
        grid = Grid()
        for row in rows_of(node):
            cells = list(cells_of(row))
            if not cells or self._is_hidden(row):
                continue
            grid.next_row()
            for cell in cells:
                self._in_cell(cell, grid)
        # the list around it, if any, goes on: later items are not of the table's group
        self._groups += 1

    def _in_cell(self, node: Node, grid: Grid) -> None:
        column = grid.place(node)
        self._cell = Block(
            kind=BlockKind.TABLE_CELL,
            start=0,
            end=0,
            level=len(self._lists),
            marker=" ".join(self._markers),
            quote_level=self._quotes,
            table=self._tables,
            row=grid.row,
            column=column,
            header=node.name == "th",
        )
        if not self._is_hidden(node):
            self.inside(node)
        self.builder.add(self._cell, self._lines.take(), Neighbourhood(self._groups, grid.row))
        self._markers.clear()
        self._cell = None


def _preformatted(node: Node) -> str:
    parts: list[str] = []
    waiting: list[Node | str] = list(reversed(node.children))
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, str):
            parts.append(piece)
        elif piece.name == "br":
            parts.append("\n")
        elif piece.name == "img":
            parts.append(piece.attributes.get("alt", ""))
        elif not is_hidden(piece):
            if piece.name in BLOCKS and parts and not parts[-1].endswith("\n"):
                parts.append("\n")
            waiting += reversed(piece.children)
    return "".join(parts)


def _kinds_of(node: Node) -> list[RunKind]:
    """Name the runs that an element lays over its words; its style may say otherwise."""
    kinds = [RunKind.LINK] if node.name == "a" and "href" in node.attributes else []
    own = _RUNS.get(node.name)
    style = node.attributes.get("style")
    if not style:
        return [*kinds, own] if own else kinds
    said = declarations(style)
    weight, slant = said.get("font-weight", ""), said.get("font-style", "")
    line = said.get("text-decoration", "") + said.get("text-decoration-line", "")
    if _BOLD.fullmatch(weight) or (own is RunKind.STRONG and not _UPRIGHT.fullmatch(weight)):
        kinds.append(RunKind.STRONG)
    if slant in {"italic", "oblique"} or (own is RunKind.EMPHASIS and slant != "normal"):
        kinds.append(RunKind.EMPHASIS)
    if own is RunKind.CODE:
        kinds.append(own)
    if "line-through" in line or (own is RunKind.STRIKE and "none" not in line):
        kinds.append(RunKind.STRIKE)
    return kinds


def _keeps_lines(node: Node) -> bool:
    style = node.attributes.get("style", "")
    return "white-space" in style and declarations(style).get("white-space", "").startswith(
        _AS_IT_IS
    )
