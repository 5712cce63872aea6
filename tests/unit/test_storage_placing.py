"""Where highlights stand on newer revisions."""

from pathlib import Path

from annotations.anchoring import describe
from annotations.model import Highlight, Span
from annotations.storage import articles, history
from annotations.storage.history import Change
from annotations.storage.library import Library
from annotations.vocabulary import PlacementState
from tests.builders import new_article, store


def test_a_paragraph_put_in_right_before_a_quote_moves_it_beyond_doubt(
    tmp_path: Path,
) -> None:
    library = store(tmp_path, [])
    first = "Wali kota berbicara.\n\nDinas memasang 120 pompa.\n\nWarga menunggu."
    added = library.call(lambda at: articles.add_all(at, [new_article(first)]), saving=True)
    number = added[0].article

    def mark(at: Library) -> None:
        revision = articles.revision(at, number)
        start = first.index("Dinas")
        quote = describe(first, Span(start, start + len("Dinas memasang 120 pompa.")))
        made = Highlight(article_id=number, revision_id=revision.id, quote=quote)
        history.replace(at, [Change(None, made)], label="Highlight")

    library.call(mark, saving=True)
    newer = new_article(first.replace("Dinas", "Ia lalu diam.\n\nDinas"))
    placed = library.call(lambda at: articles.revise(at, number, newer), saving=True)
    assert [each.state for each in placed.values()] == [PlacementState.MOVED]
    library.close()
