"""One clear sentence for each thing that may go wrong: what is wrong with which file, what to do.

English is the source; the catalogue has the other languages.
"""

from collections.abc import Callable, Mapping
from typing import Any

from annotations.dates import show_date
from annotations.errors import (
    AnnotationsError,
    BackupFailed,
    BackupFault,
    BadAnnotations,
    BadCitation,
    BadOutput,
    BadPack,
    BadSpan,
    BadTemplate,
    ImportFailed,
    LanguageFileError,
    LibraryError,
    LibraryFault,
    MayNotLeave,
    NoSuchRecord,
    OutputFault,
    PackFault,
    PressFailed,
    QuoteAmbiguous,
    QuoteNotFound,
    SaveError,
    SaveFault,
    SpeakerAmbiguous,
    Staying,
    StaysWhole,
    UnknownTag,
    Withholding,
)
from annotations.exchange.faults import say_file
from annotations.import_sentences import say_import
from annotations.invisible import visible
from resources import Catalogue, marked

_SHORT = 80

_LIBRARY = {
    LibraryFault.MISSING: marked(
        "There is no library at {path}; check the name, or make a new library."
    ),
    LibraryFault.EMPTY: marked(
        "{path} is an empty file, not a library; restore a backup over it or choose another."
    ),
    LibraryFault.EXISTS: marked(
        "{path} is there already and was left as it is; choose another name for the new library."
    ),
    LibraryFault.NOT_A_LIBRARY: marked(
        "{path} is not a Kutip library and was left as it is; choose a .kutip file."
    ),
    LibraryFault.NEWER: marked(
        "{path} was made by a newer version of Kutip and was left as it is; update Kutip to open"
        " it."
    ),
    LibraryFault.FOREIGN_SCHEMA: marked(
        "{path} was changed by another program in a way that Kutip does not trust; open it"
        " read-only, or copy its data into a new library."
    ),
    LibraryFault.DAMAGED: marked("{path} is damaged; restore its newest backup, if there is one."),
    LibraryFault.BUSY: marked(
        "{path} is in use by another program that did not let go in time; close that one or try"
        " again."
    ),
    LibraryFault.UNREADABLE: marked(
        "{path} cannot be read; check that the disk is there and that you may open the file."
    ),
    LibraryFault.NOT_MADE: marked(
        "{path} could not be made; check that the disk has room and that you may write there."
    ),
}

_SAVING = {
    SaveFault.BUSY: marked(
        "Not saved: another program is writing to the library; try again in a moment."
    ),
    SaveFault.DISK_FULL: marked("Not saved: the disk is full; make room and try again."),
    SaveFault.READ_ONLY: marked(
        "Not saved: the library is read-only; check the rights of the file and its folder."
    ),
    SaveFault.MOVED: marked(
        "Not saved: the library was moved or taken away; put it back or open it where it is now."
    ),
    SaveFault.DAMAGED: marked(
        "Not saved: the library is damaged; close it and restore its newest backup."
    ),
    SaveFault.OTHER: marked("Not saved: the library could not be written; try again."),
}

_WRITING = {
    OutputFault.EXISTS: marked(
        "{path} is there already and was left as it is; choose another name or replace it with"
        " --force."
    ),
    OutputFault.NO_FOLDER: marked(
        "{path} cannot be written: its folder is not there; make it or choose another."
    ),
    OutputFault.NOT_A_FILE: marked("{path} is not a file; give the name of the file to write."),
    OutputFault.DENIED: marked(
        "{path} cannot be written: you may not write there; choose another."
    ),
    OutputFault.DISK_FULL: marked("{path} was not written: the disk is full; make room first."),
    OutputFault.BAD_NAME: marked("{path} is no name that a file can have; choose another."),
    OutputFault.OTHER: marked("{path} could not be written; choose another place and try again."),
}

