"""Wrong usage is said in the language of the terminal."""

import pytest

from annotations.cli import WRONG_USAGE, main


@pytest.mark.parametrize(
    ("typed", "english", "indonesian"),
    [
        (["import"], "Missing argument 'PATH...'.", "PATH... belum diisi."),
        (["articles", "--nope"], "No such option '--nope'", "Tidak ada opsi --nope."),
        (["text", "abc"], "is not a valid integer", "ID: isi dengan bilangan bulat."),
        (
            ["import", "a.md", "--revision-of", "x"],
            "--revision-of: give a whole number, 1 or more.",
            "--revision-of: ",
        ),
        (
            ["text", "1", "--revision", "0"],
            "--revision: give a whole number, 1 or more.",
            "--revision: ",
        ),
        (
            ["export", "--format", "doc", "--output", "x"],
            "is not one of",
            (
                "--format: pilih salah satu dari markdown, html, pdf, docx, xlsx, csv, json,"
                " obsidian, citations, jsonld."
            ),
        ),
        (
            ["highlights", "--from", "x"],
            "x is no date such as 2026-10-14.",
            "--from: x bukan tanggal seperti 2026-10-14.",
        ),
    ],
)
def test_wrong_usage_is_said_in_the_language_of_the_terminal(
    typed: list[str],
    english: str,
    indonesian: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language, wanted in (("en", english), ("id", indonesian)):
        monkeypatch.setenv("KUTIP_LANGUAGE", language)
        assert main(typed) == WRONG_USAGE
        assert wanted in capsys.readouterr().err
