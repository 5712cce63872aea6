"""Subtitles and captions: SubRip, WebVTT and YouTube's SBV.

Their text is what was said, joined to paragraphs (`cues`). Rolling captions, as YouTube makes
them, repeat the line above in every cue: they are said once.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.cues import Cue, clock, paragraphs
from annotations.importing.decoding import decode, glance
from annotations.importing.language import language_of
from annotations.importing.protocol import Wishes
from annotations.model import Imported, Metadata
from annotations.richtext import normalise
from annotations.vocabulary import ArticleKind

name = "subtitles"
version = 1
light = True

MARKED = 96
LOOKED_AT = 4_000
"""Characters for sniffing: the first cue stands at the top, only notes before it."""

_TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
"""What records meetings writes no zeros in front: 0:1:5.2."""
HEADER = re.compile(r"\s*WEBVTT(?=[ \t\n]|$)(?:[ \t]+-?[ \t]*(?P<title>[^\n]*))?")
TIMING = re.compile(rf"[ \t]*(?P<start>{_TIME})[ \t]*-->[ \t]*(?P<end>{_TIME})(?:[ \t][^\n]*)?")
SBV = re.compile(
    r"[ \t]*(?P<start>\d{1,3}:\d{2}:\d{2}\.\d{3}),(?P<end>\d{1,3}:\d{2}:\d{2}\.\d{3})[ \t]*"
)
COUNTER = re.compile(r"[ \t]*\d{1,9}[ \t]*")
BEGINS = re.compile(rf"\s*(?:\d{{1,9}}[ \t]*\n\s*)?[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)[ \t]*$", re.MULTILINE)

INLINE_TIME = re.compile(rf"<{_TIME}>")
VOICE = re.compile(r"<v(?:\.[^ \t<>]{0,60})*[ \t]+(?P<name>[^<>\n]{1,120})>")
TAG = re.compile(r"</?(?:b|i|u|s|c|v|lang|ruby|rt|font)\b[^<>\n]{0,200}>", re.IGNORECASE)
OVERRIDE = re.compile(r"\{\\[a-zA-Z][^{}\n]{0,100}\}")
"""What SubRip took over from another format: {\\an8} sets a line at the top."""
NEW_VOICE = re.compile(
    r"(?:>>|[-–—‐][ \t]*(?=[^\W\d_]))"
    r"|[A-ZÀ-Þ][\w.'’-]{0,30}(?:[ ][A-ZÀ-Þ(][\w.'’()-]{0,30}){0,4}:(?=[ \t]|$)"
)
"""A line at which somebody else begins to speak: ">> ", "- " or "NAME: "."""

FEWEST_REPEATS = 2
ROLLING = 0.3
"""Share of cues that begin with what the cue before ended with: people repeat themselves less."""
NEAR = 1_500
"""Milliseconds within which a line that stands again is the same one, still shown."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """One cue as it was on the screen: who speaks and what, line by line."""

    start: int
    end: int
    lines: tuple[tuple[str, str], ...]


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - times are known by their form
    """Look for the first cue at the top of the file."""
    head = glance(data)[:LOOKED_AT]
    begins = head.lstrip()
    if not (begins[:1].isdecimal() or begins.startswith("WEBVTT")):  # most files
        return 0
    head = head.replace("\r\n", "\n").replace("\r", "\n")
    first = next((line for line in head.split("\n") if line.strip()), "")
    if HEADER.match(head) or BEGINS.match(head) or SBV.fullmatch(first):
        return MARKED
    return 0


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:
    """Read the cues. Raises ImportFailed: what `decode` raises, and EMPTY where nobody speaks."""
    decoded = decode(data, name, wishes.encoding)
    source = normalise(decoded.text)
    header = HEADER.match(source)
    shown = list(_cues(source.split("\n"), vtt=header is not None))
    try:
        text = paragraphs(list(_said(_once(shown, timed=INLINE_TIME.search(source) is not None))))
    except ImportFailed as failed:
        raise ImportFailed(name, failed.fault, failed.limit, failed.detail) from failed
    if not text.text:
        raise ImportFailed(name, ImportFault.EMPTY)
    language = LANGUAGE.search(source[: source.find("\n\n")]) if header else None
    metadata = Metadata(
        kind=ArticleKind.TRANSCRIPT,
        title=(header["title"] or "").strip() if header else "",
        language=language[1] if language else language_of(text.text),
    )
    return Imported(
        text=text,
        metadata=metadata,
        encoding=decoded.encoding,
        importer="subtitles",
        importer_version=version,
        warnings=decoded.warnings,
    )


def _cues(lines: list[str], *, vtt: bool) -> Iterator[_Shown]:
    """Cut the file at its timing lines.

    In SubRip an empty line may stand within a cue; the counter before the next time is no words.
    In WebVTT an empty line ends it, and notes, styles and names of cues stand between two.
    """
    timing: re.Match[str] | None = None
    payload: list[str] = []
    open_ = False
    for line in lines:
        found = TIMING.fullmatch(line) or SBV.fullmatch(line)
        if found:
            if timing:
                yield _shown(timing, payload if vtt else _without_counter(payload))
            timing, payload, open_ = found, [], True
        elif vtt and not line:  # one with a space in it is a line of the cue
            open_ = False
        elif open_:
            payload.append(line)
    if timing:
        yield _shown(timing, payload)


def _without_counter(payload: list[str]) -> list[str]:
    """Drop the number that stands above the next cue's time, and what is empty before it."""
    if len(payload) > 1 and COUNTER.fullmatch(payload[-1]) and not payload[-2].strip():
        return payload[:-1]
    return payload


