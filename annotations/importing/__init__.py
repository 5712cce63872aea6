"""Files to articles: one module a format, and the one tuple that names them."""

from annotations.importing import (
    archive,
    docx,
    email_message,
    epub,
    html,
    image,
    markdown,
    mbox,
    mhtml,
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
    epub,
    pdf,
    image,
    subtitles,
    transcript,
    whatsapp,
    archive,
    mhtml,
    email_message,
    mbox,
    html,
    markdown,
    plain,
)
"""Every format, the more particular first: of two that are equally sure the first is taken."""
