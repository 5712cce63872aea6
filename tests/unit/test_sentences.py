"""Each error is one clear sentence."""

from pathlib import Path

import pytest

from annotations import errors
from annotations.errors import (
    MAIL,
    MAILBOX,
    SEVERAL,
    AnnotationsError,
    AnnotationsFault,
    BackupFailed,
    BackupFault,
    BadAnnotations,
    BadCitation,
    BadOutput,
    BadPack,
    BadSpan,
    BadTemplate,
    ImportFailed,
    ImportFault,
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
from annotations.sentences import sentence
from resources import catalogue

WORDS = catalogue("en")
EVERY: list[AnnotationsError] = [
    *(LibraryError(Path("a.kutip"), fault) for fault in LibraryFault),
    *(SaveError(fault) for fault in SaveFault),
    *(ImportFailed("cerita.md", fault, 100_000_000) for fault in ImportFault),
    *(
        ImportFailed("cerita.md", ImportFault.UNKNOWN_FORMAT, 0, kind)
        for kind in ("Outlook", "SQLite", "Excel", "HEIF", "MP3", "tar", "Word 97-2003 (.doc)")
    ),
    *(
        ImportFailed("cerita.md", ImportFault.TOO_MANY_PARTS, 9, of)
        for of in (MAIL, MAILBOX, SEVERAL)
    ),
    *(BadOutput(Path("out.csv"), fault=fault) for fault in OutputFault),
    *(BadPack(Path("a.kutip"), fault, "x", 9) for fault in PackFault),
    PressFailed("no answer"),
    *(BackupFailed(Path("a.kutip"), fault) for fault in BackupFault),
    *(MayNotLeave("K-014", reason, "2026-12-01") for reason in Withholding),
    *(StaysWhole("Pompa", reason, ("K-014",), "2026-12-01") for reason in Staying),
    *(NoSuchRecord(noun, "7") for noun in ("article", "highlight", "revision", "speaker")),
    BadSpan(5, 2, 100),
    QuoteNotFound("harga mati"),
    QuoteAmbiguous("dia", (3, 90)),
    SpeakerAmbiguous("Budi", ("Budi A", "Budi B")),
    UnknownTag("x", ("commitment", "legal")),
    BadTemplate("milikku", "there is none of this name.", 3),
    LanguageFileError(Path("id.toml"), "line 3"),
    BadCitation("pembicara", ("speaker", "outlet")),
    BadCitation(""),
    *(BadAnnotations("ceritaku.jsonld", fault, 9) for fault in AnnotationsFault),
]


@pytest.mark.parametrize("error", EVERY, ids=lambda error: f"{type(error).__name__}")
def test_every_error_is_one_sentence_that_names_what_it_is_about(error: AnnotationsError) -> None:
    said = sentence(error, WORDS)
    assert said.endswith((".", "”."))
    assert said[0].isupper() or said[0] == "“" or said.startswith(("a.kutip", "cerita", "out"))
    assert "{" not in said
    assert "\n" not in said
    for name in ("path", "name", "label", "key"):
        value = getattr(error, name, "")
        assert str(value) in said


def test_no_kind_of_error_is_forgotten() -> None:
    kinds = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, AnnotationsError)
        and kind is not AnnotationsError
    }
    assert {type(error) for error in EVERY} >= kinds


def test_a_file_name_cannot_steer_the_terminal() -> None:
    said = sentence(ImportFailed("a\x1b[2J\u202eb.md", ImportFault.EMPTY), WORDS)
    assert "\x1b" not in said
    assert "a<U+001B>[2J<U+202E>b.md" in said


def test_limits_are_said_in_units_people_know() -> None:
    large = sentence(ImportFailed("a.md", ImportFault.TOO_LARGE, 100_000_000), WORDS)
    assert "100 MB" in large
    many = sentence(ImportFailed("a.md", ImportFault.TOO_MANY_CHARACTERS, 20_000_000), WORDS)
    assert "20,000,000 characters" in many


def test_a_quote_that_stands_twice_lists_its_places() -> None:
    assert "3, 90" in sentence(QuoteAmbiguous("dia", (3, 90)), WORDS)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("MP3", "import a transcript"),
        ("HEIF", "save it as PNG or JPEG"),
        ("Outlook", "save it as EML"),
        ("SQLite", "is opened, not imported"),
    ],
)
def test_nobody_is_told_to_save_a_recording_as_text(kind: str, told: str) -> None:
    said = sentence(ImportFailed("a", ImportFault.UNKNOWN_FORMAT, detail=kind), WORDS)
    assert told in said
    assert "Markdown" not in said


def test_a_mail_cannot_be_unpacked() -> None:
    for kind in (MAIL, MAILBOX):
        said = sentence(ImportFailed("a.eml", ImportFault.TOO_MANY_PARTS, 5_000, kind), WORDS)
        assert "5,000" in said
        assert "unpack" not in said
