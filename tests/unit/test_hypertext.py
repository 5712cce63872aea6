"""HTML to blocks and runs: what a reader of a page sees."""

import pytest

from annotations.errors import ELEMENTS, ImportFailed, ImportFault
from annotations.model import Block, RichText
from annotations.richtext import DEEPEST, MOST_CHARACTERS, parse_html
from annotations.richtext.hypertext import HIDDEN_TEXT, parse
from annotations.richtext.hypertext_guard import MOST_ELEMENTS
from annotations.vocabulary import BlockKind, RunKind

H, P, LI = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
Q, CODE, CELL = BlockKind.QUOTE, BlockKind.CODE, BlockKind.TABLE_CELL
RULE, IMAGE = BlockKind.RULE, BlockKind.IMAGE


def kinds(rich: RichText) -> list[tuple[BlockKind, str]]:
    return [(block.kind, rich.text[block.start : block.end]) for block in rich.blocks]


def items(rich: RichText) -> list[tuple[str, int, str]]:
    return [
        (block.marker, block.level, rich.text[block.start : block.end]) for block in rich.blocks
    ]


def cells(rich: RichText) -> list[tuple[int, int, int, bool, str]]:
    def said(block: Block) -> tuple[int, int, int, bool, str]:
        words = rich.text[block.start : block.end]
        return block.table, block.row, block.column, block.header, words

    return [said(block) for block in rich.blocks if block.kind is CELL]


def runs(rich: RichText) -> list[tuple[RunKind, str, str]]:
    return [(run.kind, rich.text[run.start : run.end], run.target) for run in rich.runs]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<h1>Sidang</h1><p>Hakim hadir.<p>Jaksa tidak.", "Sidang\n\nHakim hadir.\n\nJaksa tidak."),
        ("tanpa paragraf<div>kotak<div>dalam</div>ekor</div>", "tanpa paragraf|kotak|dalam|ekor"),
        ("<p> a\n\t b <b> c</b> </p>", "a b c"),
        ("<p>a <b> b </b> c</p>", "a b c"),
        ("<p>a<br> b <br>c</p>", "a\nb\nc"),
        ("a<br><br>b<br/>\n<br>\n<br>c", "a|b|c"),
        ("<h2>a<br><br>b</h2>", "a\nb"),
        ("<p>a&nbsp;&nbsp; b&amp;&lt;&eacute;&#8221;</p>", "a\xa0\xa0 b&<é”"),
        ("<p>a&#13;b&#x2028;c&#xFDD0;d&#xD800;e</p>", "a b cd\ufffde"),
        ("<dl><dt>Kepala<dd>arti<dd>lain</dl>", "Kepala\narti\nlain"),
        ("<p>H<sub>2</sub>O<sup>1</sup></p>", "H2O1"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
        ("<p>Kata dia, <q>ini <q>itu</q></q>.</p>", "Kata dia, “ini ‘itu’”."),
        ("<figure><img alt='Sawah'><figcaption>Kering</figcaption></figure>", "Sawah|Kering"),
        ("<details><summary>Isi</summary><p>dalam</p></details>", "Isi|dalam"),
        ("<address>Jalan</address><center>tengah</center>", "Jalan|tengah"),
        ("<p>x <my-own>y</my-own><wbr>z</p>", "x yz"),
        ("<form><p>tetap</p><button>Kirim</button><select><option>A</select></form>", "tetap"),
        ("<p style='white-space: pre-wrap'>a\nb\n\nc</p>", "a\nb|c"),
        ("<p>a</p>text<p>b</p>", "a|text|b"),
        ("<a href=/x><h2>Judul</h2><p>isi</p></a>", "Judul|isi"),
        ("<math><mi>x</mi><mo>=</mo><mn>2</mn></math>", "x=2"),
        ("", ""),
    ],
)
def test_words_are_laid_out_as_in_a_browser(source: str, expected: str) -> None:
    assert parse_html(source).text == expected.replace("|", "\n\n")


@pytest.mark.parametrize(
    "source",
    [
        "<script>x</script>",
        "<style>p{}</style>",
        "<template><p>x</p></template>",
        "<noscript><p>x</p></noscript>",
        "<!-- x -->",
        "<!-- x",
        "<title>x</title>",
        "<svg><title>x</title><text>x</text></svg>",
        "<iframe>x</iframe>",
        "<textarea>x</textarea>",
        "<select><option>x</select>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE html>",
        "<object>x</object><video>x</video>",
        "<script>x",
        "<p title='x'></p><img src=x.png><img alt=''>",
    ],
)
def test_what_is_no_text_is_not_in_the_text(source: str) -> None:
    found = parse(f"<p>ada</p>{source}", deepest=DEEPEST)
    assert (found.text.text, found.warnings) == ("ada", ())


