"""Word: the page on paper as an editor can go on writing in it, with headings for its outline.

What the HTML page says, in styles of Word, heads of tables on every page, page numbers that count
themselves. The file's date is the report's; it names no author and no machine, and the same
report gives the same bytes.
"""

from collections.abc import Iterator

from annotations.exporting import templates
from annotations.exporting.report import Report
from resources import Catalogue, marked

name = "docx"
title = marked("Word, to write on")
suffix = ".docx"
binary = True


def pieces(report: Report, words: Catalogue) -> Iterator[bytes]:
    """Write the file; b"" comes while it is being made, so that who asks may stop.

    Raises BadTemplate for one of the user's own.
    """
    from annotations.dates import show_date
    from annotations.exporting.paper.reading import read
    from annotations.exporting.word.writing import write

    page = []
    for piece in templates.render(report, words):
        page.append(piece)
        yield b""
    yield from write(read("".join(page), date=show_date(report.made, words)), report.made)
