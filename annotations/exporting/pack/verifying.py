"""Verifying a proof pack: its sums, its manifest, and every quote against its original.

No library is needed, and nothing in the pack is trusted because the pack says so: an original is
read again by this program, and the quote's words are compared with what stands there.
"""

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations import plain
from annotations.errors import BadPack, PackFault
from annotations.exporting.csv_table import recovered
from annotations.exporting.pack.manifest import (
    MANIFEST,
    RECORDS,
    SUMS,
    VERSION,
    Exhibit,
    LeftOut,
    Manifest,
    Quoted,
)
from annotations.exporting.pack.opening import UNREADABLE, Opened, open_pack
from annotations.exporting.pack.rereading import BY_HAND, Reread, reread
from annotations.exporting.pack.verdicts import Problem, Proof, Verdict, Verified, Wrong
from annotations.importing.protocol import LARGEST_FILE
from annotations.model import text_sha256

if TYPE_CHECKING:
    from annotations.importing.worker import Worker

_MOST_LISTED = 100_000_000
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_REPORT, _TABLE = "report.html", "highlights.csv"


def verify(path: Path, into: Verified, worker: "Worker | None" = None) -> Iterator[tuple[int, int]]:
    """Verify a pack; yield how many of how many steps are done. Raises BadPack.

    `worker` reads the originals; without one it is started when there is something to read.
    """
    from annotations.importing.worker import Worker

    if worker is None:
        with closing(Worker()) as own:
            yield from verify(path, into, own)
        return
    with open_pack(path) as pack:
        sums = _sums(pack)
        manifest = _manifest(pack)
        steps = len(pack.members) + len(manifest.exhibits)
        digests: dict[str, str] = {}
        for done, name in enumerate(sorted(pack.members), start=1):
            _hash(pack, name, sums, digests, into)
            yield done, steps
        missing = [name for name in sums if name not in pack.members]
        into.problems += [Problem(name, Wrong.MISSING) for name in missing]
        into.files = len(pack.members)
        quotes: dict[int, list[Quoted]] = {}
        for quoted in manifest.highlights:
            quotes.setdefault(quoted.exhibit, []).append(quoted)
        for done, exhibit in enumerate(manifest.exhibits, start=1):
            some = quotes.pop(exhibit.number, [])
            _exhibit(pack, exhibit, some, digests, worker, into)
            yield len(pack.members) + done, steps
        for unknown in (each for some in quotes.values() for each in some):
            into.verdicts.append(_verdict(unknown, Proof.WRONG, "exhibit"))
        _attachments(manifest, digests, into)
        _reports(pack, manifest, into)
        into.problems[:] = dict.fromkeys(into.problems)  # each of them said once


