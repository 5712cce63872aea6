"""Comments into a Word original: each on its own words, and nothing else in the file changes."""

import sys
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import docx
from annotations.importing.word.docx_comments import comment
from annotations.importing.worker import Worker
from tests.made_docx import STRICT_RELATED, STRICT_WORD, docx_file, paragraph, text
from tests.made_manuscript import (
    BOX,
    CONTROL,
    FORMULA,
    LINK,
    SMART,
    deleted,
    field,
    inserted,
    manuscript,
)
from tests.taken_out import canonical, entries, our_comments, words_under

DOCUMENT, COMMENTS, NOTES = "word/document.xml", "word/comments.xml", "word/footnotes.xml"
WHOLE = manuscript()
SHOWN = docx.parse(WHOLE, "a.docx").text.text
BOUND = (
    "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>"
    + text("Judul kota")
    + "</w:sdtContent></w:sdt>"
)
TWENTY = [
    "Seratus dua", "120 pompa selesai", "pompa selesai bulan", "sangat yakin", "Anggarannya cukup",
    "Bagas, menurut laporan", "dinas kemarin", "Bagan 3 dan Teluk", "Kota Arunika, banjir",
    "surut\tcepat\n sekali.", "besar dibeli.\nPompa kecil", "Utara\tTujuh puluh",
    "puluh\ndan sisanya\n\nGambar", "dermaga 👮🏽", "dua ratus perahu", "a+b saja", "+b",
    "Selesai.", "halaman 3", "kata Ratna.\n\nIa",
]  # fmt: skip


def asked(shown: str, spans: Sequence[tuple[int, int]], **more: object) -> dict[str, Any]:
    each = [
        {"start": start, "end": end, "paragraphs": [[[f"K-{at:03d}", True]]], "wide": "on more"}
        for at, (start, end) in enumerate(spans)
    ]
    by = {"author": "Kutip", "initials": "K", "date": "2026-11-22T10:00:00Z"}
    return {"comments": each, "text_sha256": sha256(shown.encode()).hexdigest(), **by, **more}


def span(shown: str, words: str) -> tuple[int, int]:
    start = shown.index(words)
    return start, start + len(words)


def put(data: bytes, *quotes: str, **more: object) -> tuple[dict[str, Any], bytes]:
    shown = docx.parse(data, "a.docx").text.text
    return comment(data, asked(shown, [span(shown, each) for each in quotes], **more))


def squeezed(words: str) -> str:
    return "".join(words.split())


def unchanged(before: bytes, after: bytes) -> list[str]:
    """List the parts that differ once our comments are taken out; there should be none."""
    old, new = entries(before), entries(after)
    ours = set(our_comments(before, after))
    compared = {DOCUMENT, COMMENTS}
    differ = [each for each in old if each not in compared and old[each] != new[each]]
    return differ + [
        each
        for each in compared & old.keys()
        if canonical(old[each], set()) != canonical(new[each], ours)
    ]


def test_twenty_comments_taken_out_again_leave_the_manuscript_as_it_was() -> None:
    answer, made = put(WHOLE, *TWENTY)
    assert len(answer["placed"]) == 20
    assert list(entries(made)) == list(entries(WHOLE))
    assert unchanged(WHOLE, made) == []
    ours = our_comments(WHOLE, made)
    assert [each.partition("\n")[0] for each in ours.values()] == [
        f"K-{n:03d}" for n in range(len(TWENTY))
    ]
    wide = {TWENTY[int(at)] for at, is_wide in answer["placed"].items() if is_wide}
    assert wide == {"dua ratus perahu", "+b", "halaman 3"}  # box, formula, note: said, not guessed
    for number, words in zip(ours, TWENTY, strict=True):
        under = words_under(entries(made)[DOCUMENT], number)
        if words not in {*wide, "a+b saja"}:  # a formula has letters of its own
            assert squeezed(under) == squeezed(words)


