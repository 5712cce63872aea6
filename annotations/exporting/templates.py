"""The templates of a report: four built-in ones, and the user's own, which are copies of these."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import BadOutput, BadTemplate, OutputFault
from annotations.exporting.layout import FACT_CHECK, LEGAL_SCHEDULE, PROMISE_LEDGER, REPORT, Layout
from annotations.exporting.output import write_file
from resources import Catalogue, marked, read_text

if TYPE_CHECKING:
    from annotations.exporting.report import Report

BUILT_IN = {
    REPORT: marked("Report: every highlight on a card"),
    FACT_CHECK: marked("Fact-check sheet: open items first"),
    LEGAL_SCHEDULE: marked("Legal schedule: a table for a lawyer, A4 landscape"),
    PROMISE_LEDGER: marked("Promise ledger: who promised what, and what became of it"),
}
"""Built-in templates by name, with what people read (catalogue messages), in their order."""

_SUFFIX = ".html"
_LARGEST = 200_000  # bytes


@dataclass(frozen=True, slots=True)
class Template:
    """A template to choose: its `name`; `text` is "" for a built-in one, `path` where it lies."""

    name: str
    text: str = ""
    path: Path | None = None

    def title(self, words: Catalogue) -> str:
        """Name it for people: a built-in one in their language, one's own as the file is called."""
        return words(BUILT_IN[self.name]) if not self.text else self.name


def every(folder: Path | None = None) -> tuple[Template, ...]:
    """List the built-in templates and then the user's own, by name; unreadable ones are left out.

    `folder` is the user's (`annotations.places.templates_folder`), None where there is none.
    """
    own = sorted(folder.glob(f"*{_SUFFIX}")) if folder is not None else []
    found = [Template(name) for name in BUILT_IN]
    for path in own:
        try:
            found.append(_read(path))
        except BadTemplate:
            continue
    return tuple(found)


def choose(name: str, folder: Path | None = None) -> Template:
    """Find a template: built-in, of the user's folder, or any file by its path.

    Raises BadTemplate.
    """
    if name in BUILT_IN:
        return Template(name)
    path = Path(name)
    inside = folder / f"{name.removesuffix(_SUFFIX)}{_SUFFIX}" if folder is not None else None
    if inside is not None and path.name == name and inside.is_file():
        return _read(inside)
    if path.is_file():
        return _read(path)
    raise BadTemplate(name, marked("there is none of this name; “kutip templates” lists them."))


def layout(
    name: str = REPORT,
    folder: Path | None = None,
    *,
    columns: tuple[str, ...] = (),
    notes: bool = True,
    translation: str = "",
) -> Layout:
    """Make a layout with the template called `name`. Raises BadTemplate."""
    chosen = choose(name, folder)
    return Layout(
        template=chosen.name,
        text=chosen.text,
        columns=columns,
        notes=notes,
        translation=translation,
    )


def copy(name: str, path: Path, folder: Path | None = None) -> None:
    """Write a template to a new file, to be changed. Raises BadTemplate and BadOutput."""
    chosen = choose(name, folder)
    if path.suffix.lower() != _SUFFIX:
        raise BadOutput(path, fault=OutputFault.BAD_NAME)
    text = chosen.text or read_text(f"templates/{chosen.name}{_SUFFIX}")
    write_file([text.encode()], path)


def render(report: "Report", words: Catalogue) -> Iterator[str]:
    """Fill the template of a report's layout: one HTML page, piece by piece.

    What the paper formats read too. Raises BadTemplate where the user's own cannot be used.
    """
    from annotations.exporting import html_page

    return html_page.pieces(report, words)


def _read(path: Path) -> Template:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadTemplate(path.name, marked("the file is too large for a template."))
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadTemplate(path.name, marked("the file cannot be read as UTF-8.")) from error
    if not text.strip():
        raise BadTemplate(path.name, marked("the file is empty."))
    return Template(path.stem, text, path)
