"""What the rules read: a file as it is, or an article of a library."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.detection.reading import Reading, read
from annotations.facts import WrittenDate
from annotations.model import Block
from annotations.vocabulary import DatePrecision

_NO_DATE = WrittenDate()
_HEAD = 20_000
"""Characters in which an article says when it was published."""
_LEAD = 1_500
"""Characters in which a bare text has the day that its story is of."""


@dataclass(frozen=True, slots=True)
class BareText:
    """The text of a file as it is: no offset is moved by what reads it."""

    text: str
    published: str = ""


def read_file(path: Path) -> BareText:
    """Decode a file, whatever its encoding, and read off it when it was published.

    Raises ImportFailed: it is not there, no file, or no text.
    """
    from annotations.errors import ImportFailed, ImportFault
    from annotations.importing.decoding import decode
    from annotations.importing.walking import read_bytes

    if path.is_dir():
        raise ImportFailed(str(path), ImportFault.NOT_TEXT)
    text = decode(read_bytes(path), path.name).text
    return BareText(text, published_in(text))


def published_in(text: str) -> str:
    """Read off a text when it was published, ISO 8601; "" where it does not say.

    Where no line of its head does, the first day that its beginning names is near enough to read
    "by Friday" from.
    """
    from annotations.importing.dates import find_dates
    from annotations.importing.front_matter import split_front_matter, with_front_matter
    from annotations.importing.language import language_of
    from annotations.importing.metadata import metadata_of
    from annotations.richtext import parse_plain

    block, rest = split_front_matter(text[:_HEAD])
    said = with_front_matter(metadata_of(parse_plain(rest)), block).published
    if _is_day(said):
        return said.start
    days = (found.date for found in find_dates(text[:_LEAD], language_of(text)))
    return next((day.start for day in days if _is_day(day)), "")


def _is_day(date: WrittenDate) -> bool:
    return date.precision in {DatePrecision.DAY, DatePrecision.MINUTE}


def reading_of(bare: BareText, languages: Path | None = None) -> Reading:
    """Prepare a file's text for the rules; `languages` is a folder of the user's word lists."""
    return read(bare.text, published=bare.published, languages=languages)


def reading_of_article(
    text: str,
    blocks: Sequence[Block],
    *,
    language: str = "",
    published: WrittenDate = _NO_DATE,
    languages: Path | None = None,
    given_up: Callable[[], bool] | None = None,
) -> Reading:
    """Prepare an article's text for the rules, in the language that is set and from its date.

    Where nobody knows either, both are read off the text. `given_up` is asked on the way whether
    to go on.
    """
    day = published.start if _is_day(published) else "" if published.start else published_in(text)
    return read(
        text,
        code=language,
        published=day,
        blocks=blocks,
        languages=languages,
        given_up=given_up,
    )
