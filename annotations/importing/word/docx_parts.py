"""The parts of a Word file that comments live in: comments.xml, and what must name it."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from annotations.importing.word.docx_ranges import SPACE, Tree

TYPES = "[Content_Types].xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
LARGEST_ID = 2**31 - 1

Paragraphs = Sequence[Sequence[Sequence[Any]]]
"""Of a comment: each paragraph is [words, bold] after [words, bold]."""


def parse(data: bytes) -> Tree:
    """Read XML that was looked at by `parse_xml` before: no DOCTYPE, not too deep."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True, strip_cdata=False
    )
    return etree.fromstring(data, parser)


def written(root: Tree) -> bytes:
    """Write XML as Word does: UTF-8, and standing alone."""
    from lxml import etree

    whole: bytes = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return whole


def free_ids(roots: Iterable[Tree], space: str) -> "count[int] | Iterable[int]":
    """Give numbers that no comment in these parts has, in order."""
    used = set()
    for root in roots:
        for tag in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference"):
            for each in root.iter(f"{space}{tag}"):
                number = each.get(f"{space}id", "")
                if number.isascii() and number.lstrip("-").isdigit():
                    used.add(int(number[:12]))
    first = max((each for each in used if each < LARGEST_ID // 2), default=-1) + 1
    return (each for each in count(first) if each not in used)


class Comments:
    """The part with the comments, as it is or a new one; `space` is the document's namespace."""

    def __init__(self, root: Tree | None, space: str, styles: Mapping[str, str]) -> None:
        from lxml import etree

        self._space = space
        self._styles = styles
        new = etree.Element(f"{space}comments", nsmap={"w": space.strip("{}")})
        self.root: Tree = new if root is None else root

    def add(
        self, number: int, paragraphs: Paragraphs, author: str, initials: str, date: str
    ) -> None:
        """Add a comment. Date: UTC, ISO 8601 to the second."""
        comment = self._element("comment", id=str(number), author=author, date=date)
        if initials:
            comment.set(f"{self._space}initials", initials)
        for at, runs in enumerate(paragraphs):
            paragraph = self._within(comment, "p")
            if "annotation text" in self._styles:
                style = self._styles["annotation text"]
                self._within(self._within(paragraph, "pPr"), "pStyle", val=style)
            if not at:
                paragraph.append(self.reference("annotationRef"))
            for words, is_bold in runs:
                self._words(paragraph, str(words), is_bold=bool(is_bold))
        self.root.append(comment)

    def mark(self, tag: str, number: int) -> Tree:
        """Make the mark for a comment's begin or end."""
        return self._element(tag, id=str(number))

    def reference(self, tag: str, number: int | None = None) -> Tree:
        """Make the run that refers to a comment."""
        run = self._element("r")
        if "annotation reference" in self._styles:
            style = self._styles["annotation reference"]
            self._within(self._within(run, "rPr"), "rStyle", val=style)
        if number is None:
            self._within(run, tag)
        else:
            self._within(run, tag, id=str(number))
        return run

    def _words(self, paragraph: Tree, words: str, *, is_bold: bool) -> None:
        run = self._within(paragraph, "r")
        if is_bold:
            self._within(self._within(run, "rPr"), "b")
        for at, line in enumerate(words.split("\n")):
            if at:
                self._within(run, "br")
            if line:
                text = self._within(run, "t")
                text.text = line
                text.set(SPACE, "preserve")

    def _element(self, tag: str, **attributes: str) -> Tree:
        from lxml import etree

        named = {f"{self._space}{name}": value for name, value in attributes.items()}
        return etree.Element(f"{self._space}{tag}", named, nsmap={"w": self._space.strip("{}")})

    def _within(self, parent: Tree, tag: str, **attributes: str) -> Tree:
        child = self._element(tag, **attributes)
        parent.append(child)
        return child


def name_comments(types: Tree, part: str) -> None:
    """Say in the list of content types what the new part is."""
    space = _space_of(types)
    override = types.makeelement(f"{space}Override", nsmap=types.nsmap)
    override.set("PartName", f"/{part}")
    override.set("ContentType", COMMENTS_TYPE)
    types.append(override)


def relate_comments(relations: Tree, main: str, part: str, *, strict: bool) -> None:
    """Say in the document's relations where its comments are."""
    used = {each.get("Id") for each in relations}
    relation = relations.makeelement(f"{_space_of(relations)}Relationship", nsmap=relations.nsmap)
    relation.set("Id", next(name for name in map("rId{}".format, count(1)) if name not in used))
    relation.set("Type", f"{RELATED_STRICT if strict else RELATED}/comments")
    relation.set("Target", posixpath.relpath(part, posixpath.dirname(main) or "."))
    relations.append(relation)


def no_relations() -> Tree:
    """Make relations of a part that has none."""
    from lxml import etree

    return etree.Element(f"{{{PACKAGE_RELATIONS}}}Relationships", nsmap={None: PACKAGE_RELATIONS})


def _space_of(root: Tree) -> str:
    name = str(root.tag)
    return name[: name.index("}") + 1] if name.startswith("{") else ""
