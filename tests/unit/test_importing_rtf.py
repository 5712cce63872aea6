"""Rich text: letters in many ways of writing them, and what stands beside the text."""

import codecs

import pytest

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import rtf
from annotations.importing.word.manuscript import CHANGES_ACCEPTED, HIDDEN_LEFT_OUT
from annotations.importing.word.rtf_body import CUT_OFF
from annotations.importing.word.rtf_words import codecs_used
from annotations.model import Imported
from annotations.vocabulary import BlockKind, RunKind

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Arial;}"
    r"{\f2\fcharset2 Symbol;}{\f3\fcharset128 Mincho;}{\f4\fnil\fcharset2 {\*\falt X}Wingdings;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}"
    r"{\s2\sbasedon1 Kepala;}{\s3 Quote;}{\*\cs10 Default Paragraph Font;}}"
    r"{\info{\title Harga Beras}{\author Rina Sasmita}{\doccomm rahasia}{\creatim\yr2024}}"
)
PARAGRAPH, HEADING, ITEM = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM


def _read(body: str) -> Imported:
    return rtf.parse((HEAD + body + "}").encode("latin-1"), "berita.rtf")


def _shown(imported: Imported) -> list[tuple[BlockKind, int, str, str]]:
    text = imported.text
    return [(b.kind, b.level, b.marker, text.text[b.start : b.end]) for b in text.blocks]


def _runs(imported: Imported) -> list[tuple[RunKind, str, str, str]]:
    text = imported.text.text
    return [(r.kind, text[r.start : r.end], r.target, r.title) for r in imported.text.runs]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"caf\'e9", "café"),
        (r"\'93kutip\'94", "“kutip”"),
        (r"\f1 \'cc\'ee\'f1\'ea\'e2\'e0", "Москва"),
        (r"\f3\'93\'fa\'96\'7b", "日本"),
        (r"\f2\'61\'b7", "α•"),
        (r"\f4\'fc", "✓"),
        (r"\u8212?ya", "—ya"),
        (r"\u8212\'97ya", "—ya"),
        (r"\uc0\u8212 ya", "—ya"),
        (r"\uc2\u26085\'93\'faya", "日ya"),
        (r"\u-10179?\u-8704?!", "😀!"),
        (r"\uc0\u55357\uc1\u56832?!", "😀!"),
        (r"\u55357?x", "x"),
        (r"{\u8212}ya", "—ya"),
        (r"a\~b\_c\-d", "a\u00a0b\u2011cd"),
        (r"\{kurung\}\\", "{kurung}\\"),
        (r"\lquote a\rquote \emdash\bullet", "‘a’—•"),
        ("sam\r\nbung", "sambung"),
        (r"a\line b\tab c", "a\nb\tc"),
        (r"a{\bin4 }{{}}b", "ab"),
        (r"{\upr{lama}{\*\ud{baru \u8212?}}}", "baru —"),
        (r"{\*\takdikenal rahasia}a{\pict 00ff}{\header kepala}", "a"),
        ("mentah \xe9", "mentah é"),
    ],
)
def test_letters_are_read_as_they_were_meant(written: str, read: str) -> None:
    assert _read(written).text.text == read


def test_styles_outline_levels_and_quotations() -> None:
    body = (
        r"\pard\s1\b Satu\par\pard\s2 Dua\par\pard\plain\outlinelevel2 Tiga\par"
        r"\pard\plain\s3 Kutip\par\pard\plain Isi\par"
    )
    imported = _read(body)
    assert _shown(imported) == [
        (HEADING, 1, "", "Satu"),
        (HEADING, 1, "", "Dua"),
        (HEADING, 3, "", "Tiga"),
        (BlockKind.QUOTE, 0, "", "Kutip"),
        (PARAGRAPH, 0, "", "Isi"),
    ]
    assert _runs(imported) == []


def test_lists_show_the_markers_that_the_file_shows() -> None:
    body = (
        r"\pard\ls1{\listtext\pard\plain 1.\tab}a\par{\listtext\pard\plain 2.\tab}b\par"
        r"\pard\ls1\ilvl1{\pntext\f2\'b7\tab}c\par\pard d\par"
    )
    assert _shown(_read(body)) == [
        (ITEM, 1, "1.", "a"),
        (ITEM, 1, "2.", "b"),
        (ITEM, 2, "•", "c"),
        (PARAGRAPH, 0, "", "d"),
    ]


def test_markers_that_were_typed_before_a_tab_are_markers() -> None:
    body = (
        r"{\pard\li360\fi-360 \bullet\tx360\tab {\b a} b\par}{\pard\li720\fi-360 1.\tab c\par}"
        r"{\pard 2.\tab bukan\par}{\pard\li360\fi-360 Kata\tab bukan\par}"
    )
    imported = _read(body)
    assert _shown(imported) == [
        (ITEM, 1, "•", "a b"),
        (ITEM, 2, "1.", "c"),
        (PARAGRAPH, 0, "", "2.\tbukan"),
        (PARAGRAPH, 0, "", "Kata\tbukan"),
    ]
    assert _runs(imported) == [(RunKind.STRONG, "a", "", "")]


