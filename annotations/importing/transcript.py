"""Transcripts as text: lines that carry a time, with or without a name.

`[00:12:31] text`, `(12:31) Name: text`, `00:12:31 Name: text`, `Name [00:12:31]: text`, a name
and a time alone on a line with the words below, a time alone above each few words, and
`[00:00.000 --> 00:05.000] text`. A text is one only where enough lines carry a time and the
times go forward; a story that says "at 12:31" is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from annotations.errors import ImportFailed
from annotations.importing.cues import Cue, paragraphs
from annotations.importing.decoding import decode, glance, lines_at_head
from annotations.importing.front_matter import split_front_matter, with_front_matter
from annotations.importing.language import language_of
from annotations.importing.protocol import Wishes
from annotations.model import Imported, Metadata, RichText
from annotations.richtext import normalise, parse_plain
from annotations.vocabulary import ArticleKind

name = "transcript"
version = 1
light = True

MARKED = 92
"""Above Markdown, of which a transcript may hold a mark or two, below what is surer."""
FEWEST = 3
"""Lines with a time; with a name beside each, one fewer."""
SHARE = 0.1
"""Of the lines that are not empty."""
FORWARD = 0.8
"""Of the times, share that is not before the one above it."""
LONGEST_LINE = 2_000
"""Characters of a line that are looked at for a time."""

MOST_NAME_WORDS = 6

_CLOCK = r"(?:\d{1,3}:)?[0-5]?\d:[0-5]\d(?:[.,]\d{1,3})?"
_DOTTED = r"\d{1,2}\.[0-5]\d\.[0-5]\d"
_LONG_CLOCK = r"\d{1,3}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?"
_IN = rf"[\[(](?P<time>{_CLOCK}|{_DOTTED})[\])]"
_NAME = r"(?P<name>[^\W\d_][\w .,'’/&()-]{0,60}?)"
_BOLD = r"[*_]{0,3}"

RANGE = re.compile(
    rf"\[?(?P<time>{_CLOCK})[ \t]*(?:-->|->|–|-)[ \t]*(?P<end>{_CLOCK})\]?[ \t:]*(?P<rest>.*)"
)
BRACKETED = re.compile(rf"{_BOLD}{_IN}{_BOLD}[ \t]*[-–—|:]?[ \t]*(?P<rest>.*)")
NAMED_BRACKET = re.compile(
    rf"{_BOLD}{_NAME}:?{_BOLD}:?[ \t]*{_BOLD}{_IN}{_BOLD}[ \t]*:?{_BOLD}[ \t]*(?P<rest>.*)"
)
BARE_NAMED = re.compile(
    rf"{_BOLD}(?P<time>{_LONG_CLOCK}){_BOLD}[ \t]*[-–—|]?[ \t]*"
    rf"(?P<rest>{_BOLD}[^\W\d_][^:\n]{{0,60}}:.*)"
)
NAME_ABOVE = re.compile(rf"{_BOLD}{_NAME}{_BOLD}[ \t,|·•–-]+(?P<time>{_CLOCK})[ \t]*")
TIME_ABOVE = re.compile(rf"(?P<time>{_CLOCK})[ \t]*")
TIME_NEAR = re.compile(r"\d[:.][0-5]\d")
TIMES = bytes(
    ord("0") if chr(byte).isdecimal() or byte >= 128 else ord(":") if byte in b":." else byte  # noqa: PLR2004 - beyond ASCII are digits too
    for byte in range(256)
)
"""Makes every `TIME_NEAR` in UTF-8 contain "0:0"."""
LAYOUTS = (RANGE, BRACKETED, NAMED_BRACKET, BARE_NAMED, NAME_ABOVE, TIME_ABOVE)

NAME = re.compile(
    rf"{_BOLD}(?P<name>[A-ZÀ-Þ][\w.,'’/&()-]{{0,30}}(?:[ ][\w.,'’/&()-]{{1,30}}){{0,5}})"
    rf"{_BOLD}:{_BOLD}"
    r"(?:[ \t]+(?P<rest>.*)|$)"
)
"""A name before a colon at the beginning of what was said."""
WITHIN = re.compile(rf"[\[(](?P<time>{_LONG_CLOCK}|{_DOTTED})[\])][ \t]*")
BEGINS_AT_NOUGHT = re.compile(r"0?0?:?0?0:[0-5]\d(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A line that carries a time: how it is laid out, who speaks, what is said on it."""

    layout: re.Pattern[str]
    time: str
    end: str = ""
    name: str = ""
    rest: str = ""


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - no suffix says transcript
    """Look for enough lines with a time."""
    head = glance(data)
    marked = head.encode("utf-8", "surrogatepass").translate(TIMES)
    if marked.count(b"0:0") < FEWEST - 1:  # most files, told without looking at each letter
        return 0
    if len([*islice(TIME_NEAR.finditer(head), FEWEST - 1)]) < FEWEST - 1:
        return 0
    return MARKED if _is_transcript(lines_at_head(data)) else 0


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:
    """Read who says what at which time. Raises ImportFailed with what `decode` raises."""
    decoded = decode(data, name, wishes.encoding)
    block, below = split_front_matter(normalise(decoded.text))
    lines = below.split("\n")
    known = _layouts(lines)
    first = next((at for at, line in enumerate(lines) if _stamp(line, known)), len(lines))
    try:
        head = _head("\n".join(lines[:first]))
        text = paragraphs(list(_cues(lines[first:], known)), head.blocks, head.text)
    except ImportFailed as failed:
        raise ImportFailed(name, failed.fault, failed.limit, failed.detail) from failed
    return Imported(
        text=text,
        metadata=with_front_matter(_metadata(text, head, name), block),
        encoding=decoded.encoding,
        importer="transcript",
        importer_version=version,
        warnings=decoded.warnings,
    )


