"""Comments into a Word file: on the words of our text, and nothing else in the file changes.

Every part but the document, the comments and what names them stays byte for byte. A comment on
words of a footnote or endnote stands on the note's mark in the text: LibreOffice opens no file
with a comment in a note. Runs in the confined worker: the file is a stranger's.
"""

import io
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import count
from typing import Any

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.word.docx_document import read_document
from annotations.importing.word.docx_package import Package, W
from annotations.importing.word.docx_parts import (
    TYPES,
    Comments,
    free_ids,
    name_comments,
    no_relations,
    parse,
    relate_comments,
    written,
)
from annotations.importing.word.docx_places import Piece, Places, offset_in, piece_at
from annotations.importing.word.docx_ranges import (
    Numbered,
    Spot,
    Tree,
    Unplaced,
    mark_end,
    mark_start,
    references,
)
from annotations.importing.word.docx_told import all_told
from annotations.importing.xml import parse_xml
from annotations.importing.zipped import Zip, open_zip

STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of entries that the archive had not."""


class Unusable(StrEnum):
    """Why comments cannot go into an original."""

    OTHER_TEXT = "other_text"  # it is read today as other words than those in the library
    PROGRAM = "program"  # it holds macros, or is a template
    SIGNED = "signed"
    DOUBLED = "doubled"  # two entries of one name: programs would not agree which counts
    UNREAD = "unread"  # a part that nobody can look into for names


@dataclass(frozen=True, slots=True)
class Request:
    """One comment: on [start, end) of the text. `wide` is said where it stands on other words."""

    start: int
    end: int
    paragraphs: Sequence[Any]
    wide: str


@dataclass(slots=True)
class Range:
    """Where a comment goes; `number` is its number in the file."""

    at: int
    start: Spot
    end: Spot
    differs: bool
    number: int = 0


@dataclass(slots=True)
class Original:
    """The file while comments are put into it; `changed` are the parts that are written anew."""

    data: bytes
    name: str
    archive: Zip
    package: Package
    changed: dict[str, bytes] = field(default_factory=dict)

    def tree(self, part: str) -> Tree | None:
        """Read a part for changing; None where there is none. Raises ImportFailed."""
        entry = self.package.entry(part)
        if entry is None:
            return None
        data = self.archive.read(entry)
        parse_xml(data, self.name)  # refuses a DOCTYPE and what is too deep
        return parse(data)

    def numbered(self, part: str) -> Numbered:
        """Read a part that words stand in. Raises ImportFailed."""
        tree = self.tree(part)
        if tree is None:
            raise ImportFailed(self.name, ImportFault.BROKEN, detail="no such part")
        return Numbered(tree, STRICT if str(tree.tag).startswith(STRICT) else "")


def comment(data: bytes, arguments: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Put comments into a DOCX file.

    `comments` are {"start", "end", "paragraphs", "wide"} by the offsets of the text whose checksum
    is `text_sha256`; `author`, `initials`, `date`. Gives the file, {"placed": {index: is it on
    other words}}; those that are missing there have no place. {"unusable": why} and no
    file where none can go into it. With `tell`, {"told": [...]} is all that the file says
    anywhere. Raises ImportFailed.
    """
    name = str(arguments.get("name", ""))
    places = Places()
    read = read_document(data, name, places)
    if sha256(read.text.text.encode()).hexdigest() != arguments["text_sha256"]:
        return {"unusable": Unusable.OTHER_TEXT.value}, b""
    original = Original(data, name, open_zip(data, name), Package(data, name))
    why = _unusable(original, tell=bool(arguments.get("tell")))
    if why is not None:
        return {"unusable": why.value}, b""
    asked = [Request(**each) for each in arguments["comments"]]
    document = original.numbered(original.package.main)
    ranges = list(_ranges(original, document, places.pieces(read.text), read.text.text, asked))
    told = list(all_told(original.archive, name)) if arguments.get("tell") else []
    if ranges:
        _write(original, document, ranges, asked, arguments)
    placed = {str(each.at): each.differs for each in ranges}
    return {"placed": placed, "told": told}, _zipped(original)


def warm_up() -> None:
    """Load what is loaded on first use: the confined worker can open no file."""
    parse(b"<a/>")


def _unusable(original: Original, *, tell: bool) -> Unusable | None:
    names = [each.replace("\\", "/").lower() for each in original.archive.names]
    if len(set(names)) < len(names):
        return Unusable.DOUBLED
    if any(each.startswith("_xmlsignatures/") for each in names):
        return Unusable.SIGNED
    types = original.tree(TYPES)
    main = "/" + original.package.main.lower()
    kinds = [
        each.get("ContentType", "")
        for each in (types if types is not None else ())
        if each.get("PartName", "").lower() == main
    ]
    if any(each.endswith("vbaproject.bin") for each in names) or any(
        "macroEnabled" in kind or "template" in kind for kind in kinds
    ):
        return Unusable.PROGRAM
    if tell and any("/embeddings/" in each for each in names):
        return Unusable.UNREAD
    return None


def _ranges(
    original: Original,
    document: Numbered,
    pieces: list[Piece],
    text: str,
    asked: Sequence[Request],
) -> Iterator[Range]:
    """Find where the comments go; those without a place are left out."""
    main = original.package.main
    in_file = sorted((p for p in pieces if p.part == main), key=lambda piece: piece.number)
    notes: dict[str, dict[int, int]] = {}
    for at, each in enumerate(asked):
        first, last = piece_at(pieces, each.start), piece_at(pieces, each.end - 1)
        if first is None or last is None or first.part != last.part:
            continue
        try:
            if first.part == main:
                start = document.spot(
                    first.number, offset_in(first, text, each.start), behind=False
                )
                end = document.spot(last.number, offset_in(last, text, each.end - 1), behind=True)
                differs = _differs(pieces, in_file, each, start, end)
            else:
                if first.part not in notes:
                    notes[first.part] = references(document, original.numbered(first.part))
                start, end = _around_mark(document, notes[first.part], first, last)
                differs = True
        except Unplaced:
            continue
        if start.story is end.story and (start.order, start.offset) < (end.order, end.offset):
            yield Range(at, start, end, differs)


