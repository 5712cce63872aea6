"""Pages that people open and files on their disk: nothing runs, nothing is lost."""

import html
import re
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.entries import Entry
from annotations.errors import BadOutput, OutputFault
from annotations.exporting import export
from annotations.exporting.html_page import is_link
from annotations.exporting.markdown_text import fenced, inline, quoted
from annotations.exporting.output import safe_name, write_file
from annotations.exporting.report import Grouping, Report, build
from annotations.richtext import normalise
from annotations.vocabulary import COMMITMENT
from resources import catalogue
from tests.made_entries import article, changed, entry
from tests.written_reports import written

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def _report(entries: list[Entry], grouping: Grouping = Grouping.ARTICLE) -> Report:
    return build(entries, WORDS, grouping=grouping, now=NOW, title="Banjir")


def _text(report: Report, name: str) -> str:
    return written(report, name)


def test_a_page_asks_nobody_for_anything() -> None:
    hostile = '"><img src=https://evil.example/x.png onerror=alert(1)><script>alert(2)</script>'
    made = changed(
        entry(1, hostile, (COMMITMENT, hostile), of=article(1, hostile, url="javascript:alert(3)")),
        report_note=f"{hostile} ![x](https://evil.example/y.png) [z](javascript:alert(4))",
    )
    for grouping in Grouping:
        page = _text(_report([made], grouping), "html")
        tags = set(re.findall(r"<(\w+)", page))
        assert tags.isdisjoint(
            {"img", "link", "iframe", "object", "embed", "base", "audio", "video"}
        )
        assert page.count("<script>") == 1
        assert re.findall(r"(?:src|onerror|style)\s*=", re.sub(r"&[^;]+;|>[^<]*<", "", page)) == []
        assert re.findall(r'href="(?!#k-\d|https:)', page) == []
        assert "default-src 'none'" in html.unescape(page)
        assert "'unsafe-inline'" not in page


def test_a_heading_says_where_when_and_by_whom_it_was_published() -> None:
    for name in ("html", "markdown"):
        told = _text(_report([entry(1)]), name)
        assert "Harian Arunika · 14 October 2026, 09:20 · Sekar Lestari" in told


def test_two_checks_that_nobody_made_are_one_row() -> None:
    from tests.made_entries import checked

    assert "- Wording · Claim: not yet checked" in _text(_report([entry(1)]), "markdown")
    told = _text(_report([checked(entry(1))]), "markdown")
    assert "- Wording: matches" in told
    assert "- Claim: supported" in told


def test_the_policy_names_the_style_and_script_that_stand_in_the_page() -> None:
    import base64
    import hashlib

    page = _text(_report([entry(1)]), "html")
    for tag in ("style", "script"):
        body = page.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in html.unescape(page)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://arunika.example/a?b=c", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ('https://x.example/" onclick="x', False),
        ("https://x.example/ >", False),
        ("", False),
    ],
)
def test_only_the_web_is_linked(url: str, linked: bool) -> None:
    assert is_link(url) is linked


def test_a_note_for_readers_is_markdown_without_html() -> None:
    made = changed(entry(1), report_note="Cek *rekaman* <b>dulu</b>\n\n- satu")
    page = _text(_report([made]), "html")
    assert "Cek <em>rekaman</em> &lt;b&gt;dulu&lt;/b&gt;" in page
    assert "<li>satu</li>" in page


@given(st.text(max_size=60).map(lambda text: normalise(text).strip()).filter(bool))
def test_no_quote_breaks_out_of_its_block_in_markdown(quote: str) -> None:
    from markdown_it import MarkdownIt

    kinds = {"blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"}
    tokens = MarkdownIt("commonmark").enable("table").parse(quoted(quote))
    assert {token.type for token in tokens} <= kinds
    inside = {child.type for token in tokens for child in token.children or ()}
    assert inside <= {"text", "softbreak", "hardbreak", "text_special"}
    assert quote in fenced(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "# judul",
        "- satu\n- dua",
        "a\n===",
        "1) x",
        "> k",
        "``` x",
        "&copy;",
        "<b>",
        "**x**",
        "a | b\n-|-",
    ],
)
def test_markdown_shows_the_very_letters(quote: str) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(quoted(quote))
    shown = [
        "\n" if child.type == "hardbreak" else child.content
        for token in tokens
        for child in token.children or ()
    ]
    assert "".join(shown) == quote
    assert "\n" not in inline(quote)


def test_ordinary_words_are_not_escaped_in_markdown() -> None:
    for quote in ("harga mati", "36 ribu orang", "1:1.800"):
        assert quoted(quote) == f"> {quote}"


def test_a_file_is_private_whole_and_never_replaced_unasked(tmp_path: Path) -> None:
    output = tmp_path / "laporan.html"
    export(_report([entry(1)]), "html", output, WORDS)
    if sys.platform != "win32":
        assert stat.S_IMODE(output.stat().st_mode) == 0o600
    before = output.read_bytes()
    with pytest.raises(BadOutput) as raised:
        export(_report([entry(1), entry(2)]), "html", output, WORDS)
    assert raised.value.fault == OutputFault.EXISTS
    assert output.read_bytes() == before
    export(_report([entry(1), entry(2)]), "html", output, WORDS, replace=True)
    assert output.read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == ["laporan.html"]


def test_a_report_that_fails_midway_leaves_what_was_there(tmp_path: Path) -> None:
    output = tmp_path / "a.csv"
    output.write_bytes(b"old")

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise KeyError

    with pytest.raises(KeyError):
        write_file(broken(), output, replace=True)
    assert output.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("missing/a.csv", OutputFault.NO_FOLDER),
        (".", OutputFault.NOT_A_FILE),
        ("a\0.csv", OutputFault.BAD_NAME),
        ("x" * 300, OutputFault.BAD_NAME),
    ],
)
def test_a_bad_place_is_told(tmp_path: Path, name: str, fault: OutputFault) -> None:
    with pytest.raises(BadOutput) as raised:
        write_file([b"x"], tmp_path / name)
    assert raised.value.fault == fault
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Banjir Arunika 2026", "Banjir Arunika 2026.html"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j.html"),
        ("CON", "CON_.html"),
        ("com1.x", "com1.x_.html"),
        ("  .. ", "_.html"),
        ("", "_.html"),
    ],
)
def test_suggested_names_suit_every_system(title: str, name: str) -> None:
    assert safe_name(title, ".html") == name
