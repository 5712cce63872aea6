"""The languages that rules know: a TOML file each, word lists and patterns by kind.

A journalist adds words in a file of the same form, which is laid over ours: lists grow, a word
after a minus ("-mengklaim") is taken out, all else replaces. A new language is one new file.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import resources

FOLDER = "languages"


@dataclass(frozen=True, eq=False)
class Language:
    """One language's words. `code` is BCP 47; compares by identity, so that rules can be cached."""

    code: str
    name: str
    data: Mapping[str, Any]

    def words(self, key: str) -> tuple[str, ...]:
        """Give the list under a dotted key, "quotations.verbs"; () where there is none.

        Only the words of it, each once: a file may hold what is none.
        """
        found = self._at(key)
        return _only_words(found) if isinstance(found, list) else ()

    def table(self, key: str) -> Mapping[str, Any]:
        """Give the table under a dotted key; empty where there is none."""
        found = self._at(key)
        return found if isinstance(found, Mapping) else {}

    def text(self, key: str) -> str:
        """Give the string under a dotted key, "" where there is none."""
        found = self._at(key)
        return found if isinstance(found, str) else ""

    def any_of(self, *keys: str) -> str:
        """Write a pattern for any of the words under the keys: see `any_of`."""
        return any_of(word for key in keys for word in self.words(key))

    def _at(self, key: str) -> object:
        found: object = self.data
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                return None
            found = found[part]
        return found


def _only_words(listed: Iterable[object]) -> tuple[str, ...]:
    words = (word for word in listed if isinstance(word, str) and word.strip())
    return tuple(dict.fromkeys(words))


NEVER = r"(?!)"


def any_of(words: Iterable[str]) -> str:
    """Write a group that matches any of the words, the longest first; blanks match any blanks.

    No words give a pattern that matches nothing.
    """
    longest_first = sorted(set(_only_words(words)), key=lambda word: (-len(word), word))
    if not longest_first:
        return NEVER
    return "(?:" + "|".join(r"\s+".join(map(re.escape, w.split())) for w in longest_first) + ")"


def codes() -> tuple[str, ...]:
    """List the languages that come with the program."""
    return tuple(sorted(path.stem for path in resources.path(FOLDER).glob("*.toml")))


@cache
def language(code: str, extra: Path | None = None) -> Language:
    """Read a language; `extra` is a folder with files of the user's, laid over ours.

    `code` may carry a region ("en-GB"); a language that nobody wrote gives one without words. A
    file of the user's that cannot be used is left out: `wordlists.left_out` says which, and why.
    """
    from annotations.detection.wordlists import left_out

    short = code.split("-", maxsplit=1)[0].lower()
    folder = None if extra is None or short in left_out(extra) else extra
    return joined(short, folder)


def joined(code: str, extra: Path | None = None) -> Language:
    """Lay a file of the user's over ours, each if there is one. Raises LanguageFileError."""
    data: dict[str, Any] = {}
    for folder in (resources.path(FOLDER), extra):
        path = folder / f"{code}.toml" if folder and code.isalpha() else None
        if path is not None and path.is_file():
            data = laid_over(data, read_file(path))
    return Language(code, str(data.get("name", "")), data)


def read_file(path: Path) -> dict[str, Any]:
    """Read a file of words. Raises LanguageFileError: it is no TOML, or not UTF-8."""
    from annotations.errors import LanguageFileError

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise LanguageFileError(path, str(error)) from error


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one file's values over another's: tables by key, lists grow and shrink."""
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        if isinstance(under, Mapping) and isinstance(value, Mapping):
            result[key] = laid_over(under, value)
        elif isinstance(under, list) and isinstance(value, list):
            gone = {word[1:] for word in value if isinstance(word, str) and word.startswith("-")}
            kept = [w for w in under if not (isinstance(w, str) and w in gone)]
            new = [w for w in value if not (isinstance(w, str) and w.startswith("-"))]
            result[key] = kept + [word for word in new if word not in kept]
        else:
            result[key] = value
    return result
