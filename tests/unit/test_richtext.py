import pytest

from annotations.errors import ImportFailed, ImportFault
from annotations.model import Block, RichText
from annotations.richtext import DEEPEST, building, parse_markdown, parse_plain
from annotations.vocabulary import BlockKind, RunKind

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
QUOTE, CODE, CELL = BlockKind.QUOTE, BlockKind.CODE, BlockKind.TABLE_CELL
RULE, IMAGE = BlockKind.RULE, BlockKind.IMAGE


def _kinds(rich: RichText) -> list[tuple[BlockKind, str]]:
    return [(block.kind, rich.text[block.start : block.end]) for block in rich.blocks]


def _items(rich: RichText) -> list[tuple[str, int, str]]:
    return [(b.marker, b.level, rich.text[b.start : b.end]) for b in rich.blocks]


def _runs(rich: RichText) -> list[tuple[RunKind, str, str]]:
    return [(run.kind, rich.text[run.start : run.end], run.target) for run in rich.runs]


TEXTS = [
    ("one\ntwo", "one two"),
    ("one  \ntwo", "one\ntwo"),
    ("one\\\ntwo", "one\ntwo"),
    ("tegasnya. (\\*)", "tegasnya. (*)"),
    ("AT&amp;T &copy; &#8220;ya&#8221;", "AT&T © “ya”"),
    ("a&#13;b&#x2028;c", "a\nb\nc"),
    ("# Judul #\n\nisi", "Judul\n\nisi"),
    ("Judul\n=====\nisi", "Judul\n\nisi"),
    ("*a***b**`c`", "abc"),
    ("- a\n- b", "a\nb"),
    ("- a\n\n- b", "a\n\nb"),
    ("- a\n  - b\n- c", "a\nb\nc"),
    ("- a\n\nb", "a\n\nb"),
    ("- a\n+ b", "a\n\nb"),
    ("| a | b |\n|---|---|\n| c |   |\n|   | d |", "a\tb\nc\t\n\td"),
    ("a\n\n---\n\nb", "a\n\n\n\nb"),
    ("---\n\na\n\n***", "a"),
    ("    lima\n      enam", "lima\n  enam"),
    ("```py\nx = 1\n\n```", "x = 1"),
    ("![Foto: rapat](foto.jpg)", "Foto: rapat"),
    ("a <b>tebal</b><br>\nb <!-- c -->", "a tebal\nb"),
    ("<div>satu<p>dua &amp; tiga\n</div>", "satu\n\ndua & tiga"),
    ("<script>x()</script>\n\ny", "y"),
    ("<!-- a\n\nb --> c", "c"),
    ("<!-- never closed\n\nb", "never closed b"),
    ('<p><img src="x" alt="Foto &amp; teks">', "Foto & teks"),
    ("<pre>\n a\n  b</pre>", "a\n  b"),
    ("&nbsp;\n\na\xa0b&nbsp;", "a\xa0b"),
    ("<http://example.org/%C3%A4>", "http://example.org/%C3%A4"),
    ("[a]\n\n[a]: /u", "a"),
    ("", ""),
    (" \n\t\n", ""),
]


@pytest.mark.parametrize(("source", "text"), TEXTS)
def test_markdown_reads_as_its_words(source: str, text: str) -> None:
    assert parse_markdown(source).text == text


BLOCKS = [
    ("# a\n\nb", [(HEADING, "a"), (PARAGRAPH, "b")]),
    ("> a\n>\n> - b\n>\n> # c", [(QUOTE, "a"), (ITEM, "b"), (HEADING, "c")]),
    ("- > a", [(QUOTE, "a")]),
    ("a\n\n---\n\nb", [(PARAGRAPH, "a"), (RULE, ""), (PARAGRAPH, "b")]),
    ("![a](b)", [(IMAGE, "a")]),
    ("[![a](b)](c)", [(IMAGE, "a")]),
    ("![](b)\n\nx ![a](b)", [(PARAGRAPH, "x a")]),
    ("<h2>a</h2><p>b</p>", [(HEADING, "a"), (PARAGRAPH, "b")]),
    ("<pre>a</pre>", [(CODE, "a")]),
    ("```\n```\n\n#\n", []),
    ("|a|\n|-|\n||", [(CELL, "a"), (CELL, "")]),
]


@pytest.mark.parametrize(("source", "kinds"), BLOCKS)
def test_markdown_falls_into_blocks(source: str, kinds: list[tuple[BlockKind, str]]) -> None:
    assert _kinds(parse_markdown(source)) == kinds


