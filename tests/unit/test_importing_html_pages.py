"""Pages as newsrooms' programs build them: what of their parts is the article."""
# ruff: noqa: E501 - pages are written as sites write them

import pytest

from annotations.importing import html
from annotations.model import Imported
from tests.made_news_pages import BODY, FOOTER, HEADLINE, NAV, PARAGRAPHS, as_page

SAID = "Tiga kapal tiba dari timur pada malam yang sama."


def parse(source: str) -> Imported:
    return html.parse(source.encode(), "halaman.html")


def story(inside: str) -> str:
    """Import a page with something between the paragraphs of its story."""
    again = BODY.replace("pompa", "sumur")
    page = as_page(f"{NAV}<article><h1>{HEADLINE}</h1>{BODY}{inside}{again}</article>{FOOTER}")
    return parse(page).text.text


@pytest.mark.parametrize("size", ["large", "x-small", "medium", "inherit", "1em"])
def test_letters_whose_size_is_a_word_are_seen(size: str) -> None:
    assert SAID in story(f'<p style="font-size:{size}">{SAID}</p>')


@pytest.mark.parametrize("size", ["0", "0px", ".0em", "0.0%"])
def test_letters_without_size_are_not_seen(size: str) -> None:
    assert SAID not in story(f'<p style="font-size: {size}">{SAID}</p>')