@pytest.mark.parametrize(
    "element",
    [
        "<p hidden>x</p>",
        "<p style='display:none'>x</p>",
        "<p style='DISPLAY : None !important'>x</p>",
        "<div style='visibility:hidden'><p>x</p></div>",
        "<span style='font-size:0'>x</span>",
        "<span style='font-size:0.0px'>x</span>",
        "<span style='opacity:0'>x</span>",
        "<span style='mso-hide:all'>x</span>",
        "<span style='color:transparent'>x</span>",
        "<div style='max-height:0px;overflow:hidden'>x</div>",
        "<div style='position:absolute;left:-9999px'>x</div>",
        "<div style='position:absolute;clip:rect(0,0,0,0)'>x</div>",
        "<div style='width:1px;height:1px;overflow:hidden'>x</div>",
        "<dialog><p>x</p></dialog>",
        "<table><tr hidden><td>x</table>",
    ],
)
def test_text_that_nobody_sees_is_left_out_and_told(element: str) -> None:
    found = parse(f"<p>ada</p>{element}", deepest=DEEPEST)
    assert (found.text.text, found.warnings) == ("ada", (HIDDEN_TEXT,))


@pytest.mark.parametrize(
    "element",
    [
        "<p hidden=until-found>x</p>",
        "<p aria-hidden=true>x</p>",
        "<p style='display:block;font-size:10px;opacity:0.5'>x</p>",
        "<p style='color:#000;overflow:hidden;height:auto;width:100%'>x</p>",
        "<p style='left:-5px;text-indent:-1em'>x</p>",
        "<dialog open>x</dialog>",
    ],
)
def test_text_that_is_seen_stays(element: str) -> None:
    found = parse(element, deepest=DEEPEST)
    assert (found.text.text, found.warnings) == ("x", ())


def test_an_element_hidden_without_words_is_not_worth_a_word() -> None:
    assert parse("<p>a<span hidden> </span></p>", deepest=DEEPEST).warnings == ()


def test_lists_nest_and_count_as_they_are_drawn() -> None:
    source = """<ul><li>a<ol start=3><li>b<li value=7>c<li>d</ol><li><p>e</p><p>f</p><li></ul>
    <ol type=a><li>g</ol><ol type=I reversed><li>h<li>i</ol>"""
    assert items(parse_html(source)) == [
        ("•", 1, "a"),
        ("3.", 2, "b"),
        ("7.", 2, "c"),
        ("8.", 2, "d"),
        ("•", 1, "e"),
        ("", 1, "f"),
        ("•", 1, ""),
        ("a.", 1, "g"),
        ("II.", 1, "h"),
        ("I.", 1, "i"),
    ]
    assert parse_html("<ul><li>a<li>b</ul>").text == "a\nb"


def test_a_heading_that_begins_an_item_carries_its_marker() -> None:
    rich = parse_html("<ol><li><h3>Judul</h3>isi</ol>")
    assert [(b.kind, b.marker, b.level) for b in rich.blocks] == [(H, "1.", 3), (LI, "", 1)]


def test_quotations_count_their_depth() -> None:
    rich = parse_html("<blockquote>a<blockquote><p>b<h2>c</h2></blockquote></blockquote>d")
    assert kinds(rich) == [(Q, "a"), (Q, "b"), (H, "c"), (P, "d")]
    assert [block.quote_level for block in rich.blocks] == [1, 2, 2, 0]


def test_headings_rules_code_and_images_are_blocks_of_their_kind() -> None:
    source = """<h6>h</h6><hr><pre class=language-py>
a
  b<br>c</pre><p><img alt="Sawah  kering" src=a.jpg></p><p>kata <img alt=":)"></p>"""
    rich = parse_html(source)
    assert kinds(rich) == [
        (H, "h"),
        (RULE, ""),
        (CODE, "a\n  b\nc"),
        (IMAGE, "Sawah kering"),
        (P, "kata :)"),
    ]
    assert (rich.blocks[0].level, rich.blocks[2].language) == (6, "py")


def test_emphasis_links_and_the_rest_lie_over_their_words() -> None:
    source = """<p><b>a <i>b</i></b> <code>c</code> <del>d</del> <a href="https://e.example/?a=1&amp;b=2"
    title=t> e </a><a href="javascript:alert(1)">f</a> <a name=x>g</a>
    <strong> </strong><span style="font-weight:700;font-style:italic">h</span></p>"""
    assert runs(parse_html(source)) == [
        (RunKind.STRONG, "a b", ""),
        (RunKind.EMPHASIS, "b", ""),
        (RunKind.CODE, "c", ""),
        (RunKind.STRIKE, "d", ""),
        (RunKind.LINK, "e", "https://e.example/?a=1&b=2"),
        (RunKind.STRONG, "h", ""),
        (RunKind.EMPHASIS, "h", ""),
    ]


def test_a_run_over_several_blocks_is_one_in_each() -> None:
    rich = parse_html("<b style='font-weight:normal'><p>a</p></b><a href=/k><h2>b</h2><p>c</p></a>")
    assert runs(rich) == [(RunKind.LINK, "b", "/k"), (RunKind.LINK, "c", "/k")]


