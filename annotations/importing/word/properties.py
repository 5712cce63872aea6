"""What a word processor's file says of itself, as far as it is worth believing.

The date on which a file was made or saved is no date of publication and is never taken for one.
The name of its maker is that of whoever opened the template: it stands in for a byline only where
the text has none, and only if it looks like a person's name.
"""

import re
from dataclasses import dataclass, replace

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.metadata import metadata_of
from annotations.model import Imported, Metadata, RichText

LONGEST = 300
"""Characters of a title or a name."""
NO_TITLE = re.compile(
    r"microsoft word\b.*|(?:document|dokumen|doc|file|untitled|tanpa judul|template|normal|title|"
    r"judul)[\s_-]*\d*|.*\.(?:docx?|dotx?|odt|ott|rtf|pdf|txt|html?|md|tmp)|[\W\d_]*",
    re.IGNORECASE,
)
NO_PERSON = re.compile(
    r"(?:microsoft|windows|office|open|libre|google|python|apache|calibre|pandoc|word|user|admin|"
    r"administrator|owner|pengguna|pemilik|guest|tamu|unknown|author|penulis|penyusun|default|"
    r"anonymous|anonim|root|pc|laptop|komputer|computer|desktop|notebook|acer|asus|hp|dell|"
    r"lenovo|toshiba|samsung|axioo|advan|xiaomi|macbook|imac|client|test|staff|kantor)\b.*",
    re.IGNORECASE,
)
SIGNS = re.compile(r"[\d@\\/_:;<>|#*!?\"]")


@dataclass(frozen=True, slots=True)
class Document:
    """What a word processor's file holds."""

    text: RichText
    title: str = ""
    creator: str = ""
    warnings: tuple[str, ...] = ()


def sensible_title(title: str) -> str:
    """Take a title, but not the name of a file or what a program writes by itself."""
    title = " ".join(title.split())
    return "" if len(title) > LONGEST or NO_TITLE.fullmatch(title) else title


def sensible_byline(name: str) -> str:
    """Take a person's name, but not a machine's or an account's."""
    name = " ".join(name.split())
    words = name.split()
    shouted_once = len(words) == 1 and name.isupper()
    if not words or len(name) > LONGEST or shouted_once:
        return ""
    if NO_PERSON.fullmatch(name) or SIGNS.search(name) or not words[0][0].isupper():
        return ""
    return name


def metadata_with(text: RichText, source: str, *, title: str = "", creator: str = "") -> Metadata:
    """Read the text's metadata; the file's own title goes first, its maker's name last."""
    read = metadata_of(text, source)
    return replace(
        read,
        title=sensible_title(title) or read.title,
        byline=read.byline or sensible_byline(creator),
    )


def article_of(
    read: Document, name: str, *, importer: str, version: int, encoding: str = "utf-8"
) -> Imported:
    """Make an article of what a format read in the file `name`. Raises ImportFailed: EMPTY."""
    if not read.text.text:
        raise ImportFailed(name, ImportFault.EMPTY)
    return Imported(
        text=read.text,
        metadata=metadata_with(read.text, name, title=read.title, creator=read.creator),
        encoding=encoding,
        importer=importer,
        importer_version=version,
        warnings=read.warnings,
    )
