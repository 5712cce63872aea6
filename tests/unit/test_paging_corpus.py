"""Every paragraph of every PDF of the corpus is boxed on its pages, over its own letters."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from annotations.importing import pages, pdf
from annotations.model import Span
from annotations.paging import Box, PageWords, Word, find_on_page, fold, page_places, pages_of

CORPUS = Path(__file__).parents[1] / "data" / "corpus" / "pdf"


def words_of(data: bytes, page: int) -> list[Word]:
    found, _ = pages.words(data, {"page": page})
    return [Word(text, Box(*edges)) for text, *edges in found["words"]]


def under(boxes: Iterable[Box], words: Iterable[Word]) -> str:
    """Read the letters of the words whose middle lies in a box, in the order of the boxes."""
    read: list[str] = []
    left = list(words)  # lines set close overlap, and no word stands in two of them
    for box in boxes:
        for word in tuple(left):
            if word.box.bottom - word.box.top > 1.8 * (box.bottom - box.top):
                continue  # of a watermark, which lies across
            x, y = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                read.append(word.text)
                left.remove(word)
    return fold(" ".join(read))


# Where lines are numbered in the margin, half of a number may be boxed with its line: "2|2".
FILES = [file for file in sorted(CORPUS.glob("*.pdf")) if file.stem != "putusan-lines"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_paragraph_is_boxed_over_its_own_letters(file: Path) -> None:
    data = file.read_bytes()
    rich = pdf.parse(data, file.name).text
    places = page_places(rich)
    printed = {place.locator.ordinal: words_of(data, place.locator.ordinal - 1) for place in places}
    searched = {number: PageWords(words) for number, words in printed.items()}
    looked_at = 0
    for block in rich.blocks:
        span = Span(block.start, block.end)
        for place in pages_of(places, span):
            number = place.locator.ordinal
            wanted = fold(rich.text[max(span.start, place.start) : min(span.end, place.end)])
            boxes = find_on_page(rich.text, span, place, searched[number])
            if wanted:
                looked_at += 1
                letters = under(boxes, printed[number])
                assert sorted(letters) == sorted(wanted), rich.text[block.start : block.end]
    assert looked_at