def test_a_table_is_its_cells() -> None:
    source = """<table><caption>Harga</caption><thead><tr><th>Kota<th colspan=2>Beras</thead>
    <tr><td rowspan=2>Solo<td>12<td><p>13<p>14<tr><td><td>15</table>"""
    rich = parse_html(source)
    assert kinds(rich)[0] == (P, "Harga")
    assert cells(rich) == [
        (0, 0, 0, True, "Kota"),
        (0, 0, 1, True, "Beras"),
        (0, 1, 0, False, "Solo"),
        (0, 1, 1, False, "12"),
        (0, 1, 2, False, "13\n14"),
        (0, 2, 1, False, ""),
        (0, 2, 2, False, "15"),
    ]
    assert rich.text.startswith("Harga\n\nKota\tBeras\nSolo\t12\t")


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td><h2>a</h2><p>b</p></td><td>c</td></tr></table>",
        "<table role=presentation><tr><td>a<tr><td>b<tr><td>c</table>",
        "<table><tr><td>a<table><tr><td>b</table><td>c</table>",
        "<table><tr><td>a<td>b<td>c</table>",
    ],
)
def test_a_table_that_only_lays_out_is_none(source: str) -> None:
    rich = parse_html(source)
    assert rich.text == "a\n\nb\n\nc"
    assert cells(rich) == []


def test_a_span_of_columns_is_believed_up_to_a_limit() -> None:
    wide = "<table><tr><th colspan=99999 rowspan=99999>a<th>b<tr><td>c<td colspan=x>d</table>"
    assert max(column for _, _, column, _, _ in cells(parse_html(wide))) <= 200


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 1_000_000,
        "<blockquote>" * 101,
        "<ul><li>" * 51,
        "<a><table><tr><td>" * 60,
        "<div><table><tr><td></div>" * 200,
        "<p><font color=1>" * 3 + "<x-y>" * 200,
    ],
)
def test_deep_nesting_is_refused_before_it_costs_anything(source: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        parse_html(source)
    assert (failed.value.fault, failed.value.limit) == (ImportFault.TOO_DEEP, DEEPEST)


@pytest.mark.parametrize(
    "source",
    [
        "<p>a" * 3000,
        "<ul>" + "<li>a" * 3000 + "</ul>",
        "<table>" + "<tr><td>a<td>b" * 3000 + "</table>",
        "<br><img><hr><input>" * 3000,
        "<!--" + "<div>" * 3000 + "-->",
        "<script>" + "'<div>'" * 3000 + "</script>",
        "<p title='" + "<div>" * 3000 + "'>",
        "<div>" * 99 + "a" + "</div>" * 99,
        "<dl>" + "<dt>a<dd>b" * 3000 + "</dl>",
    ],
)
def test_what_is_only_long_is_not_deep(source: str) -> None:
    assert len(parse_html(source + "<p>akhir").text) >= 5


@pytest.mark.parametrize(
    "piece",
    [
        "<style>",
        "<style>{",
        "<",
        "<!--",
        "<a ",
        '<a "',
        "<a b='",
        '<a =">',
        "</",
        "<script",
        "<script>",
        "<!",
        "<a b= ",
    ],
)
def test_no_unclosed_markup_takes_more_than_linear_time(piece: str) -> None:
    assert isinstance(parse_html(piece * 300_000).text, str)


def test_a_document_that_is_too_large_is_refused() -> None:
    with pytest.raises(ImportFailed) as failed:
        parse_html("a" * (MOST_CHARACTERS + 1))
    assert failed.value.fault is ImportFault.TOO_MANY_CHARACTERS


@pytest.mark.parametrize(
    ("sheet", "element", "seen"),
    [
        (".x{display:none}", "<p class='a x'>x</p>", False),
        ("#x , .y { color:red; visibility : HIDDEN !important }", "<p id=x>x</p>", False),
        ("/* a{ */ .x/* b */{display:none}", "<div class=x><p>x</p></div>", False),
        (".x{display:none}", "<p class=x style='display:block'>x</p>", True),
        (".x{display:none} .x.active{display:block}", "<p class='x active'>x</p>", True),
        (".x{display:none} .x{display:flex}", "<p class=x>x</p>", True),
        ("@media print{.x{display:none}}", "<p class=x>x</p>", True),
        (".no-js .x{display:none}", "<p class=x>x</p>", True),
        ("p{display:none}", "<p class=x>x</p>", True),
        (".x{opacity:0}", "<p class=x>x</p>", True),
        ("} .x{", "<p class=x>x</p>", True),
    ],
)
def test_a_style_sheet_hides_only_what_it_hides_beyond_doubt(
    sheet: str, element: str, *, seen: bool
) -> None:
    found = parse(f"<style>{sheet}</style><p>ada</p>{element}", deepest=DEEPEST)
    assert found.text.text == ("ada\n\nx" if seen else "ada")
    assert found.warnings == (() if seen else (HIDDEN_TEXT,))


def test_a_page_of_too_many_elements_is_refused_before_it_is_built() -> None:
    with pytest.raises(ImportFailed) as caught:
        parse_html("<p>a" * (MOST_ELEMENTS + 1))
    assert (caught.value.fault, caught.value.detail) == (ImportFault.TOO_LARGE, ELEMENTS)
