"""Markdown -> blocks and runs, over markdown-it-py's tokens.

| Markdown | becomes |
|---|---|
| line end within a paragraph | one space; a hard break is a newline |
| list item | one block a paragraph, the first with its marker, `level` the depth of lists |
| another kind that begins a list item | carries the item's marker; two markers are "1. •" |
| item with nothing in it | an empty slice with its marker |
| quotation | paragraphs of kind QUOTE; other kinds keep theirs and count `quote_level` |
| table | a block a cell; empty cells are empty slices |
| rule | an empty slice |
| image | its alternative text, with a run; without one, nothing |
| link to where nobody should be led (`javascript:`, `data:` …) | a run without target |
| HTML | its visible words (`html_words`) |
"""

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import validateLink
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from annotations.errors import ImportFailed, ImportFault
from annotations.model import Block, RichText
from annotations.richtext.building import (
    APART,
    Neighbourhood,
    Passage,
    TextBuilder,
    refuse_above_limit,
)
from annotations.richtext.html_words import pieces_of_html, words_of_tag
from annotations.richtext.markdown_rules import blocks_parser, has_markup, inline_parser
from annotations.richtext.normalising import normalise
from annotations.vocabulary import BlockKind, RunKind

BULLET = "•"

_RUNS = {
    "strong_open": RunKind.STRONG,
    "em_open": RunKind.EMPHASIS,
    "link_open": RunKind.LINK,
}
_CLOSING = {"strong_close", "em_close", "link_close"}
_AROUND_IMAGES = {"image", "link_open", "link_close", "softbreak", "hardbreak"}
_DATA = re.compile(r"\s*data:", re.IGNORECASE)


def parse(source: str, *, deepest: int) -> RichText:
    """Parse Markdown; see `annotations.richtext.parse_markdown`."""
    refuse_above_limit(len(source))
    source = normalise(source)
    blocks = blocks_parser(source, deepest)
    env: dict[str, object] = {}
    state = StateCore(source, blocks, env)
    try:
        blocks.core.process(state)
        walk = _Walk(inline_parser(), env, deepest)
        for token in state.tokens:
            walk.step(token)
    except RecursionError:
        raise ImportFailed("", ImportFault.TOO_DEEP, limit=deepest) from None
    return walk.builder.finish()


def _target(token: Token, name: str) -> str:
    address = normalise(str(token.attrGet(name) or ""))
    return "" if _DATA.match(address) or not validateLink(address) else address


