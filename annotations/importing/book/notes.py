"""Notes of a book: taken off the pages, hung on their words, and put at the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.importing.book.chapters import MARK, MARK_END, types_of
from annotations.importing.book.package import path_of
from annotations.richtext.hypertext_tree import WITHIN_LINES, Node

REFERENCES = {"noteref", "doc-noteref", "footnote-ref", "footnoteref"}
NOTES = {"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"}
GROUPS = {"footnotes", "endnotes", "rearnotes", "doc-endnotes"}
BACK = {"doc-backlink", "footnote-back", "backlink"}
_LABEL = re.compile(r"[\[(]?\s*([\w*†‡§]{1,6})\s*[\])]?\.?")
_LEADING = re.compile(r"\A\s*[\[(]?(\w{1,6})[\])]?[.:]?\s+")


@dataclass(frozen=True, slots=True)
class Note:
    """One note: its mark, what it is, and the element that holds its words."""

    marker: str
    sort: str
    node: Node


def take_notes(pages: Sequence[tuple[str, Node]]) -> list[Note]:
    """Take the notes that are referred to off the pages, which are (path, tree).

    A mark, with the note's number between `MARK` and `MARK_END`, takes the place of each
    reference. Notes that nothing refers to stay where they are.
    """
    by_place = {
        (path, node.attributes["id"]): node
        for path, root in pages
        for node in root.all()
        if node.attributes.get("id")
    }
    notes: list[Note] = []
    numbers: dict[int, int] = {}
    for path, root in pages:
        for node in list(root.all()):
            href = node.attributes.get("href", "")
            if node.name != "a" or "#" not in href:
                continue
            target = by_place.get((path_of(href, path), href.partition("#")[2]))
            note = _note_around(target) if target is not None else None
            label = _LABEL.fullmatch(node.words().strip())
            if note is None or label is None or _holds(note, node):
                continue
            if not _is(node, REFERENCES) and not (_is_raised(node) and _begins(note, label[1])):
                continue
            if id(note) not in numbers:
                numbers[id(note)] = len(notes)
                sort = "endnote" if _is_endnote(note) else "footnote"
                notes.append(Note(label[1], sort, note))
            _replace(node, f"{MARK}{numbers[id(note)]}{MARK_END}")
    for each in notes:
        _clean(each)
    return notes


def _is(node: Node, kinds: set[str]) -> bool:
    return bool((types_of(node) | set(node.attributes.get("class", "").split())) & kinds)


def _is_raised(node: Node) -> bool:
    """Whether a reference is raised above the line, as books mark notes that name no type."""
    around = node.parent is not None and node.parent.name == "sup"
    return around or any(each.name == "sup" for each in node.elements)


def _begins(note: Node, label: str) -> bool:
    return note.words().strip().lstrip("[(").startswith(label)


def _note_around(node: Node) -> Node | None:
    """Find the note that a reference leads to: the element itself, or the one around it."""
    here: Node | None = node
    while here is not None and here.name:
        if _is(here, NOTES):
            return here
        if _is(here, GROUPS):
            break
        here = here.parent
    here = node
    while here.name in WITHIN_LINES and here.parent is not None:
        here = here.parent
    return here if here.name in {"aside", "li", "p", "div", "dd", "section"} else None


def _holds(note: Node, node: Node) -> bool:
    here: Node | None = node
    while here is not None:
        if here is note:
            return True
        here = here.parent
    return False


def _is_endnote(note: Node) -> bool:
    return bool(types_of(note) & {"endnote", "rearnote", "doc-endnote"})


def _replace(node: Node, words: str) -> None:
    """Put words in the place of an element; a superscript around it is of no use any more."""
    if node.parent is not None:
        children = node.parent.children
        children[children.index(node)] = words


def _clean(note: Note) -> None:
    """Take a note off its page, with the group that it leaves empty, and its own marks off it."""
    node = note.node
    _remove(node)
    for each in list(node.all()):
        back = each.name == "a" and (
            _is(each, BACK) or each.words().strip() in {"↩", "↩︎", "^", "↑", note.marker}
        )
        if back:
            _remove(each)
    node.name = "div"
    node.attributes = {}
    _drop_label(node, note.marker)


def _remove(node: Node) -> None:
    parent = node.parent
    if parent is None or node not in parent.children:
        return
    parent.children.remove(node)
    emptied = parent.name in {"ol", "ul", "section", "aside", "div"} or _is(parent, GROUPS)
    if emptied and parent.name and not parent.words().strip():
        _remove(parent)


def _drop_label(node: Node, marker: str) -> None:
    """Drop the number before the words of a note, where it is no link."""
    for each in node.all():
        for at, child in enumerate(each.children):
            if not isinstance(child, str) or not child.strip():
                continue
            found = _LEADING.match(child)
            if found and found[1] == marker:
                each.children[at] = child[found.end() :]
            return