LISTS = [
    ("3. a\n3. b", [("3.", 1, "a"), ("4.", 1, "b")]),
    ("0) a", [("0)", 1, "a")]),
    ("- a\n\n  b\n- c", [("•", 1, "a"), ("", 1, "b"), ("•", 1, "c")]),
    ("* a\n  1. b", [("•", 1, "a"), ("1.", 2, "b")]),
    ("1. - a", [("1. •", 2, "a")]),
    ("1. ```\n   a\n   ```\n\n   b", [("1.", 1, "a"), ("", 1, "b")]),
    ("- a\n-\n- b", [("•", 1, "a"), ("•", 1, ""), ("•", 1, "b")]),
]


@pytest.mark.parametrize(("source", "items"), LISTS)
def test_list_items_know_their_marker_and_level(
    source: str, items: list[tuple[str, int, str]]
) -> None:
    assert _items(parse_markdown(source)) == items


RUNS = [
    ("*a **b***", [(RunKind.EMPHASIS, "a b", ""), (RunKind.STRONG, "b", "")]),
    ("[*a*](/u)", [(RunKind.LINK, "a", "/u"), (RunKind.EMPHASIS, "a", "")]),
    ("`a`", [(RunKind.CODE, "a", "")]),
    ("x ![a *b*](/u)", [(RunKind.IMAGE, "a b", "/u")]),
    ("**&nbsp;a**", [(RunKind.STRONG, "a", "")]),
    ("[](/u) ![](/u) x", []),
    ("[a](javascript:x)", [(RunKind.LINK, "a", "")]),
    ("x ![a](data:image/png;base64,AA)", [(RunKind.IMAGE, "a", "")]),
    ("<https://example.org>", [(RunKind.LINK, "https://example.org", "https://example.org")]),
    ("- x\n- *a*", [(RunKind.EMPHASIS, "a", "")]),
    ("|*a*|**b**|\n|-|-|", [(RunKind.EMPHASIS, "a", ""), (RunKind.STRONG, "b", "")]),
]


@pytest.mark.parametrize(("source", "runs"), RUNS)
def test_runs_lie_over_their_words(source: str, runs: list[tuple[RunKind, str, str]]) -> None:
    assert _runs(parse_markdown(source)) == runs


def test_cells_know_where_they_stand() -> None:
    table = "|a|b|\n|-|-|\n|c|d|\n"
    places = [
        (block.table, block.row, block.column, block.header)
        for block in parse_markdown(f"{table}\nx\n\n{table}").blocks
        if block.kind is CELL
    ]
    first = [(0, 0, 0, True), (0, 0, 1, True), (0, 1, 0, False), (0, 1, 1, False)]
    assert places == [*first, *((1, *place[1:]) for place in first)]


def test_a_quotation_counts_its_depth_and_code_its_language() -> None:
    blocks = parse_markdown("> > a\n> ```py x\n> b\n> ```").blocks
    found = [(block.kind, block.quote_level, block.language) for block in blocks]
    assert found == [(QUOTE, 2, ""), (CODE, 1, "py x")]


def test_plain_text_keeps_its_lines_and_marks() -> None:
    rich = parse_plain("\n  # a\r\n*b*  \n \xa0\n\n\nc\n")
    assert rich == RichText(
        "# a\n*b*\n\nc",
        (Block(kind=PARAGRAPH, start=0, end=7), Block(kind=PARAGRAPH, start=9, end=10)),
    )


DEEP = ["> " * 101 + "a", "- " * 101 + "a", "1. " * 101 + "a", "> - " * 51 + "a", ">" * 100_000]


@pytest.mark.parametrize("source", DEEP, ids=range(len(DEEP)))
def test_markdown_nested_too_deep_is_refused(source: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        parse_markdown(source)
    assert (failed.value.fault, failed.value.limit) == (ImportFault.TOO_DEEP, DEEPEST)


@pytest.mark.parametrize("source", ["> " * 100 + "a", "- " * 100 + "a", "> - " * 50 + "a"])
def test_a_hundred_levels_are_not_too_deep(source: str) -> None:
    assert parse_markdown(source).text == "a"


@pytest.mark.parametrize("marks", ["[", "![", "*a ", "<a ", "x<!--", "(", "]("])
def test_marks_that_never_close_are_words(marks: str) -> None:
    rich = parse_markdown(marks * 3_000)
    assert rich.text == (marks * 3_000).strip()


def test_a_text_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_CHARACTERS", 1_000)
    for parse in (parse_plain, parse_markdown):
        parse("a" * 1_000)
        with pytest.raises(ImportFailed) as failed:
            parse("a" * 1_001)
        assert (failed.value.fault, failed.value.limit) == (ImportFault.TOO_MANY_CHARACTERS, 1_000)


def test_one_address_may_not_be_repeated_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_CHARACTERS", 1_000)
    with pytest.raises(ImportFailed) as failed:
        parse_markdown("[a] " * 20 + "\n\n[a]: /" + "u" * 100)
    assert failed.value.fault is ImportFault.TOO_MANY_CHARACTERS
