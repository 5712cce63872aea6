"""A page's source to its article: main text, metadata, and when it was taken."""

import gc
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from annotations.errors import SCRIPTED, ImportFailed, ImportFault
from annotations.importing.decoding import Decoded
from annotations.importing.main_text import choose_main_text
from annotations.importing.page_head import head_of
from annotations.importing.page_metadata import marks_of, metadata_of_page, title_of
from annotations.importing.saved_pages import Saved
from annotations.model import Imported, Metadata, RichText
from annotations.richtext import DEEPEST
from annotations.richtext.hypertext import laid_out, tree
from annotations.vocabulary import RunKind
from resources import marked

NO_ARTICLE = marked("No main text was found on the page; all of it was taken.")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """An article that was read off a page."""

    text: RichText
    metadata: Metadata
    warnings: tuple[str, ...] = ()
    retrieved: str = ""


def article_of_page(
    decoded: Decoded, saved: Saved, name: str, *, importer: str, version: int
) -> Imported:
    """Make an article of a page's source, for the format that found it in `name`.

    Raises ImportFailed with what `read_page` raises.
    """
    try:
        page = read_page(decoded.text, saved)
    except ImportFailed as failed:
        raise ImportFailed(name, failed.fault, failed.limit, failed.detail) from failed
    return Imported(
        text=page.text,
        metadata=page.metadata,
        encoding=decoded.encoding,
        importer=importer,
        importer_version=version,
        warnings=(*decoded.warnings, *page.warnings),
        retrieved=page.retrieved,
    )


def read_page(source: str, saved: Saved) -> ReadPage:
    """Read a page. Raises ImportFailed: EMPTY, and what `parse_html` raises."""
    # A tree of a million cells is no rubbish; looking for some in it takes half of the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _read_page(source, saved)
    finally:
        if collects:
            gc.enable()


def _read_page(source: str, saved: Saved) -> ReadPage:
    page = tree(source, deepest=DEEPEST)
    head = head_of(source)
    marks = marks_of(page)
    found = choose_main_text(page, title_of(head))
    shown = laid_out(page)
    if not shown.text.text:
        detail = SCRIPTED if "<script" in source.lower() else ""
        raise ImportFailed("", ImportFault.EMPTY, detail=detail)
    metadata = metadata_of_page(head, marks, shown.text, saved.url)
    warnings = shown.warnings if found else (*shown.warnings, NO_ARTICLE)
    text = _with_whole_addresses(shown.text, metadata.url or saved.url)
    return ReadPage(text, metadata, warnings, saved.at)


def _with_whole_addresses(text: RichText, base: str) -> RichText:
    """Complete the addresses behind links, which count from where the page was."""
    if not base:
        return text
    return replace(
        text,
        runs=tuple(
            replace(run, target=_joined(base, run.target))
            if run.kind in {RunKind.LINK, RunKind.IMAGE} and run.target
            else run
            for run in text.runs
        ),
    )


def _joined(base: str, target: str) -> str:
    if target.startswith("#"):
        return target
    try:
        return urljoin(base, target)
    except ValueError:
        return target