_BACKUP = {
    BackupFault.CANNOT_WRITE: marked(
        "No backup was made: {path} cannot be written; make room or choose another place."
    ),
    BackupFault.EXISTS: marked("No backup was made: {path} is there already; choose another name."),
    BackupFault.SOURCE_DAMAGED: marked(
        "No backup was made: {path} is damaged; restore the newest good backup with “kutip"
        " restore”."
    ),
    BackupFault.NOT_A_BACKUP: marked(
        "{path} is not a backup of a Kutip library; nothing was restored; choose another."
    ),
    BackupFault.DAMAGED: marked(
        "The backup {path} is damaged; nothing was restored; choose another."
    ),
    BackupFault.ORIGINALS_MISSING: marked(
        "The backup {path} lacks original files that lie beside it as a rule; nothing was"
        " restored; put its folder back or choose another."
    ),
    BackupFault.LIBRARY_BUSY: marked(
        "{path} is open in another program; nothing was restored; close that one and try again."
    ),
}

_PACK = {
    PackFault.MISSING: marked("There is no file {path}; check the name."),
    PackFault.UNREADABLE: marked("{path} cannot be read; check that you may open the file."),
    PackFault.NOT_A_PACK: marked(
        "{path} is not a proof pack: it is no ZIP archive, or a damaged one."
    ),
    PackFault.NEWER: marked(
        "{path} was made by a newer version of Kutip; update Kutip to verify it."
    ),
    PackFault.TOO_MANY_FILES: marked(
        "{path} holds more than {limit} files, more than a proof pack can; nothing was verified."
    ),
    PackFault.TOO_LARGE: marked(
        "{path} unpacks to more than {limit} bytes at {detail}; nothing more was verified."
    ),
    PackFault.BAD_NAME: marked(
        "{path} holds a file whose name leads out of the pack ({detail}); nothing was verified."
    ),
    PackFault.TWICE: marked("{path} holds {detail} twice; nothing was verified."),
    PackFault.NO_MANIFEST: marked("{path} has no manifest.json, so it is not a proof pack."),
    PackFault.BAD_MANIFEST: marked("The manifest of {path} cannot be read ({detail})."),
    PackFault.NO_SUMS: marked("{path} has no SHA256SUMS, so nothing in it can be verified."),
    PackFault.BAD_SUMS: marked("SHA256SUMS of {path} cannot be read ({detail})."),
}

_LEAVING = {
    Withholding.OFF_RECORD: marked("{label} is off the record, so it does not leave the library."),
    Withholding.EMBARGO: marked(
        "{label} is under embargo until {date}, so it does not leave the library before."
    ),
    Withholding.NAMES_SOURCE: marked(
        "{label} names a confidential source in its very words, so it does not leave the library."
    ),
}

_STAYING = {
    Staying.OFF_RECORD: marked("“{title}” is off the record, so no copy of it leaves the library."),
    Staying.EMBARGO: marked(
        "“{title}” is under embargo until {date}, so no copy of it leaves the library before."
    ),
    Staying.HOLDS_OFF_RECORD: marked(
        "“{title}” holds words that are off the record ({labels}), so no copy of the whole leaves"
        " the library; a report leaves them out."
    ),
    Staying.SOURCE_SPEAKS: marked(
        "“{title}” holds words of a confidential source ({labels}), and a whole text tells who"
        " that is, so no copy of it leaves the library; make a report."
    ),
    Staying.NAMES_SOURCE: marked(
        "“{title}” names a confidential source, so no copy of the whole leaves the library; make a"
        " report."
    ),
}

_NOUNS = {
    "article": marked(
        "There is no article {key} in this library; “kutip articles” lists those there are."
    ),
    "highlight": marked(
        "There is no highlight {key} in this library; “kutip highlights” lists those there are."
    ),
    "revision": marked("The article has no version {key}; leave --revision out for the newest."),
    "older revision": marked(
        "The article has no version before version {key}; there is nothing to compare it with."
    ),
    "newer revision": marked(
        "Version {key} is not the older of the two; give --from the smaller number."
    ),
}


def sentence(error: AnnotationsError, words: Catalogue) -> str:
    """Say what is wrong and what to do, in one sentence without control characters."""
    say = _SAYING.get(type(error))
    if say is None:
        return words("It was not done ({kind}); try again.", kind=type(error).__name__)
    return visible(say(error, words))


def _library(error: LibraryError, words: Catalogue) -> str:
    return words(_LIBRARY[error.fault], path=error.path)


def _save(error: SaveError, words: Catalogue) -> str:
    return words(_SAVING[error.fault])


