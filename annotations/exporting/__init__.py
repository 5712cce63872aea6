"""Reports: one model, one module for each format, one way to write a file."""

from pathlib import Path

from annotations.exporting import (
    citations,
    csv_table,
    docx,
    html_page,
    json_document,
    jsonld,
    markdown_text,
    obsidian,
    pdf,
    xlsx,
)
from annotations.exporting.output import write_file
from annotations.exporting.protocol import Exporter
from annotations.exporting.report import Report
from resources import Catalogue

EXPORTERS: tuple[Exporter, ...] = (
    markdown_text, html_page, pdf, docx, xlsx, csv_table, json_document, obsidian, citations,
    jsonld,
)  # fmt: skip
"""Every format, in the order people are shown them."""


def exporter(name: str) -> Exporter:
    """Find a format by its name. Raises KeyError."""
    return {each.name: each for each in EXPORTERS}[name]


def export(
    report: Report, name: str, output: Path, words: Catalogue, *, replace: bool = False
) -> None:
    """Write a report in the format `name` to `output`.

    The file is complete or not there: it is written beside its place, synced and renamed. One
    that is there already is left alone unless `replace`. Raises BadOutput.
    """
    chosen = exporter(name)
    write_file(
        map(as_bytes, chosen.pieces(report, words)),
        output,
        replace=replace,
    )


def as_bytes(piece: str | bytes) -> bytes:
    """Write a piece of a file as it stands in the file: text is UTF-8."""
    return piece if isinstance(piece, bytes) else piece.encode(errors="replace")