def _shown(timing: re.Match[str], payload: list[str]) -> _Shown:
    lines: list[tuple[str, str]] = []
    for line in payload:
        lines += [(voice, words) for voice, words in _voices(line) if words]
    voice = ""
    named = []
    for who, words in lines:
        voice = who or voice  # a voice goes on until another is named, to the end of its cue
        named.append((voice, words))
    return _Shown(_milliseconds(timing["start"]), _milliseconds(timing["end"]), tuple(named))


def _voices(line: str) -> Iterator[tuple[str, str]]:
    """Part a line at its voice tags; each piece without any other tag."""
    voice, at = "", 0
    for found in VOICE.finditer(line):
        yield voice, _plain(line[at : found.start()])
        voice, at = _plain(found["name"]), found.end()
    yield voice, _plain(line[at:])


def _plain(line: str) -> str:
    for pattern in (INLINE_TIME, TAG, OVERRIDE):
        line = pattern.sub("", line)
    return " ".join(normalise(html.unescape(line)).split())


def _milliseconds(time: str) -> int:
    clock_, _, fraction = time.replace(",", ".").partition(".")
    seconds = 0
    for part in clock_.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1_000 + int(fraction.ljust(3, "0"))


def _once(cues: list[_Shown], *, timed: bool) -> Iterator[_Shown]:
    """Say what rolls over the screen only once, where the file is one that rolls."""
    pairs = list(pairwise(cues))
    repeats = sum(_repeated(before, cue) != cue for before, cue in pairs)
    fewest = 1 if timed else FEWEST_REPEATS
    if repeats < fewest or repeats < ROLLING * len(pairs):
        yield from cues
        return
    yield from cues[:1]
    for before, cue in pairs:
        yield _repeated(before, cue)


def _repeated(before: _Shown, cue: _Shown) -> _Shown:
    """Take from a cue the lines that the one before ended with, and the beginning of a line."""
    if cue.start - before.end > NEAR or not before.lines or not cue.lines:
        return cue
    for length in range(min(len(before.lines), len(cue.lines)), 0, -1):
        if before.lines[-length:] == cue.lines[:length]:
            return replace(cue, lines=cue.lines[length:])
    (_, last), (voice, first) = before.lines[-1], cue.lines[0]
    if first.startswith(f"{last} "):
        return replace(cue, lines=((voice, first[len(last) + 1 :]), *cue.lines[1:]))
    return cue


def _said(cues: Iterator[_Shown]) -> Iterator[Cue]:
    """Join the lines of a cue, but not where somebody else begins to speak."""
    for cue in cues:
        pieces: list[Cue] = []
        for voice, words in cue.lines:
            opens = NEW_VOICE.match(words) is not None
            if pieces and not opens and pieces[-1].speaker == voice:
                joined = f"{pieces[-1].words} {words}"
                pieces[-1] = replace(pieces[-1], words=joined)
                continue
            pieces.append(Cue(clock(cue.start), words, cue.start, cue.end, voice, opens))
        yield from pieces