class _Walk:
    """Turn tokens into blocks, one at a time, remembering what is around."""

    def __init__(self, inline: MarkdownIt, env: dict[str, object], deepest: int) -> None:
        self.builder = TextBuilder()
        self._inline = inline
        self._env = env
        self._deepest = deepest
        self._around: list[BlockKind] = []  # QUOTE and LIST_ITEM, outermost first
        self._quotes = 0
        self._numbers: list[int] = []  # of each list around: its next item, -1 for bullets
        self._markers: list[str] = []  # of items of which nothing has been written yet
        self._groups = 0
        self._near = APART
        self._opened = Token("", "", 0)
        self._table, self._row, self._column = -1, -1, -1
        self._steps: dict[str, Callable[[Token], None]] = {
            "paragraph_open": self._open,
            "heading_open": self._open,
            "th_open": self._open_cell,
            "td_open": self._open_cell,
            "inline": self._write,
            "fence": self._code,
            "code_block": self._code,
            "hr": self._rule,
            "html_block": self._html,
            "blockquote_open": self._enter_quote,
            "blockquote_close": self._leave_quote,
            "bullet_list_open": self._enter_list,
            "ordered_list_open": self._enter_list,
            "bullet_list_close": self._leave_list,
            "ordered_list_close": self._leave_list,
            "list_item_open": self._enter_item,
            "list_item_close": self._leave_item,
            "table_open": self._enter_table,
            "table_close": self._leave_table,
            "tr_open": self._enter_row,
        }

    def step(self, token: Token) -> None:
        """Take the next token; those with nothing to say to us are not in the table."""
        found = self._steps.get(token.type)
        if found:
            found(token)

    def _open(self, token: Token) -> None:
        self._opened = token

    def _write(self, token: Token) -> None:
        children: list[Token] = []
        if has_markup(token.content):
            self._inline.inline.parse(token.content, self._inline, self._env, children)
            passage = Passage()
            _write_inline(passage, children)
        else:
            passage = Passage(token.content)
        opened = self._opened.type
        if opened == "heading_open":
            self._add(BlockKind.HEADING, passage, level=int(self._opened.tag[1]))
        elif opened in {"th_open", "td_open"}:
            self._add_cell(passage, header=opened == "th_open")
        elif _only_images(children):
            self._add(BlockKind.IMAGE, passage)
        else:
            self._add(self._paragraph_kind(), passage, tight=self._opened.hidden)

    def _add(
        self,
        kind: BlockKind,
        passage: Passage,
        *,
        level: int = 0,
        language: str = "",
        tight: bool = False,
    ) -> None:
        near = Neighbourhood(self._groups) if tight and self._numbers else APART
        place = self.builder.write(kind, passage, near)
        if place is None:
            return
        block = Block(
            kind=kind,
            start=place[0],
            end=place[1],
            level=level or len(self._numbers),
            marker=" ".join(self._markers),
            quote_level=self._quotes,
            language=language,
        )
        self.builder.blocks.append(block)
        self._markers.clear()

    def _add_cell(self, passage: Passage, *, header: bool) -> None:
        block = Block(
            kind=BlockKind.TABLE_CELL,
            start=0,
            end=0,
            level=len(self._numbers),
            marker=" ".join(self._markers),
            quote_level=self._quotes,
            table=self._table,
            row=self._row,
            column=self._column,
            header=header,
        )
        self.builder.add(block, passage, self._near)
        self._markers.clear()

    def _paragraph_kind(self) -> BlockKind:
        return self._around[-1] if self._around else BlockKind.PARAGRAPH

    def _code(self, token: Token) -> None:
        language = normalise(token.info).strip()
        self._add(BlockKind.CODE, Passage(token.content), language=language)

    def _rule(self, _token: Token) -> None:
        self._add(BlockKind.RULE, Passage())

    def _html(self, token: Token) -> None:
        for piece in pieces_of_html(token.content):
            if piece.text:
                kind = piece.kind
                if kind is BlockKind.PARAGRAPH:
                    kind = self._paragraph_kind()
                self._add(kind, Passage(piece.text), level=piece.level)

    def _enter(self, kind: BlockKind) -> None:
        self._around.append(kind)
        if len(self._around) > self._deepest:
            raise ImportFailed("", ImportFault.TOO_DEEP, limit=self._deepest)

    def _enter_quote(self, _token: Token) -> None:
        self._enter(BlockKind.QUOTE)
        self._quotes += 1

    def _leave_quote(self, _token: Token) -> None:
        self._around.pop()
        self._quotes -= 1

    def _enter_list(self, token: Token) -> None:
        if not self._numbers:
            self._groups += 1
        number = -1
        if token.type == "ordered_list_open":
            start = token.attrGet("start")
            number = 1 if start is None else int(start)
        self._numbers.append(number)

    def _leave_list(self, _token: Token) -> None:
        self._numbers.pop()

    def _enter_item(self, token: Token) -> None:
        self._enter(BlockKind.LIST_ITEM)
        number = self._numbers[-1]
        if number < 0:
            self._markers.append(BULLET)
            return
        self._markers.append(f"{number}{token.markup}")
        self._numbers[-1] += 1

    def _leave_item(self, _token: Token) -> None:
        if self._markers:
            self._add(BlockKind.LIST_ITEM, Passage(), tight=True)
        self._around.pop()

    def _enter_table(self, _token: Token) -> None:
        self._table += 1
        self._row = -1
        self._groups += 1

    def _leave_table(self, _token: Token) -> None:
        # The list around it, if any, goes on: later items are not of the table's group.
        self._groups += 1

    def _enter_row(self, _token: Token) -> None:
        self._row += 1
        self._column = -1

    def _open_cell(self, token: Token) -> None:
        self._column += 1
        self._near = Neighbourhood(self._groups, self._row)
        self._opened = token


def _only_images(tokens: Sequence[Token]) -> bool:
    kinds = {token.type for token in tokens if token.type != "text" or token.content.strip()}
    return "image" in kinds and kinds <= _AROUND_IMAGES


def _write_inline(passage: Passage, tokens: Sequence[Token]) -> None:
    """Write what stands in a block, with its runs."""
    for token in tokens:
        kind = token.type
        if kind == "text":
            passage.write(token.content)
        elif kind == "softbreak":
            passage.space()
        elif kind == "image":
            title = normalise(str(token.attrGet("title") or ""))
            passage.open(RunKind.IMAGE, _target(token, "src"), title)
            _write_plain(passage, token.children or ())
            passage.close()
        elif kind == "code_inline":
            passage.open(RunKind.CODE)
            passage.write(token.content)
            passage.close()
        elif kind in _RUNS:
            title = normalise(str(token.attrGet("title") or ""))
            passage.open(_RUNS[kind], _target(token, "href"), title)
        elif kind in _CLOSING:
            passage.close()
        else:
            _write_other(passage, token)


def _write_plain(passage: Passage, tokens: Sequence[Token]) -> None:
    """Write alternative text: words without runs, those of images within it included."""
    for token in tokens:
        if token.type == "softbreak":
            passage.space()
        elif token.type == "image":
            _write_plain(passage, token.children or ())
        elif token.type in {"text", "code_inline"}:
            passage.write(token.content)
        else:
            _write_other(passage, token)


def _write_other(passage: Passage, token: Token) -> None:
    if token.type == "text_special":  # an entity or an escaped character
        passage.write(normalise(token.content))
    elif token.type == "hardbreak":
        passage.write("\n")
    elif token.type == "html_inline":
        passage.write(words_of_tag(token.content))
