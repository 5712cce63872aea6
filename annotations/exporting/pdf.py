"""PDF: the page on paper, with page numbers, an outline, links and its fonts in it.

What the HTML page says is set in type by a process of its own: nothing is loaded from anywhere,
fonts that ours lack letters for come from the system and go into the file. The file's date is the
report's; it names no author and no machine.
"""

from collections.abc import Iterator

from annotations.exporting import templates
from annotations.exporting.report import Report
from resources import Catalogue, marked

name = "pdf"
title = marked("PDF, to print and to send")
suffix = ".pdf"
binary = True


def pieces(report: Report, words: Catalogue) -> Iterator[bytes]:
    """Write the file; b"" comes while it is being made, so that who asks may stop.

    Raises PressFailed, and BadTemplate for one of the user's own.
    """
    from annotations.dates import show_date
    from annotations.exporting.paper.pressing import press
    from annotations.exporting.paper.reading import read

    page = []
    for piece in templates.render(report, words):
        page.append(piece)
        yield b""
    document = read("".join(page), date=show_date(report.made, words))
    yield from press(document, report.made)
