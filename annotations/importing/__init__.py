"""Files to articles: one module a format, and the one tuple that names them."""

from annotations.importing import (
    archive,
    docx,
    email_message,
    image,
    markdown,
    mbox,
    odt,
    pdf,
    plain,
    rtf,
    subtitles,
    transcript,
    whatsapp,
)
from annotations.importing.protocol import Container, Importer

IMPORTERS: tuple[Importer | Container, ...] = (
    docx,
    odt,
    rtf,
    pdf,
    image,
    subtitles,
    transcript,
    whatsapp,
    archive,
    email_message,
    mbox,
    markdown,
    plain,
)
"""Every format, the more particular first: of two that are equally sure the first is taken."""
