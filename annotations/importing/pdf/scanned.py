"""Words that a scanner laid under its picture, as some of them lay them.

Programs that read scans set the last letter of each word anew where the next word begins, so that
it stands a little apart: "Nort h". A space is wider than that.
"""

from collections.abc import Sequence

from annotations.importing.pdf.cutting import Word

APART = 0.25
"""Of a word's height: how far its last letter stands apart at most."""
SPACE = 2.0
"""How many times that far off the next word begins at least."""
LEANS = 0.4
"""Of a word's height: how much higher or lower the next word of its line begins."""
HABIT = 0.1
"""Share of a page's words with such a letter: one alone may be a word."""


def with_last_letters(words: Sequence[Word]) -> list[Word]:
    """Give words with the last letters that belong to them, where the page sets letters apart."""
    apart = [_stands_apart(words, at) for at in range(len(words))]
    if sum(apart) < HABIT * len(words):
        return list(words)
    whole: list[Word] = []
    for word, belongs in zip(words, apart, strict=True):
        if belongs:
            before = whole[-1]
            whole[-1] = before._replace(text=before.text + word.text, right=word.right)
        else:
            whole.append(word)
    return whole


def _stands_apart(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if at == 0 or len(word.text) > 1 or not word.text.isalnum() or not word.font.invisible:
        return False
    before = words[at - 1]
    height = word.bottom - word.top
    if not before.text[-1:].isalnum() or not _on_one_line(before, word):
        return False
    gap = word.left - before.right
    if not -APART * height < gap < APART * height:
        return False
    if at + 1 == len(words) or not _on_one_line(word, words[at + 1]):
        return True
    return words[at + 1].left - word.right > max(SPACE * gap, APART * height)


def _on_one_line(before: Word, word: Word) -> bool:
    return before.angle == word.angle == 0 and (
        abs(before.top - word.top) < LEANS * (word.bottom - word.top) and word.left > before.left
    )
