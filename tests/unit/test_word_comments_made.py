"""Articles with their highlights as Word comments: from the library to the file."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotations.errors import Staying, StaysWhole
from annotations.exporting.comments.making import Commented, Wish, comment
from annotations.exporting.comments.own_document import own_document
from annotations.exporting.comments.remarks import By, Remark
from annotations.exporting.word.marking import shown
from annotations.exporting.word.package import Package
from annotations.facts import Check
from annotations.importing import docx, markdown, whatsapp
from annotations.importing.word import docx_comments
from annotations.model import Article, Highlight, Quote, Speaker, text_sha256
from annotations.queries import Filter
from annotations.richtext import parse_markdown
from annotations.sentences import sentence
from annotations.storage import articles, history
from annotations.storage.articles import NewArticle
from annotations.storage.history import Change
from annotations.storage.store import Library, Store
from annotations.vocabulary import CheckKind, Terms
from resources import catalogue
from tests import strategies
from tests.made_manuscript import manuscript
from tests.taken_out import canonical, entries, our_comments, words_under
from tests.terminal import Kutip

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
WHOLE = manuscript()
MARKDOWN = """# Pompa \\<b\\> & \u202egnat

“Kami **pastikan** 120 [pompa](https://kabar.example/a?b=1&c=2)\u200b,” kata Ratna.

> Kutipan panjang itu.

1. Satu pompa
2. Dua pompa

| Wilayah | Pompa |
|---|---|
| Utara | 70 👮🏽 |

شكرا جزيلا

    kode <x>
"""


def add(store: Store, imported: Any, data: bytes) -> int:  # noqa: ANN401
    new = NewArticle(imported=imported, original=data, source="a")
    added = store.call(lambda library: articles.add_all(library, [new]), saving=True)
    return added[0].article


def mark(store: Store, article: int, words: str, **fields: Any) -> None:  # noqa: ANN401 - of any field
    revision = store.call(lambda library: articles.revision(library, article))
    text = revision.text.text
    start = text.index(words)
    quote = Quote(
        exact=words,
        prefix=text[max(0, start - 64) : start],
        suffix=text[start + len(words) :][:64],
        start=start,
        end=start + len(words),
        text_sha256=text_sha256(text),
    )
    made = Highlight(uid=f"h-{start}", article_id=article, revision_id=revision.id, quote=quote)
    keep(store, replace(made, **fields))


def keep(store: Store, *made: Any) -> None:  # noqa: ANN401 - any noun
    def job(library: Library) -> object:
        return history.replace(library, [Change(None, each) for each in made], label="Keep")

    store.call(job, saving=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.kutip") as opened:
        yield opened


def make(store: Store, article: int, **wish: Any) -> Commented:  # noqa: ANN401
    made = Commented()
    wanted = Wish(article=article, **wish)
    for done, total in comment(store, wanted, WORDS, made, ask=docx_comments.comment, now=NOW):
        assert done <= total
    return made


def test_comments_go_into_the_word_file_that_was_imported(store: Store) -> None:
    number = add(store, docx.parse(WHOLE, "a.docx"), WHOLE)
    check = Check(kind=CheckKind.CLAIM, state="supported", who="Sari", how="rang them")
    mark(store, number, "120 pompa selesai", tags=("statistic",), checks=(check,),
         note="private", report_note="For readers")  # fmt: skip
    mark(store, number, "halaman 3")
    made = make(store, number, author="Desk Two")
    assert made.is_original
    assert (made.placed, made.on_other_words, made.unplaced) == (
        ("K-001", "K-002"), ("K-002",), (),
    )  # fmt: skip
    first, second = our_comments(WHOLE, made.data).values()
    assert first.startswith("K-001 · wording: not yet checked · claim: supported\nStatistic\n")
    assert "rang them" in first
    assert "For readers" in first
    assert second.endswith("On these words: “halaman 3”")
    assert b"private" not in b"".join(entries(made.data).values())
    assert b'w:author="Desk Two"' in entries(made.data)["word/comments.xml"]
    assert b'w:initials="DT"' in entries(made.data)["word/comments.xml"]
    ours = set(our_comments(WHOLE, made.data))
    document = "word/document.xml"
    assert canonical(entries(WHOLE)[document]) == canonical(entries(made.data)[document], ours)
    assert make(store, number, wanted=Filter(tags=("statistic",))).placed == ("K-001",)
    assert "For readers" not in str(our_comments(WHOLE, make(store, number, notes=False).data))


def test_any_article_becomes_a_word_file_with_its_highlights_as_comments(store: Store) -> None:
    number = add(store, markdown.parse(MARKDOWN.encode(), "a.md"), MARKDOWN.encode())
    quotes = (
        "Pompa <b> &", "pastikan 120 pompa\u200b", "Kutipan panjang itu.\n\nSatu",
        "Utara\t70 👮🏽", "جزيلا", "kode <x>",
    )  # fmt: skip
    for each in quotes:
        mark(store, number, each, report_note="a\x08b <w:p/> ]]>\ufffe")
    made = make(store, number)
    assert not made.is_original
    assert made.unplaced == ()
    parts = entries(made.data)
    document = etree.fromstring(parts["word/document.xml"])
    for at, each in enumerate(quotes):
        under = words_under(parts["word/document.xml"], str(at))
        assert "".join(under.split()).replace("1.", "") == "".join(each.split())
    styles = set(document.xpath("//*[local-name()='pStyle']/@*"))
    assert {"Heading1", "Quote", "ListParagraph", "Code"} <= styles
    assert "a<U+0008>b <w:p/> ]]><U+FFFE>" in str(
        our_comments(b"PK\x05\x06" + bytes(18), made.data)
    )
    assert b'TargetMode="External"' in parts["word/_rels/document.xml.rels"]
    assert make(store, number).data == made.data


def test_a_file_of_ours_names_no_author_and_keeps_no_time_of_day(store: Store) -> None:
    number = add(store, markdown.parse(b"# Pompa\n\nAda.", "a.md"), b"# Pompa\n\nAda.")
    data = make(store, number).data
    core = entries(data)["docProps/core.xml"].decode()
    assert "<dc:creator></dc:creator>" in core
    assert "2026-11-22T00:00:00Z" in core
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


SOURCE = Speaker(uid="s-1", name="Rina Hartati", confidential=True)


@pytest.mark.parametrize(
    ("terms", "fields", "embargo", "why"),
    [
        (Terms.OFF_RECORD, {}, "", Staying.OFF_RECORD),
        (Terms.NONE, {}, "2999-01-01", Staying.EMBARGO),
        (Terms.NONE, {"terms": Terms.OFF_RECORD}, "", Staying.HOLDS_OFF_RECORD),
        (Terms.NONE, {"speaker": "s-1"}, "", Staying.SOURCE_SPEAKS),
        (Terms.NONE, {}, "", Staying.NAMES_SOURCE),
    ],
)
def test_what_may_not_leave_does_not_leave_as_a_whole(
    store: Store, terms: Terms, fields: dict[str, Any], embargo: str, why: Staying
) -> None:
    name = "Rina Hartati" if why is Staying.NAMES_SOURCE else "Seseorang"
    source = f"# Pompa\n\nAda kata {name}.".encode()
    number = add(store, markdown.parse(source, "a.md"), source)
    keep(store, SOURCE)
    mark(store, number, "Ada", **fields)

    def restrict(library: Library) -> object:
        before = articles.read(library, number)
        after: Article = replace(before, terms=terms, embargo=embargo)
        return history.replace(library, [Change(before, after)], label="Restrict")

    if terms or embargo:
        store.call(restrict, saving=True)
    with pytest.raises(StaysWhole) as raised:
        make(store, number)
    assert raised.value.reason is why
    assert "Rina" not in sentence(raised.value, WORDS)
    if embargo:
        assert make(store, number, embargoed=True).placed == ("K-001",)


def test_an_original_that_names_a_source_where_nobody_reads_it_stays_at_home(store: Store) -> None:
    number = add(store, docx.parse(WHOLE, "a.docx"), WHOLE)
    keep(store, replace(SOURCE, name="Sari"))  # who commented on the manuscript
    mark(store, number, "120 pompa")
    made = make(store, number)
    assert not made.is_original
    assert "names a confidential source" in WORDS(made.why_copy)
    assert made.placed == ("K-001",)
    assert b"Sari" not in b"".join(entries(made.data).values())


CHAT = """25/07/24 10.30 - +62 812-3456-7890: Kami pastikan 120 pompa selesai
25/07/24 10.31 - Ratna: Telepon saya di 0812 3456 7890 besok
"""


def test_telephone_numbers_of_a_chat_do_not_leave_with_it(store: Store) -> None:
    number = add(store, whatsapp.parse(CHAT.encode(), "chat.txt"), CHAT.encode())
    mark(store, number, "120 pompa selesai")
    mark(store, number, "saya di 0812 3456 7890 besok")
    made = make(store, number)
    parts = b"".join(entries(made.data).values()).decode(errors="replace")
    assert len(made.placed) == 2
    assert "[phone number]" in parts
    for each in ("3456-7890", "3456 7890"):
        assert each not in parts


def test_what_is_lost_in_the_newest_version_is_named_and_put_nowhere(store: Store) -> None:
    first, second = (b"# Pompa\n\nAda 120 pompa.\n\nRatna pergi ke kota.",
                     b"# Pompa\n\nAda 120 pompa.")  # fmt: skip
    number = add(store, markdown.parse(first, "a.md"), first)
    mark(store, number, "120 pompa")
    mark(store, number, "Ratna pergi ke kota.")
    new = NewArticle(imported=markdown.parse(second, "a.md"), original=second, source="a")
    store.call(lambda library: articles.revise(library, number, new), saving=True)
    made = make(store, number)
    assert (made.placed, made.unplaced) == (("K-001",), ("K-002",))
    assert words_under(entries(made.data)["word/document.xml"], "0") == "120 pompa"


@settings(max_examples=30, deadline=None)
@given(strategies.markdown(), st.data())
def test_any_text_with_any_spans_has_its_words_under_its_comments(
    source: str, data: st.DataObject
) -> None:
    text = parse_markdown(source)
    text = replace(text, blocks=tuple(replace(each, marker="") for each in text.blocks))
    letters = [at for at, letter in enumerate(text.text) if not letter.isspace()]
    place = st.sampled_from(letters or [0])
    pairs = data.draw(st.lists(st.tuples(place, place), max_size=5 if letters else 0))
    remarks = [Remark(min(pair), max(pair) + 1, ((("K", True),),)) for pair in pairs]
    by = By("Kutip", "K", "2026-11-22T10:00:00Z")
    made = own_document(Package("a", "id", "2026-11-22"), text, remarks, by)
    part = entries(made)["word/document.xml"]
    for at, each in enumerate(remarks):
        wanted = shown(text.text[each.start : each.end])
        under = words_under(part, str(at))
        assert "".join(under.split()) == "".join(wanted.split())


def test_the_command_writes_the_file_and_says_what_is_where(
    library: Path, kutip: Kutip, tmp_path: Path
) -> None:
    assert kutip("highlight", 1, "--quote", "120 pompa selesai").status == 0
    path = tmp_path / "a.docx"
    run = kutip("comments", 1, "--output", path, "--author", "Desk")
    assert (run.status, run.out) == (0, "")
    assert run.err == f"Wrote 1 comment to {path}.\n"
    assert list(our_comments(b"PK\x05\x06" + bytes(18), path.read_bytes())) == ["0"]
    assert kutip("comments", 1, "--output", path).status == 2
    unknown = kutip("comments", 99, "--output", tmp_path / "b.docx")
    assert unknown.status == 2
    assert "There is no article 99" in unknown.err
