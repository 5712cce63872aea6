"""The same article again: recognised by its address, its file, or because a person says so."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import NoSuchRecord
from annotations.facts import WrittenDate
from annotations.model import Article
from annotations.revising.addresses import url_key
from annotations.storage import articles, same
from annotations.storage.articles import Added, NewArticle
from annotations.storage.history import Change
from annotations.storage.store import Store
from annotations.vocabulary import ArticleKind, DatePrecision, ImportStatus
from tests.builders import TEXT, new_article, save, store

ADDED, DUPLICATE, REVISED = ImportStatus.ADDED, ImportStatus.DUPLICATE, ImportStatus.REVISED
URL = "https://www.harian-arunika.example/berita/2026/10/warga-menuntut-air"
NEWER = TEXT.replace("36 ribu", "41 ribu") + "\n\nRalat: jumlah warga diperbaiki, 15 Oktober 2026."
OTHER = (
    "Pasar Ikan Dibuka Lagi\n\nPedagang kembali berjualan setelah atap pasar selesai diperbaiki"
    " pekan lalu, kata kepala dinas perdagangan."
)


def add(at: Store, *new: NewArticle) -> list[Added]:
    return at.call(lambda library: articles.add_all(library, new), saving=True)


def day(iso: str) -> WrittenDate:
    return WrittenDate(iso, iso, iso, DatePrecision.DAY)


SPELLINGS = [
    URL.replace("https", "http"),
    URL.replace("www.", ""),
    URL.replace("www.", "m."),
    URL.replace("www.", "amp."),
    URL + "/",
    URL + "#komentar",
    URL + "?utm_source=wa&utm_medium=share&fbclid=abc",
    URL + "?page=all",
    URL + "/amp",
    URL + "/amp/?outputType=amp",
    URL.replace("harian-arunika.example/", "harian-arunika.example/amp/"),
    URL.replace("www.harian-arunika.example", "WWW.Harian-Arunika.EXAMPLE:443"),
    URL.replace("warga", "%77arga"),
    f"https://web.archive.org/web/20261015010203id_/{URL}",
    f"https://www.google.com/amp/s/{URL.removeprefix('https://')}",
    f"  {URL} ",
]
NAMES_NOTHING = [
    "",
    "https://www.harian-arunika.example/",
    "https://www.harian-arunika.example/?utm_source=x",
    "https://www.harian-arunika.example/id/",
    "https://www.harian-arunika.example/index.php",
    "file:///home/siti/berita.html",
    "mailto:redaksi@harian-arunika.example",
    "harian-arunika.example/berita",
    "https://[broken/berita",
    "https://localhost/berita",
]


@pytest.mark.parametrize("url", SPELLINGS)
def test_spellings_of_one_address_are_one(url: str) -> None:
    assert url_key(url) == url_key(URL) != ""


@pytest.mark.parametrize("url", NAMES_NOTHING)
def test_an_address_that_names_no_article_identifies_nothing(url: str) -> None:
    assert url_key(url) == ""


@pytest.mark.parametrize("end", ["-2", "?page=2", "?id=7", "/komentar"])
def test_another_page_is_another_address(end: str) -> None:
    assert url_key(URL + end) != url_key(URL)


def test_other_words_under_the_same_address_are_a_new_revision(tmp_path: Path) -> None:
    with store(tmp_path, []) as library:
        assert add(library, new_article(url=URL)) == [Added(ADDED, 1)]
        found = add(library, new_article(NEWER, "lain.txt", url=SPELLINGS[6]))
        assert found == [Added(REVISED, 1)]
        assert add(library, new_article(NEWER, url=URL)) == [Added(DUPLICATE, 1)]
        assert add(library, new_article(TEXT, url=URL)) == [Added(DUPLICATE, 1)]
        assert [each.number for each in library.call(lambda at: articles.revisions(at, 1))] == [
            1,
            2,
        ]
        assert library.call(lambda at: articles.revision(at, 1)).text.text == NEWER


def test_two_stories_under_one_address_stay_two(tmp_path: Path) -> None:
    with store(tmp_path, []) as library:
        found = add(library, new_article(url=URL), new_article(OTHER, url=URL))
        assert found == [Added(ADDED, 1), Added(ADDED, 2)]
        # the next state of either finds its own
        assert add(library, new_article(OTHER + " Ramai.", url=URL)) == [Added(REVISED, 2)]


def test_the_address_that_a_person_corrected_counts(tmp_path: Path) -> None:
    with store(tmp_path, []) as library:
        add(library, new_article(url="https://www.harian-arunika.example/"))
        article = library.call(lambda at: articles.read(at, 1))
        mine = replace(article, metadata=replace(article.metadata, url=URL))
        save(library, Change(article, mine))
        assert add(library, new_article(NEWER, url=URL)) == [Added(REVISED, 1)]


def test_a_file_with_other_words_is_a_new_revision_unless_it_is_another_story(
    tmp_path: Path,
) -> None:
    with store(tmp_path, []) as library:
        key = library.call(lambda at: same.source_key(at, tmp_path / "story.txt"))
        assert str(tmp_path) not in key

        def at_path(text: str, part: str = "") -> NewArticle:
            return replace(new_article(text), source_key=key, part=part)

        assert add(library, at_path(TEXT)) == [Added(ADDED, 1)]
        assert add(library, at_path(NEWER)) == [Added(REVISED, 1)]
        assert add(library, at_path(OTHER)) == [Added(ADDED, 2)]
        assert add(library, at_path(TEXT + " Lagi.", part="bab-2.xhtml")) == [Added(ADDED, 3)]


def test_of_two_states_in_one_batch_the_one_published_first_is_the_older(tmp_path: Path) -> None:
    newer = new_article(NEWER, url=URL, published=day("2026-10-15"))
    older = new_article(TEXT, url=URL, published=day("2026-10-14"))
    with store(tmp_path, []) as library:
        assert add(library, newer, new_article(OTHER), older) == [
            Added(REVISED, 1), Added(ADDED, 2), Added(ADDED, 1),
        ]  # fmt: skip
        assert library.call(lambda at: articles.revision(at, 1)).text.text == NEWER
        assert library.call(lambda at: articles.revision(at, 1, 1)).text.text == TEXT


def test_a_person_says_that_it_is_the_same_article(tmp_path: Path) -> None:
    with store(tmp_path, [TEXT]) as library:
        said = replace(new_article(OTHER), revises=1)
        assert add(library, said) == [Added(REVISED, 1)]
        assert add(library, said) == [Added(DUPLICATE, 1)]
        # an older state's words may be the newest again
        assert add(library, replace(new_article(TEXT), revises=1)) == [Added(REVISED, 1)]
        with pytest.raises(NoSuchRecord):
            add(library, replace(new_article(NEWER), revises=99))


def test_what_lies_in_the_trash_is_not_revised(tmp_path: Path) -> None:
    with store(tmp_path, []) as library:
        add(library, new_article(url=URL))
        article = library.call(lambda at: articles.read(at, 1))
        save(library, Change(article, replace(article, trashed="2026-10-14T00:00:00.000Z")))
        assert add(library, new_article(NEWER, url=URL)) == [Added(ADDED, 2)]


def test_what_nobody_corrected_is_as_the_newer_state_says(tmp_path: Path) -> None:
    with store(tmp_path, []) as library:
        add(library, new_article(title="Warga Menuntut", byline="Sari", outlet="Arunika", url=URL))
        article = library.call(lambda at: articles.read(at, 1))
        mine = replace(article.metadata, byline="Sari Lestari")
        save(library, Change(article, replace(article, metadata=mine)))
        newer = new_article(
            NEWER, title="41 Ribu Warga Menuntut", byline="S. L.", url=URL + "?page=all",
            kind=ArticleKind.RELEASE, language="id",
        )  # fmt: skip
        add(library, newer)
        found: Article = library.call(lambda at: articles.read(at, 1))
        about = found.metadata
        assert (about.title, about.byline, about.outlet) == (
            "41 Ribu Warga Menuntut", "Sari Lestari", "Arunika",
        )  # fmt: skip
        assert (about.url, about.kind, about.language) == (URL, ArticleKind.RELEASE, "id")
        assert found.correction == "Ralat: jumlah warga diperbaiki, 15 Oktober 2026."
        assert found.correction_date == "2026-10-15"
