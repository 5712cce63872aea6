"""Notes for Obsidian: nothing of a stranger's words is read as anything but words."""

import html
import json
import re
from datetime import UTC, datetime

import pytest

from annotations.exporting import obsidian
from annotations.exporting.report import Grouping, build
from annotations.facts import Check
from annotations.vocabulary import COMMITMENT, STATISTIC, CheckKind, ClaimState, WordingState
from resources import catalogue
from tests.made_entries import article, changed, entry
from tests.read_formats import obsidian as read

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
PAYLOADS = (
    "![[Secret note]]", "[[a|b]]", "![x](http://x.example/a.png)", "[t](javascript:alert(1))",
    "<img src=http://x.example>", "<script>alert(1)</script>", "<% tp.file.content %>",
    "<%* app.vault.delete() %>", "`= this.file`", "`$= dv.pages()`", "```dataview\nLIST\n```",
    "```dataviewjs\nx\n```", "key:: value", "[key:: value]", "(key:: value)", "$x^2$", "$$\\sum$$",
    "==mark==", "%%comment%%", "#tag", "text ^block-id", "{{title}}", "- [ ] task", "+ item",
    "1. item", "2) item", "# heading", "---", "===", "> [!danger] x", "| a | b |", "~~x~~",
    "\tcode", "    code", "\\*", "&lt;b&gt;", "&copy", "www.x.example", "https://x.example/a?b==c",
    "ends with space ", "a_b _c_", "[^1]: note", "[^1]", "* * *", "12:30 50% a=b #1 & co",
)  # fmt: skip
RISKY = re.compile(
    r"\[\[|!\[|\]\(|<|`|\$|==|%%|::|\{\{|%>|\{%|\*|~|\||(?<![&\w])#\w|\^[\w-]+$"
    r"|(?:^|\n)(?:[-+#=]|\t|    )"
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_quote_is_read_as_anything_but_words(payload: str) -> None:
    made = changed(entry(1, payload), report_note=payload)
    report = build([made], WORDS, now=NOW, title=payload)
    text = "".join(obsidian.pieces(report, WORDS))
    assert read(text) == {"K-001": payload}
    for part in (obsidian.inline(payload), *obsidian.quoted(payload).split("\n")):
        assert RISKY.search(part.removeprefix("> ")) is None, part
    assert html.unescape(obsidian.inline(payload)) == payload.replace("\n", " ")
    head = text.split("---\n")[1]
    title = head.split("\n")[0].removeprefix("title: ")
    assert json.loads(title) == payload
    assert "<%" not in text


def test_plain_words_are_written_as_they_are() -> None:
    for text in ("12:30, 50% dari a=b & co.", "C# dan 3^", "nomor_surat", "Pasal 5(1) – “ya”!"):
        assert obsidian.inline(text) == text


def test_each_highlight_can_be_linked_to_and_leads_back_to_its_article() -> None:
    made = entry(14, of=article(7, "Debit Waduk", url="https://x.example/a[1]?b=%zz&c=`|d"))
    other = entry(15, tags=("Harga: beras 2026", STATISTIC, COMMITMENT))
    report = build([made, other], WORDS, now=NOW, grouping=Grouping.TAG)
    text = "".join(obsidian.pieces(report, WORDS))
    assert "\n\n^k-014\n\n" in text
    assert "[[#^k-015|K-015]]" in text
    assert "](<https://x.example/a%5B1%5D?b=%25zz&c=%60%7Cd>)" in text
    assert "- #Harga-beras-2026 #statistic #commitment\n" in text
    assert '\ntags: ["kutip", "commitment", "statistic", "Harga-beras-2026"]\n' in text


def test_a_note_begins_with_the_checks_that_failed_and_what_is_not_cleared() -> None:
    denied = Check(kind=CheckKind.WORDING, state=WordingState.DENIED)
    checked = (
        Check(kind=CheckKind.WORDING, state=WordingState.AS_PUBLISHED),
        Check(kind=CheckKind.CLAIM, state=ClaimState.SUPPORTED),
    )
    some = [changed(entry(at), checks=()) for at in range(1, 6)]
    some[1] = changed(some[1], checks=(denied,))
    some[3] = changed(some[3], checks=checked)
    text = "".join(obsidian.pieces(build(some, WORDS, now=NOW), WORDS))
    assert "- Checks that failed: [[#^k-002|K-002]] Wording: denied by speaker\n" in text
    assert (
        "- 4 highlights are not cleared for print: [[#^k-001|K-001]]–[[#^k-003|K-003]],"
        " [[#^k-005|K-005]]\n" in text
    )


def test_a_tag_is_one_that_obsidian_takes() -> None:
    assert [obsidian.tag_of(tag) for tag in ("a b", "2026", "#x", "!!", "air/bersih")] == [
        "a-b",
        "tag-2026",
        "x",
        "tag",
        "air/bersih",
    ]
