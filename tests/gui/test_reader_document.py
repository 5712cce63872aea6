"""The document that Qt sets is the article's text, block by block, and nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings
from pytestqt.qtbot import QtBot

from annotations.facts import WrittenDate
from annotations.model import Block, Locator, Metadata, RichText
from annotations.richtext import parse_markdown, parse_plain
from annotations.vocabulary import BlockKind, LocatorKind
from desktop.reader.document import LINE_BREAK, Typeset, typeset
from desktop.reader.masthead import Role, masthead
from desktop.reader.window import LONG, LONGEST_PART, chunks_of, pair, pair_at, parts_of
from desktop.theme import load_theme
from tests import strategies

QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def set_whole(rich: RichText) -> Typeset:
    return typeset(rich, parts_of(rich), {}, load_theme("light"), 1.0)


def assert_equal_to_its_text(made: Typeset) -> None:
    """Each stretch's Qt block holds its slice, and every block with words is a stretch."""
    shown = set()
    for stretch in made.offsets.stretches:
        block = made.document.findBlockByNumber(stretch.number)
        slice_ = made.rich.text[stretch.start : stretch.end]
        assert block.text().replace(LINE_BREAK, "\n") == slice_
        assert block.position() == stretch.position
        shown.add(stretch.number)
    for number in range(made.document.blockCount()):
        if number not in shown:
            assert made.document.findBlockByNumber(number).text() == ""


@given(source=strategies.markdown())
@QUICK
def test_each_block_of_the_document_equals_its_slice_of_markdown(qtbot: QtBot, source: str) -> None:
    assert_equal_to_its_text(set_whole(parse_markdown(source)))


@given(source=strategies.texts())
@QUICK
def test_each_block_of_the_document_equals_its_slice_of_plain_text(
    qtbot: QtBot, source: str
) -> None:
    assert_equal_to_its_text(set_whole(parse_plain(source)))


@given(source=strategies.markdown())
@QUICK
def test_every_offset_inside_a_block_goes_to_qt_and_back(qtbot: QtBot, source: str) -> None:
    offsets = set_whole(parse_markdown(source)).offsets
    for stretch in offsets.stretches:
        for offset in range(stretch.start, stretch.end + 1):
            assert offsets.to_qt(offset) >= stretch.position
            if offset > stretch.start or stretch.start < stretch.end:
                assert offsets.from_qt(offsets.to_qt(offset)) == offset


@pytest.mark.parametrize(
    "source",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n\nafter 😀\n",
        "before\n\n| a |\n|---|\n| |\n\n| b |\n|---|\n| 2 |\n",
        "---\n\n---\n\n# head\n",
        "- one\n  - two\n\n    more\n\n> quoted\n> > deeper\n",
        "```\ncode\n\n  two\n```\n",
        "a\u00a0b  \nhard break\n",
        "\ufeff\ufeffa\n\n\ufffeb\n",
    ],
)
def test_tables_rules_and_lists_shift_nothing(qtbot: QtBot, source: str) -> None:
    assert_equal_to_its_text(set_whole(parse_markdown(source)))


def test_a_very_long_line_is_broken_for_display_only(qtbot: QtBot) -> None:
    rich = parse_plain("kata 😀 " * 12_000)
    parts = parts_of(rich)
    assert len(parts) > 3
    assert "".join(rich.text[part.start : part.end] for part in parts) == rich.text
    assert max(part.end - part.start for part in parts) <= LONGEST_PART
    assert_equal_to_its_text(set_whole(rich))


def test_lines_of_a_long_block_break_where_they_end() -> None:
    rich = parse_plain("\n".join(f"line {number}" for number in range(9_000)))
    parts = parts_of(rich)
    assert len(parts) > 3
    assert all(rich.text[part.end : part.end + 1] in {"\n", ""} for part in parts)


def test_a_short_text_is_shown_whole() -> None:
    rich = parse_plain("one\n\ntwo")
    assert chunks_of(rich, parts_of(rich)) == [range(2)]


