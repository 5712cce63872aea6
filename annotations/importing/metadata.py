"""What an article says of itself: outlet, headline, byline, date, place, caption, kind.

Read off the lines above the body and the beginning of the body. What is not there stays empty,
and what is lifted stays in the text too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotations.facts import WrittenDate
from annotations.importing.datelines import DOMAIN, NONE, dateline_of
from annotations.importing.dates import find_dates
from annotations.importing.kinds import is_bare_label, kind_label
from annotations.importing.language import language_of
from annotations.model import Block, Metadata, RichText, Run
from annotations.vocabulary import ArticleKind, BlockKind, RunKind

MOST_LINES = 16
"""Lines looked at; heads of real articles end before the tenth."""
LONGEST_LOOK = 20_000
"""Characters of one block; one that is longer is the body in any case."""
LONGEST_HEAD_LINE = 140
"""Characters; a longer paragraph is the body."""
LONGEST_TITLE = 220
LONGEST_BARE_TITLE = 160
"""The same where no mark says that it is a headline."""
LONGEST_SENTENCE = 110
"""Characters of a headline that ends with a full stop; longer ones open the story."""
LONGEST_OUTLET = 4
"""Words of a heading above the headline."""
LONGEST_CAPTION = 500
LONGEST_BYLINE = 90
DATELINE_WITHIN = 4
"""Paragraphs; a headline, a deck and a caption may stand before it."""
AFTER_HEADLINE = 3
"""Lines below the headline in which a byline or date shows that the line above it is an outlet."""

BARS = re.compile(r"\s*[|·•/]\s*")
SEPARATORS = " \t\n\u00a0|·•–—-,;:/()"
DATE_LABEL = re.compile(
    r"\b(?:first\s+)?(?:published|posted|diterbitkan|diunggah|dipublikasikan|terbit|tayang|date|"
    r"tanggal|hari|on|at|pada|pukul|(?:mon|tues|wednes|thurs|fri|satur|sun)day|senin|selasa|rabu|"
    r"kamis|jumat|sabtu|minggu)\b\s*:?",
    re.IGNORECASE,
)
UPDATE_LABEL = re.compile(r"\b(?:last\s+)?(?:updated?|diperbarui|pembaruan)\b\s*:?", re.IGNORECASE)
LINKED_BYLINE = re.compile(rf"(?P<name>\S.{{1,80}}?)\s+[-–—|]\s+(?P<host>(?:www\.)?{DOMAIN})")
BYLINE_LABEL = re.compile(
    r"(?:byline\s*:\s*)?(?:by|oleh|penulis|reporter|laporan|written by|reported by|story by|"
    r"ditulis oleh|kontributor|wartawan|jurnalis|pewarta)(?:\s*:\s*|\s+)(?P<name>\S.*)",
    re.IGNORECASE,
)
SMALL_NAME_WORDS = frozenset("and dan & bin binti de del der van von da dos al el la le".split())  # noqa: SIM905
ROLES = frozenset("reporter reporters correspondent correspondents writer writers".split())  # noqa: SIM905
"""What stands in small letters where an outlet names nobody: "By Staff reporter"."""
NO_NAME = re.compile(r"[\d!?;:\"“”/@#]|\.\s+[a-z]")
CAPTION_LABEL = re.compile(
    r"\(?(?:keterangan\s+(?:foto|gambar)|foto|photo|photograph|caption|ilustrasi|illustration|gambar|"
    r"image)\s*[:|]\s*(?P<caption>.+)",
    re.IGNORECASE,
)
CAPTION_CREDIT = re.compile(
    r"\((?:(?:foto|photo|image|gambar|dok|dok\.|doc)\b[^()]*|[^()]*\bfile photo)\)\.?$",
    re.IGNORECASE,
)
NUMBERING = re.compile(r"(?:nomor|no|number)\.?\s*:?\s*\S*\d\S*", re.IGNORECASE)
PLACE_BEFORE = re.compile(r"[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2},\s*")
"""As letters are dated: "Arunika, 25 Juli 2024"."""
ADDRESS = re.compile(
    r"(?:(?:sumber|source|url|link|tautan|artikel asli|original)\s*:\s*)?<?(?P<url>https?://[^\s<>]+)>?",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line of the text without the space around it; `links` are the link runs within it."""

    text: str
    block: Block
    links: tuple[Run, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether a mark says that this is a heading."""
        return self.block.kind is BlockKind.HEADING


def metadata_of(text: RichText, source_name: str = "") -> Metadata:  # noqa: ARG001 - a name is no source
    """Read the metadata of a text. `source_name` is the file's name, which claims nothing."""
    language = language_of(text.text)
    lines = list(_first_lines(text))
    head = _head_of(lines)
    read = Metadata(language=language, kind=_kind_of(head))
    rest: list[Line] = []
    for line in head:
        found = _read_line(line, read, is_first=line is head[0])
        rest += [line] if found is None else []
        read = found or read
    read = _with_titles(read, rest, head, has_body=len(lines) > len(head) or len(rest) > 1)
    read = _with_captions(read, lines)
    return _with_dateline(read, lines)


def _kind_of(head: Sequence[Line]) -> ArticleKind:
    kinds = (kind_label(line.text) for line in head)
    return next((kind for kind in kinds if kind is not ArticleKind.NEWS), ArticleKind.NEWS)


def _first_lines(text: RichText) -> Iterator[Line]:
    count = 0
    for block in text.blocks:
        if block.kind in {BlockKind.RULE, BlockKind.CODE, BlockKind.TABLE_CELL}:
            continue
        start = block.start
        end_of_look = min(block.end, start + LONGEST_LOOK)
        for piece in text.text[start:end_of_look].split("\n"):
            end = start + len(piece)
            if stripped := piece.strip():
                links = tuple(_links(text.runs, start, end)) if text.runs else ()
                yield Line(stripped, block, links)
                count += 1
            start = end + 1
        if count >= MOST_LINES:
            return


def _links(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    for run in runs:
        if run.start >= end:
            return
        if run.kind is RunKind.LINK and run.start >= start and run.end <= end:
            yield run


def _head_of(lines: Sequence[Line]) -> list[Line]:
    """Take the lines before the body, which begins at a dateline or a long paragraph."""
    head: list[Line] = []
    for line in lines:
        if not line.is_heading and _begins_body(line, is_first=not head):
            break
        head.append(line)
    return head


def _begins_body(line: Line, *, is_first: bool) -> bool:
    if CAPTION_LABEL.match(line.text) or _ends_with_credit(line.text):
        return False
    longest = LONGEST_BARE_TITLE if is_first else LONGEST_HEAD_LINE
    return len(line.text) > longest or dateline_of(line.text) is not NONE


def _read_line(line: Line, read: Metadata, *, is_first: bool) -> Metadata | None:
    """Add what a line of the head says; None for a headline, outlet or whatever else it is."""
    if is_bare_label(line.text):
        return read
    if read.kind is ArticleKind.RELEASE and NUMBERING.fullmatch(line.text):
        return read
    if line.is_heading:
        return None
    address = ADDRESS.fullmatch(line.text)
    if address:
        return read if read.url else replace(read, url=address["url"])
    if line.block.kind is BlockKind.IMAGE or CAPTION_LABEL.match(line.text):
        return read  # read with the captions, which may stand below the head too
    if _ends_with_credit(line.text):
        return read
    return _read_dated(line, read, is_first=is_first) or (
        None if is_first else _read_byline(line, read)
    )


def _read_dated(line: Line, read: Metadata, *, is_first: bool = False) -> Metadata | None:
    """Read a line that is a date, with at most a byline, an outlet's host or a label beside it."""
    if len(line.text) > LONGEST_HEAD_LINE:
        return None
    found = next(find_dates(line.text, read.language), None)
    if found is None:
        return None
    before, after = line.text[: found.span.start], line.text[found.span.end :]
    if UPDATE_LABEL.search(before):
        return read if read.published.words else replace(read, published=found.date)
    is_signed = BYLINE_LABEL.match(before)  # "By Jane Doe, 5 July 2024" names no place
    if not is_first and not after and not is_signed and PLACE_BEFORE.fullmatch(before):
        return _publish(read, found.date)
    beside = [_unlabelled(before), _unlabelled(UPDATE_LABEL.split(after)[0])]
    dated = _publish(read, found.date)
    for words in filter(None, beside):
        named = _read_byline(replace_text(line, words), dated)
        if named is not None:
            dated = named
        elif re.fullmatch(DOMAIN, words):
            dated = dated if dated.outlet else replace(dated, outlet=words)
        elif not _is_aside(line.text, words):
            return None
    return dated


def _publish(read: Metadata, date: WrittenDate) -> Metadata:
    return read if read.published.words else replace(read, published=date)


def _unlabelled(words: str) -> str:
    return DATE_LABEL.sub(" ", words).strip(SEPARATORS)


def _is_aside(line: str, words: str) -> bool:
    """Whether a bar or dot sets words apart from the date, so that the line is no sentence."""
    around = line.replace(words, "", 1)
    return len(words.split()) <= LONGEST_OUTLET and any(bar in around for bar in "|·•")


def replace_text(line: Line, words: str) -> Line:
    """Make the same line with only some of its words."""
    return line._replace(text=words)


def _read_byline(line: Line, read: Metadata) -> Metadata | None:
    if read.byline or len(line.text) > LONGEST_BYLINE:
        return None
    linked = LINKED_BYLINE.fullmatch(line.text)
    target = line.links[0].target if line.links else ""
    if linked and not NO_NAME.search(linked["name"]):
        name = _after_label(linked["name"]) or linked["name"]
        # "MALANG.KLIKPUBLIK.COM" is all some articles say of where they appeared
        return replace(read, byline=name, byline_url=target, outlet=read.outlet or linked["host"])
    name = _after_label(line.text)
    return replace(read, byline=name, byline_url=target) if name else None


def _after_label(words: str) -> str:
    labelled = BYLINE_LABEL.fullmatch(words)
    if not labelled:
        return ""
    name = BARS.split(labelled["name"])[0].strip(" .")
    first, _, others = name.partition(",")
    if others and not {"and", "dan", "&"} & set(others.split()):
        name = first  # "By Jane Doe, Staff Writer"
    return name if _is_name(name) else ""


def _is_name(words: str) -> bool:
    each = words.replace(",", " ").split()
    return (
        bool(each)
        and len(each) <= 12  # noqa: PLR2004 - four people with three names
        and not NO_NAME.search(words)
        and each[0][0].isupper()
        and all(word in SMALL_NAME_WORDS | ROLES or word[0].isupper() for word in each)
    )


def _with_titles(
    read: Metadata, rest: Sequence[Line], head: Sequence[Line], *, has_body: bool
) -> Metadata:
    """Find the headline, and the outlet above it, among the lines that are nothing else."""
    headings = [line for line in rest if line.is_heading]
    bare = rest[:2] if rest and _may_be_title(rest[0], head, has_body) else ()
    candidates = headings or bare
    if not candidates:
        return read
    first = candidates[0]
    if len(candidates) > 1 and _is_outlet_above(first, candidates[1], head):
        return replace(read, outlet=first.text, title=candidates[1].text[:LONGEST_TITLE])
    if headings and _is_outlet_above_byline(first, head):
        return read
    return replace(read, title=first.text[:LONGEST_TITLE])


def _may_be_title(line: Line, head: Sequence[Line], has_body: bool) -> bool:  # noqa: FBT001 - one caller
    return (
        has_body
        and line.block.kind is BlockKind.PARAGRAPH
        and head.index(line) < AFTER_HEADLINE
        and len(line.text) <= LONGEST_BARE_TITLE
        and not line.text.endswith((":", ","))
        and any(letter.isalpha() for letter in line.text)
        and not (len(line.text) > LONGEST_SENTENCE and line.text.endswith("."))
    )


def _is_outlet_above(outlet: Line, title: Line, head: Sequence[Line]) -> bool:
    place = head.index(outlet)
    if place + 1 >= len(head) or head[place + 1] is not title:
        return False
    short = len(outlet.text.split()) <= LONGEST_OUTLET
    longer = len(title.text.split()) > len(outlet.text.split())
    is_headline = short and longer and not title.text.endswith(".")
    return is_headline and _is_signed(head[place + 2 : place + 2 + AFTER_HEADLINE])


def _is_outlet_above_byline(heading: Line, head: Sequence[Line]) -> bool:
    """A heading that names a site and no story: "# KOMPAS.com"."""
    return bool(re.fullmatch(DOMAIN, heading.text)) and heading is head[0]


def _is_signed(lines: Sequence[Line]) -> bool:
    return any(
        _read_dated(line, Metadata()) or _read_byline(line, Metadata())
        for line in lines
        if not line.is_heading
    )


def _with_captions(read: Metadata, lines: Sequence[Line]) -> Metadata:
    images = [line.text for line in lines if line.block.kind is BlockKind.IMAGE]
    for line in lines:
        if line.is_heading or len(line.text) > LONGEST_CAPTION:
            continue
        labelled = CAPTION_LABEL.fullmatch(line.text)
        if labelled:
            caption = labelled["caption"].strip()
            whole = line.text.startswith("(") and caption.endswith(")")
            return replace(read, caption=caption[:-1] if whole else caption)
        if _ends_with_credit(line.text) and dateline_of(line.text) is NONE:
            return replace(read, caption=line.text)
    return replace(read, caption=images[0]) if images else read


def _ends_with_credit(words: str) -> bool:
    # most lines do not even end with a bracket
    return words.endswith((")", ").")) and CAPTION_CREDIT.search(words) is not None


def _with_dateline(read: Metadata, lines: Sequence[Line]) -> Metadata:
    paragraphs = [line for line in lines if line.block.kind is BlockKind.PARAGRAPH]
    long = [line for line in paragraphs if len(line.text) > LONGEST_HEAD_LINE // 2]
    for line in long[:DATELINE_WITHIN]:
        if line.text == read.title:
            continue
        found = dateline_of(line.text)
        if found is not NONE:
            return replace(read, place=found.place, outlet=read.outlet or found.outlet)
    return read