def _head(source: str) -> RichText:
    """Read what stands above the first time, where it has headings as Markdown."""
    if re.search(r"^#{1,6}[ \t]", source, re.MULTILINE):
        from annotations.richtext import parse_markdown

        return parse_markdown(source)
    return parse_plain(source)


def _metadata(text: RichText, head: RichText, name: str) -> Metadata:
    """Read what stands above the first time; who speaks first is no headline."""
    language = language_of(text.text[len(head.text) :])
    if not head.text:
        return Metadata(kind=ArticleKind.TRANSCRIPT, language=language)
    from annotations.importing.metadata import metadata_of

    read = metadata_of(text, name)
    return replace(read, kind=ArticleKind.TRANSCRIPT, language=read.language or language)


def _is_transcript(lines: Sequence[str]) -> bool:
    known = _layouts(lines)
    stamps = [stamp for line in lines if (stamp := _stamp(line, known))]
    written = sum(1 for line in lines if line.strip())
    named = sum(1 for stamp in stamps if stamp.name)
    if len(stamps) < FEWEST - (named == len(stamps)) or len(stamps) < SHARE * written:
        return False
    times = [_seconds(stamp.time) for stamp in stamps]
    forward = sum(before <= after for before, after in pairwise(times))
    return forward >= FORWARD * (len(times) - 1)


def _layouts(lines: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Say which layouts may be meant: a bare "08:00" above a line may be a programme's hour.

    Of a recording it is believed where the first such time is within the first minute.
    """
    bare = next((line.strip() for line in lines if TIME_ABOVE.fullmatch(line.strip())), "")
    if BEGINS_AT_NOUGHT.fullmatch(bare) or re.fullmatch(_LONG_CLOCK, bare):
        return LAYOUTS
    return LAYOUTS[:-1]


def _stamp(line: str, layouts: Sequence[re.Pattern[str]]) -> _Stamp | None:
    line = line.strip()
    if not TIME_NEAR.search(line[:160]):  # most lines
        return None
    for layout in layouts:
        found = layout.fullmatch(line[:LONGEST_LINE])
        if not found:
            continue
        parts = found.groupdict()
        name = (parts.get("name") or "").strip(" *_:,-–")
        if layout is NAME_ABOVE and not _is_name(name):
            return None
        if layout is RANGE and not (line.startswith("[") or "->" in line[:40]):
            continue  # "08:00 - 09:00 Opening" is a programme
        rest = (parts.get("rest") or "") + line[LONGEST_LINE:]
        if not name and (said := NAME.fullmatch(rest)):
            name, rest = said["name"].strip(" *_"), said["rest"] or ""
        return _Stamp(layout, parts["time"] or "", parts.get("end") or "", name, rest.strip())
    return None


def _is_name(words: str) -> bool:
    """Whether words before a time are a name: each with a capital, or a number after "Speaker"."""
    from annotations.importing.metadata import SMALL_NAME_WORDS

    each = words.split()
    if not each or len(each) > MOST_NAME_WORDS or not each[0][0].isupper():
        return False
    return all(
        word[0].isupper() or word[0] in "(&" or word.isdigit() or word in SMALL_NAME_WORDS
        for word in each
    )


def _cues(lines: Sequence[str], layouts: Sequence[re.Pattern[str]]) -> Iterator[Cue]:
    """Make a cue of each line with a time and of what follows it up to the next."""
    stamp: _Stamp | None = None
    said: list[str] = []
    for line in lines:
        found = _stamp(line, layouts)
        if found:
            if stamp:
                yield from _turn(stamp, said)
            stamp, said = found, [found.rest]
        else:
            said.append(line.strip())
    if stamp:
        yield from _turn(stamp, said)


def _turn(stamp: _Stamp, said: Sequence[str]) -> Iterator[Cue]:
    """Part one turn at empty lines and at times within brackets."""
    flows = not stamp.name and stamp.layout in {RANGE, TIME_ABOVE}
    end = _seconds(stamp.end) * 1_000 if stamp.end else -1
    time, opens, named = stamp.time, not flows, True
    for paragraph in _paragraphs(said) or [""]:
        pieces = WITHIN.split(paragraph)  # words, time, words, time, words
        for at, words in enumerate(pieces[::2]):
            time = pieces[2 * at - 1] if at else time
            begins = _seconds(time) * 1_000
            yield Cue(_label(time), words.strip(), begins, end, stamp.name, opens, named)
            opens = named = False
        opens = not flows


def _paragraphs(lines: Sequence[str]) -> list[str]:
    found: list[str] = []
    joined: list[str] = []
    for line in [*lines, ""]:
        if line:
            joined.append(line)
        elif joined:
            found.append(" ".join(joined))
            joined = []
    return found


def _seconds(time: str) -> int:
    parts = time.replace(".", ":").split(":") if re.fullmatch(_DOTTED, time) else time.split(":")
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(re.split(r"[.,]", part)[0])
    return seconds


def _label(time: str) -> str:
    """Write a time as the source does, 00:12:31 or 12:31, without parts of a second."""
    parts = (
        time.split(".") if re.fullmatch(_DOTTED, time) else re.split(r"[.,]", time)[0].split(":")
    )
    return ":".join(part.zfill(2) for part in parts)
