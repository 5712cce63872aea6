"""What reading a file needs of the languages: their small words, and a new one's months.

The lists of all languages are long, and an import or a start of the program needs a few lines of
them: of our files only the table [language] is read, of the user's own, which are short, also the
names of months and weekdays. A file that says something else than it should adds nothing here;
`detection.wordlists` tells the user so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = re.compile(
    r"^\[language\][^\n]*\n.*?(?=^\[[^\n\[]*\][^\n]*$|\Z)", re.MULTILINE | re.DOTALL
)
_ORDERS = ("dmy", "mdy")
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """The small words of each language, by code, and what the user's own files add to dates.

    All words are in small letters; `months` are counted from 1, `small_months` are those that the
    file writes without a capital, `orders` are "dmy" or "mdy" by code. Compares by identity, so
    that patterns can be cached.
    """

    small_words: Mapping[str, frozenset[str]]
    months: Mapping[str, int]
    small_months: frozenset[str]
    weekdays: tuple[str, ...]
    orders: Mapping[str, str]


@cache
def spoken(folder: Path | None = None) -> Spoken:
    """Read it; `folder` has files of the user's, laid over ours."""
    from annotations.detection.languages import FOLDER, laid_over
    from resources import path

    tables = dict(_small_tables(path(FOLDER)))
    own = dict(_whole_files(folder))
    for code, data in own.items():
        tables[code] = laid_over(tables.get(code, {}), _table(data, "language"))
    small = {code: frozenset(_words(table.get("small_words"))) for code, table in tables.items()}
    dates = {code: _table(data, "dates") for code, data in own.items()}
    checks = [_table(data, "checks") for data in own.values()]
    return Spoken(
        {code: words for code, words in small.items() if words},
        {name.lower(): number for each in dates.values() for name, number in _months(each)},
        frozenset(n for each in dates.values() for n, _ in _months(each) if n.islower()),
        tuple(
            day
            for each in checks
            for day in (*_words(each.get("weekdays")), *_words(_table(each, "other_weekdays")))
        ),
        {code: each["order"] for code, each in dates.items() if each.get("order") in _ORDERS},
    )


@cache
def own() -> Spoken:
    """Read it with the files of this user, whose folder is asked for once."""
    from annotations.places import languages_folder

    return spoken(languages_folder())


def forget() -> None:
    """Read the files anew when they are next needed."""
    own.cache_clear()
    spoken.cache_clear()


def _small_tables(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    import tomllib

    for path in sorted(folder.glob("*.toml")):
        found = _TABLE.search(path.read_text(encoding="utf-8"))
        if found:
            yield path.stem, _table(tomllib.loads(found[0]), "language")


def _whole_files(folder: Path | None) -> Iterator[tuple[str, dict[str, Any]]]:
    from annotations.detection.languages import read_file
    from annotations.errors import LanguageFileError

    for path in sorted(folder.glob("*.toml")) if folder else ():
        try:
            yield path.stem.lower(), read_file(path)
        except LanguageFileError:
            continue


def _table(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = data.get(key)
    return dict(found) if isinstance(found, dict) else {}


def _words(listed: object) -> Iterator[str]:
    some: Iterable[object] = listed if isinstance(listed, list | dict) else ()
    return (word.lower() for word in some if isinstance(word, str) and word.strip())


def _months(dates: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for name, number in _table(dates, "months").items():
        if name.strip() and type(number) is int and 1 <= number <= _LAST_MONTH:
            yield name, number
