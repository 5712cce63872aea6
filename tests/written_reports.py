"""Reports written to text, for tests of the formats that are text."""

import io
import zipfile

from annotations.exporting import EXPORTERS, as_bytes, exporter
from annotations.exporting.report import Report
from resources import Catalogue, catalogue

WORDS = catalogue("en")
TEXT_FORMATS = [each.name for each in EXPORTERS if not each.binary]
"""The formats that a test can read with no other program."""


def written(report: Report, name: str, words: Catalogue = WORDS) -> str:
    """Write a report in a format that is text."""
    return b"".join(map(as_bytes, exporter(name).pieces(report, words))).decode()


def everywhere(report: Report, words: Catalogue = WORDS) -> str:
    """Write a report in every format that is text, and give the XML of Word and Excel."""
    texts = "".join(written(report, name, words) for name in TEXT_FORMATS)
    return texts + zipped("docx", report, words) + zipped("xlsx", report, words)


def zipped(name: str, report: Report, words: Catalogue = WORDS) -> str:
    """Write a report in a format that is a ZIP of XML, and give all that is in its parts."""
    data = b"".join(map(as_bytes, exporter(name).pieces(report, words)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(each).decode(errors="replace") for each in archive.namelist())
