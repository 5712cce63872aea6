"""What is kept of a report for the next one, and what one can be made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.exporting import EXPORTERS
from annotations.exporting.columns import TEMPLATED, Column, columns
from annotations.exporting.layout import Layout
from annotations.exporting.templates import Template
from annotations.queries import Filter
from desktop.reporting import COMMENTS, PACK
from desktop.settings import Settings
from resources import Catalogue, marked

TABLES = frozenset({"csv", "xlsx"})
"""Formats that are tables, with columns of their own."""
TABLE = "table"
"""As the name of a kept choice of columns: that of CSV and XLSX."""
_ODD_SUFFIXES = {COMMENTS: ".docx", PACK: ".zip"}
_ODD_TITLES = {
    COMMENTS: marked("Word comments on one article"),
    PACK: marked("Proof pack: report, originals, checksums"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a report can be of.

    `article` is its number where it is one article, else 0; `title` is that of the article.
    """

    name: str
    wanted: Filter
    article: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a dialog begins: suggested file, templates' folder, what was chosen the last time."""

    folder: Path
    name: str
    templates: Path
    format: str = "html"
    template: str = "report"
    columns: tuple[str, ...] = ()
    author: str = ""

    @classmethod
    def of(cls, settings: Settings, folder: Path, name: str, templates: Path) -> "Setting":
        """Take what is kept in the settings."""
        return cls(
            folder,
            name,
            templates,
            settings.report_format,
            settings.report_template,
            settings.report_columns,
            settings.author,
        )


def formats(words: Catalogue) -> list[tuple[str, str]]:
    """List every format with what people read."""
    every = [(each.name, words(each.title)) for each in EXPORTERS]
    return every + [(name, words(title)) for name, title in _ODD_TITLES.items()]


def suffix_of(name: str) -> str:
    """Tell the suffix of a format's files, with its dot."""
    suffixes = {each.name: each.suffix for each in EXPORTERS}
    return {**suffixes, **_ODD_SUFFIXES}[name]


def suffixes() -> frozenset[str]:
    """List the suffixes of all formats."""
    return frozenset((*(each.suffix for each in EXPORTERS), *_ODD_SUFFIXES.values()))


def is_templated(name: str) -> bool:
    """Whether a format is laid out by a template."""
    return name in TEMPLATED or name == PACK


def kept_for(name: str, template: str) -> str:
    """Name the choice of columns that a format takes; "" where it has none to choose."""
    if name in TEMPLATED:
        return template
    return TABLE if name in TABLES else ""


def columns_for(
    name: str, template: Template, chosen: Sequence[str]
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """List the columns of a format as they are chosen, and the names of the usual ones."""
    if name in TEMPLATED:
        plain = Layout(template=template.name, text=template.text)
        known = {each.name for each in columns(plain)}
        some = tuple(each for each in chosen if each in known)
        asked = Layout(template=template.name, text=template.text, columns=some)
        return columns(asked), tuple(each.name for each in columns(plain) if each.chosen)
    if name not in TABLES:
        return (), ()
    from annotations.exporting.csv_table import COLUMNS

    on = [each for each in chosen if each in COLUMNS] or list(COLUMNS)
    rest = [each for each in COLUMNS if each not in on]
    listed = (
        *(Column(each, each, chosen=True) for each in on),
        *(Column(each, each, chosen=False) for each in rest),
    )
    return listed, COLUMNS


def read_columns(kept: Sequence[str], name: str) -> tuple[str, ...]:
    """Find the columns that are kept for a template or a table."""
    for line in kept:
        key, _, names = line.partition("=")
        if key == name:
            return tuple(filter(None, names.split(",")))
    return ()


def keep_columns(kept: Sequence[str], name: str, chosen: Sequence[str]) -> tuple[str, ...]:
    """Keep the columns of a template or a table beside those of the others."""
    others = tuple(line for line in kept if line.partition("=")[0] != name)
    return (*others, f"{name}={','.join(chosen)}") if name and chosen else others
