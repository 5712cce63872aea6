"""Joining the PDF files of parts: one file with all pages, one outline, and links across.

It reads what our own press wrote and nothing else: numbered objects one after another, strings
with their brackets in pairs or escaped, a flat list of pages. What looks otherwise is refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

SCHEME = b"kutip:"
PLACE = b"kutip-at:"

_OBJECT = re.compile(rb"(\d+) 0 obj\n")
_TOKEN = re.compile(rb"\(|\b(\d+) 0 R\b")
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_URI = re.compile(rb"/A<</Type/Action/S/URI/URI\(((?:kutip|kutip-at):[a-z0-9]+)\)>>")
_DEST = re.compile(rb"/Dest(?: (\d+) 0 R|\(([a-z0-9]+)\))")
_END = re.compile(rb"startxref\n(\d+)\n")


class NotOurs(Exception):
    """A file is not as our press writes it."""


@dataclass(slots=True)
class _Part:
    """One file: its objects by their numbers in the whole, and what matters of them."""

    objects: dict[int, bytes]
    catalog: bytes
    information: int
    pages: int
    kids: list[int]
    outlines: int
    named: dict[bytes, int]
    places: dict[bytes, int] = field(default_factory=dict)


def count_pages(pdf: bytes) -> int:
    """Count the pages of a part. Raises NotOurs."""
    found = re.search(rb"/Type/Pages/Count (\d+)", pdf)
    if found is None:
        raise NotOurs
    return int(found[1])


def join(parts: Sequence[bytes], total: bytes) -> Iterator[bytes]:
    """Join parts; `total` is a page with the number of all pages, laid over every page.

    Raises NotOurs.
    """
    read: list[_Part] = []
    first = 3  # 1 is the catalogue, 2 the list of pages
    for data in (*parts, total):
        read.append(_read(data, first))
        first = max(read[-1].objects) + 1
    *some, stamp = read
    places = {name: dest for part in some for name, dest in part.places.items()}
    objects: dict[int, bytes] = {}
    for part in some:
        _link(part, places)
        part.objects[part.pages] = _under(part.objects[part.pages], 2)
    form, mark = first, first + 1
    objects |= _stamp(stamp, form, mark)
    for part in some:
        _lay_over(part, form, mark)
    outline = _outline(some)
    for part in some:
        objects |= {
            number: body
            for number, body in part.objects.items()
            if not body.startswith(b"<</Type/Catalog")
        }
    kids = b" ".join(b"%d 0 R" % part.pages for part in some)
    count = sum(len(part.kids) for part in some)
    objects[1] = _catalog(some[0].catalog, outline)
    objects[2] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids)
    yield from _written(objects, some[0].information)


def _read(data: bytes, first: int) -> _Part:
    """Take a file apart, and number its objects from `first` on."""
    end = _END.search(data, data.rfind(b"startxref"))
    trailer = re.search(rb"/Root (\d+) 0 R/Info (\d+) 0 R", data[-400:])
    if end is None or trailer is None:
        raise NotOurs
    offsets = [
        int(line[:10])
        for line in data[int(end[1]) : data.rfind(b"trailer")].split(b"\n")[2:]
        if line[17:18] == b"n"
    ]
    offsets.append(int(end[1]))
    move = first - 1
    objects: dict[int, bytes] = {}
    for at, after in pairwise(offsets):
        head = _OBJECT.match(data, at)
        body = data[head.end() : after].rstrip() if head else b""
        if head is None or not body.endswith(b"endobj"):
            raise NotOurs
        objects[int(head[1]) + move] = _moved(body[:-6].rstrip(b"\n"), move)
    catalog = objects.get(int(trailer[1]) + move, b"")
    pages = _one(rb"/Pages (\d+) 0 R", catalog)
    kids = _every(rb"(\d+) 0 R", _array(b"/Kids", objects[pages]))
    named = re.findall(rb"\(([a-z0-9]+)\)(\d+) 0 R", catalog)
    part = _Part(
        objects=objects,
        catalog=catalog,
        information=int(trailer[2]) + move,
        pages=pages,
        kids=kids,
        outlines=_one(rb"/Outlines (\d+) 0 R", catalog, missing=0),
        named={name: int(number) for name, number in named},
    )
    if not kids or any(b"/Type/Page/" not in objects.get(each, b"") for each in kids):
        raise NotOurs
    _take_places(part)
    return part


def _moved(body: bytes, move: int) -> bytes:
    """Number the references of an object anew; strings and streams stay as they are."""
    head, stream, rest = body.partition(b"\nstream\n")
    made: list[bytes] = []
    at = 0
    while found := _TOKEN.search(head, at):
        made.append(head[at : found.start()])
        if found[1]:
            at = found.end()
            made.append(b"%d 0 R" % (int(found[1]) + move))
        else:
            at = _string_end(head, found.start())
            made.append(head[found.start() : at])
    return b"".join((*made, head[at:], stream, rest))


def _string_end(head: bytes, start: int) -> int:
    """Find the end of a string; brackets in it that belong together are not escaped."""
    depth = 0
    for found in _BRACKET.finditer(head, start):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    raise NotOurs


def _take_places(part: _Part) -> None:
    """Read where places are off the pairs of links at the end of a part, and take these away."""
    page = part.kids[-1]
    links = _every(rb"(\d+) 0 R", _array(b"/Annots", part.objects[page]))
    left: list[int] = []
    name = b""
    for number in links:
        link = part.objects[number]
        uri = _URI.search(link)
        if uri and uri[1].startswith(PLACE):
            name = uri[1].removeprefix(PLACE)
            del part.objects[number]
        elif name:
            dest = _DEST.search(link)
            if dest is None:
                raise NotOurs
            part.places[name] = int(dest[1]) if dest[1] else part.named[dest[2]]
            del part.objects[number]
            name = b""
        else:
            left.append(number)
    if len(left) < len(links):
        array = b"/Annots[%b]" % b" ".join(b"%d 0 R" % each for each in left)
        old = b"/Annots[%b]" % _array(b"/Annots", part.objects[page])
        part.objects[page] = part.objects[page].replace(old, array if left else b"")


def _link(part: _Part, places: dict[bytes, int]) -> None:
    """Let links lead to their places in other parts, and by number where they had names."""
    for number, body in part.objects.items():
        if not body.startswith((b"<</Type/Annot", b"<</Parent")):
            continue
        uri, dest = _URI.search(body), _DEST.search(body)
        if uri is not None:
            place = places.get(uri[1].removeprefix(SCHEME))
            led = b"/Dest %d 0 R" % place if place else b""
            part.objects[number] = body.replace(uri[0], led)
        elif dest is not None and dest[2]:
            led = b"/Dest %d 0 R" % part.named[dest[2]]
            part.objects[number] = body.replace(dest[0], led)


def _under(body: bytes, parent: int) -> bytes:
    return body.replace(b"/Type/Pages", b"/Type/Pages/Parent %d 0 R" % parent, 1)


def _stamp(stamp: _Part, form: int, mark: int) -> dict[int, bytes]:
    """Make a form of a page, to be drawn on others, and the words that draw it."""
    page = stamp.objects[stamp.kids[0]]
    resources = _one(rb"/Resources (\d+) 0 R", page)
    head, stream, rest = stamp.objects[_one(rb"/Contents (\d+) 0 R", page)].partition(b"\nstream\n")
    box = _array(b"/MediaBox", page)
    typed = b"<</Type/XObject/Subtype/Form/BBox[%b]/Resources %d 0 R" % (box, resources)
    drawn = b"q /KutipTotal Do Q"
    kept = {
        number: body
        for number, body in stamp.objects.items()
        if not re.match(rb"<</Type/(?:Page|Pages|Catalog|Outlines|Annot)\b", body)
    }
    return kept | {
        form: head.replace(b"<<", typed, 1) + stream + rest,
        mark: b"<</Length %d>>\nstream\n%b\nendstream" % (len(drawn), drawn),
    }


def _lay_over(part: _Part, form: int, mark: int) -> None:
    """Draw the form on every page."""
    done = set()
    for number in part.kids:
        page = part.objects[number]
        resources = _one(rb"/Resources (\d+) 0 R", page)
        part.objects[number] = re.sub(
            rb"/Contents (\d+) 0 R", rb"/Contents[\1 0 R %d 0 R]" % mark, page, count=1
        )
        if resources in done:
            continue
        done.add(resources)
        own = part.objects[resources]
        entry = b"/KutipTotal %d 0 R" % form
        if b"/XObject<<" in own:
            own = own.replace(b"/XObject<<", b"/XObject<<" + entry, 1)
        else:
            own = own.replace(b"<<", b"<</XObject<<%b>>" % entry, 1)
        part.objects[resources] = own


def _outline(parts: Sequence[_Part]) -> int:
    """Hang the outlines of later parts below the title of the first; 0 where there is none."""
    holders = [part for part in parts if part.outlines]
    if not holders:
        return 0
    head, *rest = holders
    top = head.outlines
    last = _one(rb"/Last (\d+) 0 R", head.objects[top])
    under = last if b"/Last " in head.objects[last] else top
    for part in rest:
        items = list(_items(part))
        for item in items:
            part.objects[item] = re.sub(
                rb"/Parent \d+ 0 R", b"/Parent %d 0 R" % under, part.objects[item]
            )
        before = _one(rb"/Last (\d+) 0 R", head.objects[under])
        holder = next(each for each in holders if before in each.objects)
        holder.objects[before] = _with(holder.objects[before], b"/Next", items[0])
        part.objects[items[0]] = _with(part.objects[items[0]], b"/Prev", before)
        head.objects[under] = re.sub(
            rb"/Last \d+ 0 R", b"/Last %d 0 R" % items[-1], head.objects[under]
        )
        head.objects[under] = _counted(head.objects[under], len(items))
        del part.objects[part.outlines]
    return top


def _counted(item: bytes, more: int) -> bytes:
    """Count more items below one; the number of a folded one is negative."""
    found = re.search(rb"/Count (-?)(\d+)", item)
    if found is None:
        raise NotOurs
    return item.replace(found[0], b"/Count %b%d" % (found[1], int(found[2]) + more), 1)


def _items(part: _Part) -> Iterator[int]:
    at = _one(rb"/First (\d+) 0 R", part.objects[part.outlines])
    while at:
        yield at
        at = _one(rb"/Next (\d+) 0 R", part.objects[at], missing=0)


def _with(item: bytes, name: bytes, number: int) -> bytes:
    return item.replace(b"<<", b"<<%b %d 0 R" % (name, number), 1)


def _catalog(first: bytes, outline: int) -> bytes:
    """Make the whole's catalogue of the first part's: its language, its metadata."""
    kept = [
        found[0]
        for name in (rb"/Metadata \d+ 0 R", rb"/Lang\([^()]*\)", rb"/ViewerPreferences<<[^<>]*>>")
        if (found := re.search(name, first))
    ]
    outlines = b"/Outlines %d 0 R" % outline if outline else b""
    labels = b"/PageLabels<</Nums[0<</Type/PageLabel/S/D/St 1>>]>>"
    return b"<</Type/Catalog/Pages 2 0 R%b%b%b>>" % (b"".join(kept), outlines, labels)


def _written(objects: dict[int, bytes], information: int) -> Iterator[bytes]:
    at = 0
    offsets: dict[int, int] = {}
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    yield head
    at += len(head)
    for number in sorted(objects):
        offsets[number] = at
        piece = b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
        yield piece
        at += len(piece)
    size = max(objects) + 1
    lines = [b"xref\n0 %d\n0000000000 65535 f \n" % size]
    for number in range(1, size):
        free = number not in offsets
        lines.append(b"0000000000 00000 f \n" if free else b"%010d 00000 n \n" % offsets[number])
    yield b"".join(lines)
    yield b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        information,
        at,
    )


def _array(name: bytes, body: bytes) -> bytes:
    found = re.search(re.escape(name) + rb"\[([^\[\]]*)\]", body)
    return found[1] if found else b""


def _one(pattern: bytes, body: bytes, missing: int | None = None) -> int:
    found = re.search(pattern, body)
    if found is None:
        if missing is None:
            raise NotOurs
        return missing
    return int(found[1])


def _every(pattern: bytes, body: bytes) -> list[int]:
    return [int(each) for each in re.findall(pattern, body)]
