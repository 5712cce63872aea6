"""The sources of the corpus: invented stories in a small, strict part of Markdown.

What a format has to give back is written from these, never from what an importer made of it.
"""

import html
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "tests" / "data" / "corpus" / "sources"

NOTE = re.compile(r"\[\^(\w+)\]")
LINK = re.compile(r"\[([^\]^][^\]]*)\]\(([^)\s]+)\)")
STRONG = re.compile(r"\*\*([^*]+)\*\*")
EMPHASIS = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
NOTE_LINE = re.compile(r"^\[\^(\w+)\]: (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """One block: "p", "h", "ul", "ol", "quote" or "table"; `items` are lines, rows or one text."""

    kind: str
    items: tuple[str, ...]
    level: int = 0

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table, heading row first."""
        return [[cell.strip() for cell in row.strip("|").split("|")] for row in self.items]


@dataclass(frozen=True, slots=True)
class Story:
    """A source: what it says of itself, its pieces, its notes in order."""

    name: str
    meta: dict[str, str]
    pieces: tuple[Piece, ...]
    notes: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, key: str) -> str:
        """Look up a line of the front matter."""
        if key.startswith("__"):
            raise AttributeError(key)
        return self.meta.get(key, "")

    def without_notes(self) -> "Story":
        """Give the same story without its footnotes."""
        pieces = tuple(
            replace(piece, items=tuple(NOTE.sub("", item) for item in piece.items))
            for piece in self.pieces
        )
        return replace(self, pieces=pieces, notes={})

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return (SOURCES / f"{self.name}.md").read_text("utf-8").split("\n---\n", 1)[1].strip()


def story(name: str) -> Story:
    """Read a source."""
    head, body = (SOURCES / f"{name}.md").read_text("utf-8").split("\n---\n", 1)
    meta = dict(
        (part.strip() for part in line.split(":", 1)) for line in head.splitlines() if ":" in line
    )
    notes = dict(NOTE_LINE.findall(body))
    body = NOTE_LINE.sub("", body)
    pieces = tuple(_piece(block) for block in re.split(r"\n{2,}", body.strip()) if block.strip())
    return Story(name, meta, pieces, notes)


def _piece(block: str) -> Piece:
    lines = tuple(block.strip().splitlines())
    if heading := re.match(r"(#+) (.*)", lines[0]):
        return Piece("h", (heading[2],), len(heading[1]))
    if lines[0].startswith("- "):
        return Piece("ul", tuple(line[2:] for line in lines))
    if re.match(r"\d+\. ", lines[0]):
        return Piece("ol", tuple(line.split(". ", 1)[1] for line in lines))
    if lines[0].startswith("> "):
        return Piece("quote", (lines[0][2:],))
    if lines[0].startswith("|"):
        return Piece("table", tuple(line for line in lines if not line.startswith("|---")))
    return Piece("p", (" ".join(lines),))


def plain(inline: str) -> str:
    """Strip the marks off a line."""
    line = LINK.sub(r"\1", NOTE.sub("", inline))
    return EMPHASIS.sub(r"\1", STRONG.sub(r"\1", line))


def as_html(inline: str) -> str:
    """Render a line without footnotes."""
    line = html.escape(NOTE.sub("", inline), quote=False)
    line = LINK.sub(r'<a href="\2">\1</a>', line)
    return EMPHASIS.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", line))


def piece_html(piece: Piece) -> str:
    """Render one piece as plain HTML."""
    if piece.kind == "h":
        return f"<h{piece.level}>{as_html(piece.items[0])}</h{piece.level}>"
    if piece.kind in {"ul", "ol"}:
        items = "".join(f"<li>{as_html(item)}</li>" for item in piece.items)
        return f"<{piece.kind}>{items}</{piece.kind}>"
    if piece.kind == "quote":
        return f"<blockquote><p>{as_html(piece.items[0])}</p></blockquote>"
    if piece.kind == "table":
        head, *rows = piece.rows
        top = "".join(f"<th>{as_html(cell)}</th>" for cell in head)
        body = "".join(
            "<tr>" + "".join(f"<td>{as_html(cell)}</td>" for cell in row) + "</tr>" for row in rows
        )
        return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    return f"<p>{as_html(piece.items[0])}</p>"


def body_html(read: Story) -> str:
    """Render a story's pieces."""
    return "\n".join(piece_html(piece) for piece in read.pieces)


def paragraphs(read: Story) -> list[str]:
    """Write what an ideal import reads, in order, a string a block; notes stand at the end."""
    said = []
    for piece in read.pieces:
        for item in piece.items:
            cells = piece.rows if piece.kind == "table" else []
            if not cells:
                said.append(plain(item))
        if piece.kind == "table":
            said += [plain(cell) for row in piece.rows for cell in row]
    return said + [plain(read.notes[key]) for key in note_order(read)]


def note_order(read: Story) -> list[str]:
    """Name the notes in the order in which the text refers to them."""
    return [key for piece in read.pieces for item in piece.items for key in NOTE.findall(item)]


def structure(read: Story, *, headline: bool = True, emphasis: bool = True) -> dict[str, int]:
    """Count what has to survive."""
    pieces = read.pieces
    lines = [item for piece in pieces for item in piece.items]
    counts = {
        "headings": sum(piece.kind == "h" for piece in pieces) + headline,
        "list_items": sum(len(each.items) for each in pieces if each.kind in {"ul", "ol"}),
        "quotes": sum(piece.kind == "quote" for piece in pieces),
        "cells": sum(len(row) for each in pieces if each.kind == "table" for row in each.rows),
        "links": sum(len(LINK.findall(line)) for line in lines),
    }
    if emphasis:
        counts["emphasis"] = sum(len(EMPHASIS.findall(line)) for line in lines)
    if read.notes:
        counts["notes"] = len(note_order(read))
    return counts