def test_a_long_text_is_cut_at_headings() -> None:
    section = "# Part {}\n\n" + "Kalimat yang cukup panjang. " * 60 + "\n\n"
    rich = parse_markdown("".join(section.format(number) for number in range(400)))
    assert len(rich.text) > LONG
    parts = parts_of(rich)
    chunks = chunks_of(rich, parts)
    assert [number for chunk in chunks for number in chunk] == list(range(len(parts)))
    for chunk in chunks[1:]:
        assert rich.blocks[parts[chunk.start].block].kind is BlockKind.HEADING
    for first in range(len(chunks) - 1):
        shown = pair(chunks, first)
        assert parts[shown.stop - 1].end - parts[shown.start].start <= LONG


@pytest.mark.parametrize("where", [0.0, 0.26, 0.5, 0.74, 1.0])
def test_the_pair_of_chunks_has_an_offset_well_inside(where: float) -> None:
    rich = parse_plain(
        "Sebuah paragraf biasa. " * 20 + "\n\n" + "\n\n".join(["kata " * 90] * 2_000)
    )
    parts = parts_of(rich)
    chunks = chunks_of(rich, parts)
    offset = round(where * len(rich.text))
    shown = pair(chunks, pair_at(chunks, parts, offset))
    start, end = parts[shown.start].start, parts[shown.stop - 1].end
    assert start <= offset <= end
    assert start == 0 or offset - start > LONG // 8
    assert end == len(rich.text) or end - offset > LONG // 8


TOP = """# Harian Contoh

## Air Bersih Datang

Sri Lestari - [contoh.example](http://contoh.example)

3 Mei 2026 - 09:20

Foto: Warga di sumur.

KOTA - Warga menerima air pada 3 Mei 2026, kata Sri Lestari, seperti yang sudah lama dijanjikan.
"""
FULL = Metadata(
    title="Air bersih  datang",
    outlet="Harian Contoh",
    byline="Sri Lestari",
    published=WrittenDate(words="3 Mei 2026 - 09:20"),
    caption="Warga di sumur.",
)


def test_lines_at_the_top_are_set_as_a_newspaper_sets_them() -> None:
    roles = masthead(parse_markdown(TOP), FULL).roles
    assert [roles.get(number) for number in range(6)] == [
        Role.OUTLET,
        Role.TITLE,
        Role.BYLINE,
        Role.LAST_BYLINE,
        Role.CAPTION,
        None,
    ]


@pytest.mark.parametrize(
    ("source", "drawn"),
    [
        (TOP, ("", "", "")),
        ("Cerita saja.", ("Harian Contoh", FULL.title, "Sri Lestari · 3 Mei 2026 - 09:20")),
        ("# Air Bersih Datang\n\nCerita.", ("Harian Contoh", "", "")),
        ("## Air Bersih Datang\n\nSri Lestari - Harian Contoh\n\nCerita.", ("", "", "")),
        ("", ("Harian Contoh", FULL.title, "Sri Lestari · 3 Mei 2026 - 09:20")),
    ],
)
def test_only_what_the_text_does_not_say_at_its_top_is_drawn_above(
    source: str, drawn: tuple[str, str, str]
) -> None:
    head = masthead(parse_markdown(source), FULL)
    assert (head.outlet, head.title, head.byline) == drawn


def test_who_wrote_a_message_is_set_alike_above_each_of_a_chat() -> None:
    def said(label: str, number: int) -> Locator:
        return Locator(LocatorKind.MESSAGE, label, number)

    names = [f"Bu Sumiyati, 2024-03-12 06:{minute:02d}" for minute in range(17, 47)]
    parts = [part for name in names for part in (name, "Air mati lagi sejak semalam.")]
    blocks, at = [], 0
    for number, part in enumerate(parts):
        where = said(names[number // 2], number // 2 + 1)
        kind = BlockKind.PARAGRAPH
        blocks.append(Block(kind=kind, start=at, end=at + len(part), locator=where))
        at += len(part) + 2
    rich = RichText("\n\n".join(parts), tuple(blocks))
    about = Metadata(title="WhatsApp: Warga", published=WrittenDate(words="2024-03-12"))
    head = masthead(rich, about)
    assert [head.roles.get(n) for n in range(len(parts))] == [Role.SENDER, None] * len(names)