@pytest.mark.parametrize(
    ("body", "quote", "under"),
    [
        (text("Banjir rob datang"), "rob", "rob"),
        (text("Banjir ") + text("rob", "<w:b/>") + text(" datang"), "ir rob da", "ir rob da"),
        (text("Ia ") + deleted("tidak ") + text("yakin"), "Ia yakin", "Ia yakin"),
        (text("Ia ") + inserted("sangat ") + text("yakin"), "ngat yak", "ngat yak"),
        (text("Lihat ") + LINK + text(" itu"), "poran dinas", "poran dinas"),
        (text("Lihat ") + field("REF x", "Bagan 3") + text(" ini"), "gan 3 i", "gan 3 i"),
        (text("Di ") + SMART, "Salak", "Salak"),
        (text("Di ") + CONTROL, "Arunika", "Arunika"),
        (text("Di ") + BOUND, "kota", "Judul kota"),
        (text("Per\u00adubahan iklim"), "ubahan", "ubahan"),
        (text("Apung") + BOX, "ratus", "Kotak: dua ratus perahu."),
        (text("Rumus ") + FORMULA, "Rumus a+b", "Rumus "),
        (
            '<w:r><w:t xml:space="preserve">Satu </w:t><w:noBreakHyphen/><w:t>dua</w:t></w:r>',
            "\u2011dua",
            "dua",
        ),
    ],
)
def test_a_comment_stands_on_its_words(body: str, quote: str, under: str) -> None:
    data = manuscript(paragraph(body))
    answer, made = put(data, quote)
    (number,) = our_comments(data, made)
    assert words_under(entries(made)[DOCUMENT], number) == under
    assert answer["placed"]["0"] is (squeezed(quote) != squeezed(under) and under != "dua"
                                     and "a+b" not in quote)  # fmt: skip
    assert unchanged(data, made) == []


def test_what_has_no_one_place_in_the_file_is_not_placed() -> None:
    shown = docx.parse(WHOLE, "a.docx").text.text
    into_the_notes = shown.index("Selesai."), shown.index("laporan itu.")
    answer, made = comment(WHOLE, asked(shown, [into_the_notes, span(shown, "Selesai.")]))
    assert list(answer["placed"]) == ["1"]
    assert unchanged(WHOLE, made) == []


def test_a_file_without_comments_gets_them_named_where_word_looks() -> None:
    data = manuscript(paragraph("Banjir rob"), comments=False)
    _, made = put(data, "rob")
    parts = entries(made)
    changed = {each for each, words in entries(data).items() if parts[each] != words}
    assert changed == {DOCUMENT, "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert parts["[Content_Types].xml"].count(b"/word/comments.xml") == 1
    assert b'Target="comments.xml"' in parts["word/_rels/document.xml.rels"]
    assert our_comments(data, made) == {"0": "K-000"}
    again, _ = put(made, "rob")
    assert again["placed"] == {"0": False}


def test_the_strict_variant_gets_comments_in_its_own_names() -> None:
    data = docx_file(paragraph("Banjir rob"), strict=True)
    _, made = put(data, "rob")
    parts = entries(made)
    assert b"commentRangeStart" in parts["word/document2.xml"]
    assert STRICT_WORD.encode() in parts["word/comments.xml"]
    assert STRICT_RELATED.encode() in parts["word/_rels/document2.xml.rels"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"_xmlsignatures/sig1.xml": b"<a/>"}, "signed"),
        ({"word/vbaProject.bin": b"x"}, "program"),
        ({"WORD/document.xml": b"<a/>"}, "doubled"),
        ({"word/embeddings/a.xlsx": b"PK"}, "unread"),
    ],
)
def test_an_original_that_cannot_take_comments_says_why(more: dict[str, bytes], why: str) -> None:
    data = manuscript(paragraph("Banjir rob"), more=more)
    if why == "doubled":
        with pytest.raises(ImportFailed):
            docx.parse(data, "a.docx")
        return
    shown = docx.parse(data, "a.docx").text.text
    assert comment(data, asked(shown, [(0, 6)], tell=True)) == ({"unusable": why}, b"")