def test_emphasis_and_links() -> None:
    body = (
        r"{\b tebal} {\i miring\i0  biasa} {\strike coret} {\field{\*\fldinst{HYPERLINK "
        r'"https://kabar.example/"}}{\fldrslt{\ul tautan}}} {\field{\*\fldinst PAGE}{\fldrslt 3}}'
    )
    imported = _read(body)
    assert imported.text.text == "tebal miring biasa coret tautan 3"
    assert _runs(imported) == [
        (RunKind.STRONG, "tebal", "", ""),
        (RunKind.EMPHASIS, "miring", "", ""),
        (RunKind.STRIKE, "coret", "", ""),
        (RunKind.LINK, "tautan", "https://kabar.example/", ""),
    ]


def test_notes_and_comments_hang_on_their_words() -> None:
    body = (
        r"Angka itu{\super\chftn{\footnote\pard\plain{\super\chftn} Lihat.\par Juga.}} naik"
        r"{\super\chftn{\*\footnote\ftnalt\chftn Wawancara.}} kata "
        r"{\*\atrfstart 4}orang itu{\*\atrfend 4}{\*\atnid S}{\*\atnauthor Sari}\chatn"
        r"{\*\annotation{\*\atnref 4}{\*\atndate 1}Benarkah?}. Usai"
        r"{\*\atnauthor Dewi}\chatn{\*\annotation Ya.}.\par"
    )
    imported = _read(body)
    assert _shown(imported) == [
        (PARAGRAPH, 0, "", "Angka itu naik kata orang itu. Usai."),
        (ITEM, 1, "1", "Lihat.\nJuga."),
        (ITEM, 1, "i", "Wawancara."),
    ]
    assert _runs(imported) == [
        (RunKind.NOTE, "itu", "footnote", "Lihat.\nJuga."),
        (RunKind.NOTE, "naik", "endnote", "Wawancara."),
        (RunKind.NOTE, "orang itu", "comment", "Sari: Benarkah?"),
        (RunKind.NOTE, "Usai", "comment", "Dewi: Ya."),
    ]


def test_changes_are_read_as_accepted_and_hidden_text_is_left_out() -> None:
    imported = _read(
        r"Tetap{\revised  masuk}{\deleted  keluar}\par dua {\deleted\par}jadi satu\par"
    )
    assert imported.text.text == "Tetap masuk\n\ndua jadi satu"
    assert imported.warnings == (CHANGES_ACCEPTED,)
    imported = _read(r"Terlihat{\v  rahasia}.\par")
    assert imported.text.text == "Terlihat."
    assert imported.warnings == (HIDDEN_LEFT_OUT,)


def test_tables_with_merged_cells_and_a_table_within() -> None:
    body = (
        r"Sebelum\par\trowd\trhdr\cellx100\cellx200\pard\intbl a\cell b\cell\row"
        r"\trowd\clvmgf\cellx100\cellx200\pard\intbl c\par d\cell\pard\intbl\itap2 p\nestcell "
        r"q\nestcell{\*\nesttableprops\trowd\cellx50\nestrow}{\nonesttables\par}\pard\intbl\cell\row"
        r"\trowd\clvmrg\cellx100\cellx200\pard\intbl\cell f\cell\row\pard Sesudah\par"
    )
    imported = _read(body)
    cells = [
        (b.row, b.column, b.header, imported.text.text[b.start : b.end])
        for b in imported.text.blocks
        if b.kind is BlockKind.TABLE_CELL
    ]
    assert cells == [
        (0, 0, True, "a"),
        (0, 1, True, "b"),
        (1, 0, False, "c\nd"),
        (1, 1, False, "p\tq"),
        (2, 1, False, "f"),
    ]
    assert imported.text.text.startswith("Sebelum\n\na\tb\nc")
    assert imported.text.text.endswith("f\n\nSesudah")


def test_a_text_box_follows_its_paragraph() -> None:
    body = (
        r"Luar{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard Kotak\par}}{\shprslt dua kali}}"
        r" sini\par Lalu\par"
    )
    assert _read(body).text.text == "Luar sini\n\nKotak\n\nLalu"


def test_title_and_author_are_read_off_the_file() -> None:
    metadata = _read("Isi berita.").metadata
    assert (metadata.title, metadata.byline) == ("Harga Beras", "Rina Sasmita")
    assert metadata.published.words == ""


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (HEAD[:90].encode(), ImportFault.BROKEN),
        (b"{\\rtf1 " + b"{" * 600 + b"}" * 601, ImportFault.TOO_DEEP),
        (HEAD.encode() + b"}", ImportFault.EMPTY),
    ],
    ids=["cut off", "too deep", "empty"],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, fault: ImportFault) -> None:
    assert rtf.sniff(data, "apa.doc") == 100
    with pytest.raises(ImportFailed) as failed:
        rtf.parse(data, "apa.doc")
    assert failed.value.fault is fault


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes_with_a_word_about_it() -> None:
    for end in (r"terpotong {\b di si", r"terpotong di si\bin999 x}"):
        imported = rtf.parse((HEAD + end).encode(), "x")
        assert imported.text.text == "terpotong di si"
        assert imported.warnings == (CUT_OFF,)


@pytest.mark.parametrize("data", [b"", b"rtf", b"PK\x03\x04", b"# {\\rtf"])
def test_other_content_is_not_claimed(data: bytes) -> None:
    assert rtf.sniff(data, "berita.rtf") == 0


@pytest.mark.parametrize("codec", sorted(codecs_used()))
def test_every_codec_that_a_file_may_ask_for_exists(codec: str) -> None:
    assert codecs.lookup(codec).name
