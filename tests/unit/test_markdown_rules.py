"""Leaving out rules that cannot match changes no text."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotations.richtext import markdown, markdown_rules, parse_markdown

PIECES = st.sampled_from(
    [
        *"\n\n\n   abc#>|-:=`~*_[]()!<&\\.1\t",
        "\n\n", "kata ", "# ", "- ", "1. ", "> ", "```\n", "~~~\n", "---", "| a | b |\n|---|---|\n",
        "[a]: http://b.example\n", "[a]", "](c)", "![", "<b>", "</b>", "<!-- ", "-->", "&amp;",
        "<http://d.example>", "**", "\\*", "  \n", "    ", "\n   ", "\ufffd", "’",
    ]
)  # fmt: skip


def _all_rules(_source: str, deepest: int) -> MarkdownIt:
    return markdown_rules._blocks_parser((), deepest)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_a_text_is_the_same_with_all_rules(source: str) -> None:
    found = parse_markdown(source)
    inline = markdown_rules._Parser("commonmark")  # with its own list of where markup begins
    with (
        patch.object(markdown, "blocks_parser", _all_rules),
        patch.object(markdown, "has_markup", lambda _content: True),
        patch.object(markdown, "inline_parser", lambda: inline),
    ):
        assert parse_markdown(source) == found


def test_rules_are_left_out_by_what_a_text_lacks() -> None:
    plain = markdown_rules.blocks_parser("Kata.", 100)
    assert not {"table", "fence"} & set(plain.get_active_rules()["block"])
    tables = markdown_rules.blocks_parser("| a |", 100)
    assert "table" in tables.get_active_rules()["block"]