def test_an_original_that_reads_as_other_words_today_is_left_alone() -> None:
    assert comment(WHOLE, asked("other words", [(0, 5)])) == ({"unusable": "other_text"}, b"")


def test_a_doctype_in_a_part_that_would_be_changed_is_refused() -> None:
    with pytest.raises(ImportFailed) as raised:
        comment(docx_file(paragraph("a"), doctype="<!DOCTYPE a>"), asked("a", [(0, 1)]))
    assert raised.value.fault is ImportFault.DOCTYPE


def test_all_that_a_file_says_is_told_also_what_no_reader_sees() -> None:
    body = paragraph(text("Ia ") + deleted("Bagas Wi") + text("yakin"))
    split = paragraph(text("Rina Har") + text("tati", "<w:b/>"))
    answer, _ = put(manuscript(body + split), "yakin", tell=True)
    told = "\n".join(answer["told"])
    for words in ("Bagas Wi", "Rina Hartati", "Benarkah?", "Sari", "https://kabar.example/a"):
        assert words in told
    assert "yakinRina" not in told


def test_the_same_request_gives_the_same_bytes() -> None:
    assert put(WHOLE, *TWENTY) == put(WHOLE, *TWENTY)


LETTERS = st.text(st.sampled_from("ab \u00ad👮🏽é"), min_size=1, max_size=6)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Make paragraphs of runs, links, insertions, deletions, fields, tabs and boxes."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        pieces = draw(
            st.lists(
                st.one_of(
                    LETTERS.map(text),
                    LETTERS.map(lambda words: text(words, "<w:i/>")),
                    LETTERS.map(inserted),
                    LETTERS.map(deleted),
                    LETTERS.map(lambda words: field("REF a", words)),
                    LETTERS.map(lambda words: f"<w:r><w:t>{words}</w:t><w:tab/><w:t>x</w:t></w:r>"),
                    st.sampled_from([LINK, SMART, CONTROL, FORMULA, BOX]),
                ),
                min_size=1,
                max_size=5,
            )
        )
        made.append(paragraph("".join(pieces)))
    return "".join((*made, paragraph("Akhir")))


@settings(max_examples=25, deadline=None)
@given(bodies(), st.data())
def test_any_spans_of_any_document_stand_on_their_words_or_are_said_not_to(
    body: str, data: st.DataObject
) -> None:
    file = manuscript(body)
    shown = docx.parse(file, "a.docx").text.text
    letters = [at for at, letter in enumerate(shown) if not letter.isspace()]
    place = st.sampled_from(letters)
    spans = [
        (min(pair), max(pair) + 1)
        for pair in data.draw(st.lists(st.tuples(place, place), max_size=6))
    ]
    answer, made = comment(file, asked(shown, spans))
    assert unchanged(file, made) == []
    for number, words in our_comments(file, made).items():
        at = int(words.partition("\n")[0].removeprefix("K-"))
        start, end = spans[at]
        under = squeezed(words_under(entries(made)[DOCUMENT], number).replace("\u00ad", ""))
        wanted = squeezed(shown[start:end]).replace("a+b", "")
        if not answer["placed"][str(at)] and "a+b" not in shown[start:end]:
            # a text box stands before words that are read before it
            assert sorted(under) == sorted(wanted)
            assert under == wanted or "Kotak" in wanted


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_the_confined_worker_does_the_same_and_outlives_a_hostile_file() -> None:
    request = asked(SHOWN, [span(SHOWN, each) for each in TWENTY])
    worker = Worker()
    try:
        with pytest.raises(ImportFailed):
            worker.ask(
                "word comments", docx_file(paragraph("a"), doctype="<!DOCTYPE a>"), **request
            )
        answer, made = worker.ask("word comments", WHOLE, **request)
    finally:
        worker.close()
    assert len(answer["placed"]) == 20
    assert made == put(WHOLE, *TWENTY)[1]