def _record(error: NoSuchRecord, words: Catalogue) -> str:
    if error.noun in _NOUNS:
        return words(_NOUNS[error.noun], key=error.key.rpartition("/")[2])
    return words("There is nothing numbered {key} in this library.", key=error.key)


def _span(error: BadSpan, words: Catalogue) -> str:
    return words(
        "Characters {start} to {end} hold no words of this text, which has {length} characters;"
        " give a start before the end, both inside it.",
        start=error.start,
        end=error.end,
        length=error.length,
    )


def _not_found(error: QuoteNotFound, words: Catalogue) -> str:
    return words(
        "The article does not hold “{quote}”; copy the words exactly from “kutip text”.",
        quote=_cut(error.quote),
    )


def _ambiguous(error: QuoteAmbiguous, words: Catalogue) -> str:
    return words(
        "“{quote}” stands more than once, at the offsets {starts}; say which with --start and"
        " --end.",
        quote=_cut(error.quote),
        starts=", ".join(map(str, error.starts)),
    )


def _speaker(error: SpeakerAmbiguous, words: Catalogue) -> str:
    return words(
        "“{name}” may be {candidates}; give the full name.",
        name=error.name,
        candidates=words(" or ").join(error.candidates),
    )


def _language_file(error: LanguageFileError, words: Catalogue) -> str:
    return words(
        "The word list {path} could not be read and is left out ({detail}); correct or remove it.",
        path=error.path,
        detail=visible(error.detail),
    )


def _template(error: BadTemplate, words: Catalogue) -> str:
    detail = words(error.detail)
    if error.line:
        return words(
            "The template {name} cannot be used: line {line}: {detail}",
            name=error.name,
            line=error.line,
            detail=detail,
        )
    return words("The template {name} cannot be used: {detail}", name=error.name, detail=detail)


def _citation(error: BadCitation, words: Catalogue) -> str:
    if not error.field:
        return words("The citation has a brace or bracket without its other half; double it.")
    return words(
        "A citation has no field “{field}”; there are {known}.",
        field=_cut(error.field),
        known=", ".join(error.known),
    )


def _tag(error: UnknownTag, words: Catalogue) -> str:
    return words(
        "There is no tag “{name}”; the tags of this library are {known}.",
        name=error.name,
        known=", ".join(error.known),
    )


def _output(error: BadOutput, words: Catalogue) -> str:
    return words(_WRITING[error.fault], path=error.path)


def _press(_: PressFailed, words: Catalogue) -> str:
    return words(
        "The PDF could not be made; ask for fewer highlights, or for HTML, which a browser prints."
    )


def _pack(error: BadPack, words: Catalogue) -> str:
    detail = _cut(error.detail)
    return words(
        _PACK[error.fault], path=error.path, detail=detail, limit=words.number(error.limit)
    )


def _backup(error: BackupFailed, words: Catalogue) -> str:
    return words(_BACKUP[error.fault], path=error.path)


def _leaving(error: MayNotLeave, words: Catalogue) -> str:
    date = show_date(error.until, words, long=True)
    return words(_LEAVING[error.reason], label=error.label, date=date)


def _staying(error: StaysWhole, words: Catalogue) -> str:
    return words(
        _STAYING[error.reason],
        title=_cut(visible(error.title)),
        labels=", ".join(error.labels),
        date=show_date(error.until, words, long=True),
    )


def _cut(quote: str) -> str:
    return quote if len(quote) <= _SHORT else f"{quote[:_SHORT]}…"


# Any: each function takes the very error that stands before it.
_SAYING: Mapping[type[AnnotationsError], Callable[[Any, Catalogue], str]] = {
    LibraryError: _library,
    SaveError: _save,
    ImportFailed: say_import,
    NoSuchRecord: _record,
    BadSpan: _span,
    QuoteNotFound: _not_found,
    QuoteAmbiguous: _ambiguous,
    SpeakerAmbiguous: _speaker,
    LanguageFileError: _language_file,
    UnknownTag: _tag,
    BadOutput: _output,
    BadAnnotations: say_file,
    BadCitation: _citation,
    BadTemplate: _template,
    BadPack: _pack,
    PressFailed: _press,
    BackupFailed: _backup,
    MayNotLeave: _leaving,
    StaysWhole: _staying,
}
