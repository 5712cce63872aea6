"""The user's own word lists: which of their files cannot be used, and what all lists hash to."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import resources
from annotations.detection.languages import FOLDER, joined, language, read_file
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
    from annotations.detection.engine import suggest
    from annotations.detection.reading import Reading

    read = read_file(path)
    odd = _misfit(joined(code).data, read)
    if odd:
        raise LanguageFileError(path, odd)
    language = joined(code, path.parent)
    try:
        suggest(Reading(_TRIAL, language, (Span(0, len(_TRIAL)),), "2026-05-05"))
    except Exception as error:
        # Our own lists are proved to work: whatever a rule stumbles over is in this file.
        raise LanguageFileError(path, str(error) or type(error).__name__) from error


def _misfit(ours: Mapping[str, Any], theirs: Mapping[str, Any], above: str = "") -> str:
    """Name the first key whose value is of another sort than ours, "" where there is none.

    A new key of a dictionary ("Mei = 5") has to be of the sort of the others.
    """
    sorts = {type(each) for each in ours.values()}
    for key, value in theirs.items():
        under = ours.get(key)
        if under is None:
            if len(sorts) == 1 and sorts < {int, float, str} and type(value) not in sorts:
                return f"{above}{key}"
            continue
        if isinstance(under, Mapping) and isinstance(value, Mapping):
            odd = _misfit(under, value, f"{above}{key}.")
            if odd:
                return odd
        elif _sort(value) - _sort(under) or isinstance(value, list) != isinstance(under, list):
            return f"{above}{key}"
    return ""


def _sort(value: object) -> set[type]:
    """Tell what a value is, of a list what stands in it."""
    return {type(each) for each in value} if isinstance(value, list) else {type(value)}