def _around_mark(
    document: Numbered, marks: Mapping[int, int], first: Piece, last: Piece
) -> tuple[Spot, Spot]:
    """Find the places around the mark of the one note that words stand in. Raises Unplaced."""
    mark = marks.get(first.number)
    if mark is None or marks.get(last.number) != mark:
        raise Unplaced
    return document.spot(mark, None, behind=False), document.spot(mark, None, behind=True)


def _differs(
    in_text: Sequence[Piece], in_file: Sequence[Piece], asked: Request, start: Spot, end: Spot
) -> bool:
    """Whether what stands between two places is not just the words asked for, and all of them.

    A text box stands before words of its paragraph that are read before it.
    """
    low = bisect_left(in_text, asked.start, key=lambda piece: piece.end - 1)
    high = bisect_left(in_text, asked.end, key=lambda piece: piece.start)
    if any(not start.order <= piece.number <= end.order for piece in in_text[low:high]):
        return True
    low = bisect_left(in_file, start.order, key=lambda piece: piece.number)
    high = bisect_right(in_file, end.order, key=lambda piece: piece.number)
    for piece in in_file[low:high]:
        begins = start.is_words and piece.number == start.order
        ends = end.is_words and piece.number == end.order
        if (piece.start < asked.start and not begins) or (piece.end > asked.end and not ends):
            return True
    return False


def _write(
    original: Original,
    document: Numbered,
    ranges: Sequence[Range],
    asked: Sequence[Request],
    arguments: Mapping[str, Any],
) -> None:
    """Put marks into the parts and the comments into theirs."""
    main = original.package.main
    space = document.strict or W
    relations = dict(original.package.relations(main).values())
    known = relations.get("comments", "")
    tree = original.tree(known) if known else None
    styles = original.tree(relations["styles"]) if "styles" in relations else None
    comments = Comments(tree, space, _styles(styles, space))
    ids = iter(free_ids([comments.root, document.root], space))
    for each in ranges:
        each.number = next(ids)
        wish = asked[each.at]
        paragraphs = [*wish.paragraphs, [[wish.wide, False]]] if each.differs else wish.paragraphs
        by = (arguments["author"], arguments["initials"], arguments["date"])
        comments.add(each.number, paragraphs, *by)
    _mark(ranges, comments, space)
    changed = {original.package.entry(main) or main: written(document.root)}
    if tree is not None:
        changed[original.package.entry(known) or known] = written(comments.root)
    else:
        changed |= _introduced(original, comments, strict=bool(document.strict))
    original.changed = changed


def _mark(ranges: Sequence[Range], comments: Comments, space: str) -> None:
    """Set the marks from the end on, so that no split moves a place that is still to come."""
    spots = [(each.start, True, each.number) for each in ranges]
    spots += [(each.end, False, each.number) for each in ranges]
    spots.sort(key=lambda spot: (spot[0].order, spot[0].offset, spot[1]), reverse=True)
    for spot, begins, number in spots:
        if begins:
            mark_start(spot, comments.mark("commentRangeStart", number))
        else:
            reference = comments.reference("commentReference", number)
            mark_end(spot, comments.mark("commentRangeEnd", number), reference, f"{space}p")


def _styles(styles: Tree | None, space: str) -> dict[str, str]:
    """Find the styles of comments by their names, which are the same in all languages."""
    found = {}
    for each in styles.iter(f"{space}style") if styles is not None else ():
        name = each.find(f"{space}name")
        if name is not None:
            found[name.get(f"{space}val", "")] = each.get(f"{space}styleId", "")
    return found


def _introduced(original: Original, comments: Comments, *, strict: bool) -> dict[str, bytes]:
    """Write a new part for the comments, and its names in the lists that must have them."""
    main = original.package.main
    folder, _, file = main.rpartition("/")
    names = (f"{folder}/comments{number or ''}.xml".lstrip("/") for number in count())
    part = next(each for each in names if original.package.entry(each) is None)
    listed = f"{folder}/_rels/{file}.rels".lstrip("/")
    relations = original.tree(listed)
    if relations is None:
        relations = no_relations()
    types = original.tree(TYPES)
    if types is None:
        raise ImportFailed(original.name, ImportFault.BROKEN, detail="no content types")
    relate_comments(relations, main, part, strict=strict)
    name_comments(types, part)
    return {
        part: written(comments.root),
        original.package.entry(listed) or listed: written(relations),
        original.package.entry(TYPES) or TYPES: written(types),
    }


def _zipped(original: Original) -> bytes:
    """Write the archive anew: its entries in their order and with their times, new ones last."""
    out = io.BytesIO()
    waiting = dict(original.changed)
    with zipfile.ZipFile(io.BytesIO(original.data)) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.infolist():
            info = zipfile.ZipInfo(entry.filename, entry.date_time)
            info.compress_type = entry.compress_type
            info.external_attr, info.create_system = entry.external_attr, entry.create_system
            changed = waiting.pop(entry.filename, None)
            is_folder = entry.is_dir()
            kept = b"" if is_folder else original.archive.read(entry)
            after.writestr(info, kept if changed is None else changed)
        for name, data in waiting.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, data)
    return out.getvalue()