def _sums(pack: Opened) -> dict[str, str]:
    if SUMS not in pack.members:
        raise BadPack(pack.path, PackFault.NO_SUMS)
    found: dict[str, str] = {}
    try:
        lines = pack.read(SUMS, _MOST_LISTED).decode().splitlines()
    except UNREADABLE as error:
        raise BadPack(pack.path, PackFault.BAD_SUMS, type(error).__name__) from error
    except UnicodeDecodeError as error:
        raise BadPack(pack.path, PackFault.BAD_SUMS, "UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise BadPack(pack.path, PackFault.BAD_SUMS, f"{number}")
        found[match[2]] = match[1]
    return found


def _manifest(pack: Opened) -> Manifest:
    if MANIFEST not in pack.members:
        raise BadPack(pack.path, PackFault.NO_MANIFEST)
    try:
        told: Any = json.loads(pack.read(MANIFEST, _MOST_LISTED))
        version = told["kutip_proof_pack"]
        if isinstance(version, int) and version > VERSION:
            raise BadPack(pack.path, PackFault.NEWER)
        manifest = plain.read(Manifest, told)
    except (ValueError, TypeError, KeyError, RecursionError, *UNREADABLE) as error:
        detail = type(error).__name__
        raise BadPack(pack.path, PackFault.BAD_MANIFEST, detail) from error
    if len({each.number for each in manifest.exhibits}) < len(manifest.exhibits):
        raise BadPack(pack.path, PackFault.BAD_MANIFEST, "exhibits")
    return manifest


def _hash(
    pack: Opened, name: str, sums: dict[str, str], digests: dict[str, str], into: Verified
) -> None:
    try:
        digests[name] = pack.digest(name)
    except UNREADABLE:
        into.problems.append(Problem(name, Wrong.DAMAGED))
        return
    if name == SUMS:
        return
    if name not in sums:
        into.problems.append(Problem(name, Wrong.UNLISTED))
    elif sums[name] != digests[name]:
        into.problems.append(Problem(name, Wrong.SUM))


def _exhibit(
    pack: Opened,
    exhibit: Exhibit,
    quotes: list[Quoted],
    digests: dict[str, str],
    worker: "Worker",
    into: Verified,
) -> None:
    """Compare all quotes of one exhibit."""
    broken = _broken(exhibit, digests)
    into.problems += broken
    told = partial(_told, quotes=quotes, into=into)
    if broken:
        told(Proof.WRONG, "broken")
        return
    text = _text(pack, exhibit)
    if text is not None and text_sha256(text) != exhibit.text_sha256:
        into.problems.append(Problem(exhibit.text, Wrong.NOT_THE_TEXT))
        told(Proof.WRONG, "broken")
        return
    if not exhibit.file:
        _compare(quotes, text, Proof.TEXT, "left_out", into)
        return
    if exhibit.importer in BY_HAND:
        _compare(quotes, text, Proof.TEXT, "by_hand", into)
        return
    data = _whole(pack, exhibit.file)
    seen = reread(exhibit, data, worker) if data is not None else Reread(None)
    if seen.found:
        _compare(quotes, seen.text, Proof.ORIGINAL, "", into)
    elif seen.same:
        into.problems.append(Problem(exhibit.file, Wrong.READ_OTHERWISE))
        told(Proof.WRONG, "broken")
    elif seen.text is None:
        _compare(quotes, text, Proof.TEXT, "failed", into)
    else:
        rest = []
        for each in quotes:
            if not each.shortened and each.quote in seen.text:
                into.verdicts.append(_verdict(each, Proof.FOUND, "version"))
            else:
                rest.append(each)
        _compare(rest, text, Proof.TEXT, "version", into)


def _broken(exhibit: Exhibit, digests: dict[str, str]) -> list[Problem]:
    """Name what the manifest says of an exhibit's files and is not so."""
    found = []
    if exhibit.file and exhibit.file not in digests:
        found.append(Problem(exhibit.file, Wrong.MISSING))
    elif exhibit.file and digests[exhibit.file] != exhibit.sha256:
        found.append(Problem(exhibit.file, Wrong.NOT_THE_ORIGINAL))
    if exhibit.text and exhibit.text not in digests:
        found.append(Problem(exhibit.text, Wrong.MISSING))
    elif exhibit.text and digests[exhibit.text] != exhibit.text_sha256:
        found.append(Problem(exhibit.text, Wrong.NOT_THE_TEXT))
    return found


def _text(pack: Opened, exhibit: Exhibit) -> str | None:
    data = _whole(pack, exhibit.text) if exhibit.text else None
    return data.decode("utf-8", "replace") if data is not None else None


def _whole(pack: Opened, name: str) -> bytes | None:
    """Unpack a file that was hashed, None where it is too large to be read here."""
    try:
        return pack.read(name, LARGEST_FILE)
    except (BadPack, *UNREADABLE):
        return None


def _compare(
    quotes: list[Quoted], text: str | None, proof: Proof, why: str, into: Verified
) -> None:
    """Compare quotes with a text, character for character."""
    for each in quotes:
        if each.shortened:
            into.verdicts.append(_verdict(each, Proof.NOT_COMPARED, "shortened"))
        elif text is None:
            reason = "left_out" if why == "left_out" else "no_text"
            into.verdicts.append(_verdict(each, Proof.NOT_COMPARED, reason))
        elif not 0 <= each.start < each.end <= len(text):
            into.verdicts.append(_verdict(each, Proof.WRONG, "offsets"))
        elif text[each.start : each.end] != each.quote:
            into.verdicts.append(_verdict(each, Proof.WRONG, "words"))
        else:
            into.verdicts.append(_verdict(each, proof, why))


def _told(proof: Proof, why: str, *, quotes: list[Quoted], into: Verified) -> None:
    into.verdicts += [_verdict(each, proof, why) for each in quotes]


def _verdict(quoted: Quoted, proof: Proof, why: str) -> Verdict:
    return Verdict(quoted.label, quoted.exhibit, proof, why)


def _attachments(manifest: Manifest, digests: dict[str, str], into: Verified) -> None:
    for each in manifest.attachments:
        if each.file and each.file not in digests:
            into.problems.append(Problem(each.file, Wrong.MISSING))
        elif each.file and digests[each.file] != each.sha256:
            into.problems.append(Problem(each.file, Wrong.NOT_THE_ORIGINAL))
        elif not each.file and each.left_out is LeftOut.NONE:
            into.problems.append(Problem(f"attachments/{each.number}", Wrong.MISSING))


def _reports(pack: Opened, manifest: Manifest, into: Verified) -> None:
    """See that the report quotes what the manifest quotes: both are what people read."""
    quotes = {each.label: each.quote for each in manifest.highlights}
    for name, find in ((RECORDS, _in_records), (_TABLE, _in_table), (_REPORT, _in_page)):
        data = _whole(pack, name) if name in pack.members else None
        if data is None:
            if quotes and name not in pack.members:
                into.problems.append(Problem(name, Wrong.MISSING))
            continue
        into.problems += [Problem(name, Wrong.REPORT, label) for label in find(data, quotes)]


def _in_records(data: bytes, quotes: dict[str, str]) -> list[str]:
    try:
        told = json.loads(data)["highlights"]
        found = {str(each["label"]): each["quote"] for each in told}
    except (ValueError, TypeError, KeyError, RecursionError):
        return list(quotes)
    return [label for label in {**found, **quotes} if found.get(label) != quotes.get(label)]


def _in_table(data: bytes, quotes: dict[str, str]) -> list[str]:
    """Compare the table; one with chosen columns may tell no quotes, or not whose they are."""
    csv.field_size_limit(LARGEST_FILE)
    try:
        lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        head = next(lines)
        if not {"label", "quote"} <= set(head):
            return []
        label, quote = head.index("label"), head.index("quote")
        found = {line[label]: recovered(line[quote]) for line in lines}
    except (ValueError, csv.Error, IndexError, StopIteration):
        return list(quotes)
    return [name for name in {**found, **quotes} if found.get(name) != quotes.get(name)]


def _in_page(data: bytes, quotes: dict[str, str]) -> list[str]:
    page = html.unescape(data.decode("utf-8", "replace"))
    wrong, at = [], 0
    for label, quote in quotes.items():
        found = page.find(quote, at)
        found = page.find(quote) if found < 0 else found
        if found >= 0:
            at = found
        elif label in page:  # a template of one's own may leave a quote out
            wrong.append(label)
    return wrong
