"""An object of a file into a `Taken`: Kutip's own, Hypothesis's, Recogito's, any other's."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from annotations.errors import AnnotationsFault, BadAnnotations
from annotations.exchange import own
from annotations.exchange.faults import Why
from annotations.exchange.parsing import LARGEST, kinds_of, parse
from annotations.exchange.taken import Own, Taken
from annotations.exchange.vocabulary import HIGHLIGHT, TEXT_SHA256, URN

Json = dict[str, Any]  # Any: a JSON value

_LONGEST_TAG = 40
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ACCOUNT = re.compile(r"(?:acct:)?([^@:/]+)(?:@.*)?")
_FARTHEST = 10**9
_TAGGING, _COMMENTING = "tagging", "commenting"
QUOTING = "TextQuoteSelector"


def read_file(path: Path) -> list[Taken]:
    """Read the annotations of a file, never more of it than may be. Raises BadAnnotations."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise BadAnnotations(path.name, AnnotationsFault.UNREADABLE) from error
    return [read(item) for item in parse(data, path.name)]


def read(found: object) -> Taken:
    """Read one annotation; what cannot be used comes with the reason."""
    if not isinstance(found, dict):
        return Taken(id="", fault=Why.NOT_UNDERSTOOD)
    name = _text(found.get("id", found.get("@id")))
    target = next(_targets(found), None)
    if target is None:
        return Taken(id=name, fault=Why.NOT_UNDERSTOOD)
    selectors = _dicts(target.get("selector"))
    quote = _selector(selectors, QUOTING)
    exact = _text(quote.get("exact")).replace("\r\n", "\n")
    if not exact.strip():
        return Taken(id=name, fault=Why.NO_QUOTE)
    told: Own | None = None
    if HIGHLIGHT in found:
        try:
            told = own.read(found[HIGHLIGHT])
        except (TypeError, KeyError, ValueError, AttributeError, ArithmeticError):
            return Taken(id=name, fault=Why.NOT_UNDERSTOOD)
    place = _selector(selectors, "TextPositionSelector")
    start, end = _offset(place.get("start")), _offset(place.get("end"))
    article, addresses = _source(target, found)
    tags, notes = _bodies(found)
    texts = [_text(each.get(TEXT_SHA256)) for each in _dicts(target.get("state"))]
    remark = "\n\n".join(notes)
    return Taken(
        id=name,
        uid=_uid(name, (article, *addresses, exact, _text(quote.get("prefix")), str(start))),
        exact=exact,
        prefix=_text(quote.get("prefix")),
        suffix=_text(quote.get("suffix")),
        start=start,
        end=end,
        text_sha256=next(filter(_SHA256.fullmatch, texts), ""),
        article=article,
        addresses=addresses,
        tags=tags,
        # What others remarked may be meant for nobody else: it stays private unless it is ours.
        note="" if told else remark,
        report_note=remark if told else "",
        author=_author(found),
        created=_moment(found.get("created")),
        changed=_moment(found.get("modified", found.get("updated"))),
        own=told,
    )


def _targets(found: Json) -> Iterator[Json]:
    """List the targets that have selectors first, then the others."""
    targets = _dicts(found.get("target"))
    quoting = [each for each in targets if _selector(_dicts(each.get("selector")), QUOTING)]
    yield from quoting or targets


def _selector(selectors: list[Json], kind: str) -> Json:
    return next((each for each in selectors if kind in kinds_of(each)), {})


def _source(target: Json, found: Json) -> tuple[str, tuple[str, ...]]:
    """Tell the uid of the article, where Kutip named it, and the addresses that are told."""
    source = target.get("source", found.get("uri"))
    named = source if isinstance(source, dict) else {"id": source}
    some = (named.get("id"), *_several(named.get("via")), *_several(named.get("canonical")))
    texts = [each for each in map(_text, some) if each]
    uid = next((each.removeprefix(URN) for each in texts if each.startswith(URN)), "")
    return (
        uid if own.is_uid(uid) else "",
        tuple(dict.fromkeys(each for each in texts if not each.startswith("urn:"))),
    )


def _bodies(found: Json) -> tuple[tuple[str, ...], list[str]]:
    """Sort bodies into tags and remarks; of the others nothing is taken."""
    tags = [_text(each) for each in _several(found.get("tags"))]  # Hypothesis has these two
    notes = [_text(found.get("text")), _text(found.get("bodyValue"))]
    for each in _several(found.get("body")):
        body = {"value": each} if isinstance(each, str) else each
        if not isinstance(body, dict):
            continue
        purposes = _several(body.get("purpose")) or [_COMMENTING]
        value = _text(body.get("value"))
        if _TAGGING in purposes:
            tags.append(value)
        elif {_COMMENTING, "describing", "replying", "editing", "questioning"} & {
            each for each in purposes if isinstance(each, str)
        }:
            notes.append(value)
    named = dict.fromkeys(" ".join(tag.split()) for tag in tags)
    short = tuple(tag for tag in named if 0 < len(tag) <= _LONGEST_TAG)
    # A sentence is no tag, and is not lost for that.
    notes += [tag for tag in named if len(tag) > _LONGEST_TAG]
    return short, [note for note in notes if note.strip()]


def _uid(name: str, parts: tuple[str, ...]) -> str:
    """Give the uid that is told, else one that is the same whenever this annotation comes again."""
    told = name.removeprefix(URN)
    if name.startswith(URN) and own.is_uid(told):
        return told
    try:
        return str(UUID(name))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, name or "\n".join(parts)))


def _author(found: Json) -> str:
    for each in (*_several(found.get("creator")), found.get("user")):
        if isinstance(each, dict):
            name = _text(each.get("name")) or _text(each.get("nickname"))
            if name:
                return " ".join(name.split())
        account = _ACCOUNT.fullmatch(_text(each))
        if account:
            return account[1]
    return ""


def _moment(told: object) -> str:
    """Write a time as the library does: UTC, to the millisecond; "" for what is none."""
    try:
        moment = datetime.fromisoformat(_text(told))
        if moment.tzinfo is None:
            return ""
        utc = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _offset(value: object) -> int:
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _FARTHEST
    return value if fits and isinstance(value, int) else -1


def _several(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _dicts(value: object) -> list[Json]:
    return [each for each in _several(value) if isinstance(each, dict)]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
