"""The user's own word lists: which of their files cannot be used, and what all lists hash to."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import Any

import resources
from annotations.detection.languages import (
    FOLDER,
    Language,
    codes,
    joined,
    laid_over,
    language,
    read_file,
)
from annotations.errors import LanguageFileError
from annotations.model import Span

_TRIAL = (
    'On 5 May 2026 "We will have 12 percent, or Rp 3,5 triliun, by Friday," said Ratna Wibisono.'
    " “Kami akan membangun 20 sumur tahun ini,” kata Budi Santoso, wali kota. Pasal 5 ayat (1)"
    " UU Nomor 2 Tahun 2002. Dia menjelaskan bahwa 1:1.800. Section 3 of the Water Act 2003."
)
"""A paragraph that gives every rule something to look at."""


@cache
def left_out(folder: Path) -> Mapping[str, LanguageFileError]:
    """Name the languages whose file in a folder cannot be used, each with what is wrong there."""
    found: dict[str, LanguageFileError] = {}
    for path in _files(folder):
        code = path.stem.lower()
        try:
            _try(code, path)
        except LanguageFileError as error:
            found[code] = error
    return found


@cache
def signature(folder: Path | None = None) -> str:
    """Hash the version of the rules and every word list; hexadecimal.

    What was read with another signature is to be read again.
    """
    from annotations.detection.engine import VERSION

    digest = sha256(f"{VERSION}".encode())
    own = _files(folder) if folder is not None else []
    bad = left_out(folder) if folder is not None else {}
    used = [each for each in own if each.stem.lower() not in bad]
    for path in (*_files(resources.path(FOLDER)), *used):
        digest.update(b"\0" + path.name.lower().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def forget() -> None:
    """Read every word list anew when it is next asked for: somebody changed a file."""
    from annotations.importing import spoken

    for kept in (left_out, signature, language):
        kept.cache_clear()
    spoken.forget()


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except OSError:
        return []


def _try(code: str, path: Path) -> None:
    """Use a file once. Raises LanguageFileError: what it says cannot be laid over ours, or used."""
    from annotations.checking.checks import check
    from annotations.detection.commitments.deadlines import read_deadline
    from annotations.detection.engine import suggest
    from annotations.detection.reading import Reading

    language = joined(code, path.parent)
    read = read_file(path)
    odd = _unknown(_every(), read) or _misfit(_every(), read) or _beyond(language)
    if odd:
        raise LanguageFileError(path, odd)
    whole = Span(0, len(_TRIAL))
    reading = Reading(_TRIAL, language, (whole,), "2026-05-05")
    try:
        check(reading, suggest(reading))
        read_deadline(reading, whole)  # also where the language has no word for a pledge
    except Exception as error:
        # Our own lists are proved to work: whatever a rule stumbles over is in this file.
        raise LanguageFileError(path, str(error) or type(error).__name__) from error


@cache
def _every() -> Mapping[str, Any]:
    """Lay all our languages over each other: what sort of value stands under which key."""
    every: dict[str, Any] = {}
    for code in codes():
        every = laid_over(every, joined(code).data)
    return every


def _unknown(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> str:
    """Name the first table or list that no rule asks for: a name misspelt; "" where there is none.

    What stands deeper is words of the language itself, as the months are; a shape may speak of a
    list of its own.
    """
    for name, table in theirs.items():
        if name not in ours:
            return name
        if not isinstance(table, Mapping) or not isinstance(ours[name], Mapping):
            continue
        shapes = str(table.get("shapes", ""))
        for key in table:
            if key not in ours[name] and key not in shapes:
                return f"{name}.{key}"
    return ""


def _misfit(ours: Mapping[str, Any], theirs: Mapping[str, Any], above: str = "") -> str:
    """Name the first key whose value is of another sort than ours, "" where there is none.

    A new key of a dictionary ("Mei = 5") has to be of the sort of the others.
    """
    sorts = {_sort(each) for each in ours.values()}
    alike = next(iter(ours.values())) if len(sorts) == 1 else None
    for key, value in theirs.items():
        under = ours.get(key, alike)
        if isinstance(under, Mapping) and isinstance(value, Mapping):
            odd = _misfit(under, value, f"{above}{key}.")
            if odd:
                return odd
        elif under is not None and not _fits(value, under):
            return f"{above}{key}"
    return ""


def _fits(value: object, under: object) -> bool:
    """Say whether a value is of a sort with ours; an empty list of ours is one of words."""
    if not isinstance(value, list) or not isinstance(under, list):
        return _sort(value) == _sort(under)
    return {_sort(each) for each in value} <= ({_sort(each) for each in under} or {_sort("")})


def _sort(value: object) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return "number" if number else type(value).__name__


_LIMITS = {
    "dates.months": (1, 12),
    "dates.weekdays": (1, 7),
    "dates.counts": (0, 1_000),
    "dates.ordinals": (0, 100),
    "dates.named": (-1_000, 1_000),
    "checks.other_weekdays": (0, 6),
    "numbers.words": (0, inf),
    "numbers.magnitudes": (1, inf),
    "numbers.short": (1, inf),
    "numbers.letters": (1, inf),
}
"""The least and the greatest that the values of a table may be."""
_WEEK = 7


def _beyond(language: Language) -> str:
    """Name the first key whose value no calendar and no number has, "" where there is none."""
    for key, (least, most) in _LIMITS.items():
        for word, value in language.table(key).items():
            if not word.strip() or not least <= float(value) <= most:
                return f"{key}.{word}"
    if any(not _is_whole(part) for part in language.table("dates.parts")):
        return "dates.parts"
    many = len(language.words("checks.weekdays"))
    return "checks.weekdays" if many not in {0, _WEEK} else ""


def _is_whole(word: str) -> bool:
    return word.isascii() and word.isdigit() and 1 <= int(word) <= 12  # noqa: PLR2004 - months
