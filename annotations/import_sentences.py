"""What went wrong with a file that was to be imported, in one sentence each."""

from annotations.errors import (
    ATTACHED,
    ELEMENTS,
    MAIL,
    MAILBOX,
    PAGES,
    PIXELS,
    SCRIPTED,
    SEVERAL,
    THE_REST,
    UNPACKED,
    ImportFailed,
    ImportFault,
)
from resources import Catalogue, marked

_MEGABYTE = 1_000_000

_IMPORTING = {
    ImportFault.MISSING: marked("{name} is not there; check the path."),
    ImportFault.UNREADABLE: marked("{name} cannot be read; check that you may open it."),
    ImportFault.NOT_A_FILE: marked("{name} is neither a file nor a folder; choose one of those."),
    ImportFault.LEADS_OUT: marked("{name} is a link out of its folder; import what it leads to."),
    ImportFault.EMPTY: marked("{name} holds no text; nothing was imported from it."),
    ImportFault.TOO_LARGE: marked(
        "{name} is larger than {megabytes} MB; split it or import the part you need."
    ),
    ImportFault.TOO_DEEP: marked(
        "{name} is nested deeper than {limit} levels; save it as plain text and import that."
    ),
    ImportFault.TOO_MANY_CHARACTERS: marked(
        "{name} has more than {limit} characters; split it and import the parts."
    ),
    ImportFault.TOO_SLOW: marked(
        "{name} took longer than {limit} seconds to read; save it as plain text and import that."
    ),
    ImportFault.TOO_MUCH_MEMORY: marked(
        "{name} needs more than {megabytes} MB of memory to read; split it or save it as plain"
        " text."
    ),
    ImportFault.NOT_TEXT: marked(
        "{name} is not text that can be read; save it as UTF-8 text and import that."
    ),
    ImportFault.UNKNOWN_FORMAT: marked(
        "{name} has a format that Kutip does not read; save it as Markdown or plain text."
    ),
    ImportFault.PROTECTED: marked(
        "{name} is locked by a password; save it without one and import that."
    ),
    ImportFault.TOO_MANY_PARTS: marked(
        "{name} holds more than {limit} files; unpack it and import the folder, or a part of it."
    ),
    ImportFault.NESTED_ARCHIVE: marked(
        "{name} is an archive inside an archive; unpack the outer one and import the inner one."
    ),
    ImportFault.DOCTYPE: marked(
        "{name} holds XML with declarations of its own (DOCTYPE), which can hide harm; save it"
        " anew in another format."
    ),
    ImportFault.BROKEN: marked(
        "{name} is broken and could not be read; open it in its own program and save it anew."
    ),
}

_ARCHIVES = {"ZIP", "gzip", "xz", "bzip2", "7z", "RAR", "tar"}
_ARCHIVE = marked(
    "{name} is an archive, which Kutip does not open yet; unpack it and import the folder."
)

_WORKBOOK = marked(
    "{name} is no text but a table, slides or a drawing; save it as PDF and import that."
)
_PICTURE = marked(
    "{name} is a picture of a kind that Kutip does not read; save it as PNG or JPEG and import"
    " that."
)
_RECORDING = marked(
    "{name} is a recording, which Kutip does not listen to; import a transcript, and keep the"
    " recording as evidence of a highlight."
)
_UNREAD_FORMATS = {
    "Word 97-2003 (.doc)": marked(
        "{name} is a file of Word 97 to 2003; save it as DOCX and import that."
    ),
    "Outlook": marked("{name} is a mail of Outlook; save it as EML or text and import that."),
    "SQLite": marked(
        "{name} is a database and no article; a library of Kutip is opened, not imported."
    ),
    **dict.fromkeys(("Excel", "PowerPoint", "Visio", "OpenDocument"), _WORKBOOK),
    **dict.fromkeys(("GIF", "TIFF", "WebP", "HEIF"), _PICTURE),
    **dict.fromkeys(("RIFF", "Ogg", "FLAC", "MP3", "MP4", "Matroska"), _RECORDING),
}

_ARCHIVE_LIMITS = {
    (ImportFault.TOO_LARGE, UNPACKED): marked(
        "{name} unpacks to more than {megabytes} MB; unpack it and import the part you need."
    ),
    (ImportFault.EMPTY, SCRIPTED): marked(
        "{name} holds no text without its scripts, which Kutip does not run; save the page from the"
        " browser as one file or as PDF and import that."
    ),
    (ImportFault.TOO_MANY_PARTS, SEVERAL): marked(
        "{name} holds articles and is no version of one; name the file that is the newer version."
    ),
    (ImportFault.TOO_MANY_PARTS, MAIL): marked(
        "{name} has more than {limit} parts; save what you need of it in your mail program and"
        " import that."
    ),
    (ImportFault.TOO_MANY_PARTS, MAILBOX): marked(
        "{name} holds more than {limit} mails; spread them over several mailboxes and import those."
    ),
    (ImportFault.TOO_LARGE, PAGES): marked(
        "{name} has more than {limit} pages; import the part you need."
    ),
    (ImportFault.TOO_LARGE, ELEMENTS): marked(
        "{name} has more than {limit} elements; save the part that you need as a page of its own."
    ),
    (ImportFault.TOO_LARGE, PIXELS): marked(
        "{name} has more than {limit} pixels; save it smaller and import that."
    ),
    (ImportFault.TOO_LARGE, ATTACHED): marked(
        "{name} is larger than {megabytes} MB; attach the part you need."
    ),
    (ImportFault.TOO_LARGE, THE_REST): marked(
        "The rest of {name} was not read, for it unpacks to more than {megabytes} MB; unpack it"
        " and import the part you need."
    ),
    (ImportFault.TOO_SLOW, THE_REST): marked(
        "The rest of {name} was not read, for it took longer than {limit} seconds; unpack it and"
        " import the folder."
    ),
    (ImportFault.TOO_MUCH_MEMORY, THE_REST): marked(
        "The rest of {name} was not read, for it needs more than {megabytes} MB of memory; unpack"
        " it and import the folder."
    ),
    (ImportFault.BROKEN, THE_REST): marked(
        "The rest of {name} could not be read; unpack it and import the folder."
    ),
}


def say_import(error: ImportFailed, words: Catalogue) -> str:
    """Say why a file was not imported, and what to do."""
    if error.fault == ImportFault.UNKNOWN_FORMAT and error.detail in _ARCHIVES:
        return words(_ARCHIVE, name=error.name)
    if error.fault == ImportFault.UNKNOWN_FORMAT and error.detail in _UNREAD_FORMATS:
        return words(_UNREAD_FORMATS[error.detail], name=error.name)
    found = _ARCHIVE_LIMITS.get((error.fault, error.detail))
    if found is None and error.detail == THE_REST:
        found = _ARCHIVE_LIMITS[ImportFault.BROKEN, THE_REST]
    return words(
        found or _IMPORTING[error.fault],
        name=error.name,
        limit=words.number(error.limit),
        megabytes=words.number(error.limit // _MEGABYTE),
    )
