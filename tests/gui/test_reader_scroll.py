"""Where the page stands after it has scrolled by itself."""

from pytestqt.qtbot import QtBot

from tests.gui.reading import drag, find, open_reader, selected

LONG = "\n\n".join(f"Paragraf {n} " + "tentang pompa dan banjir. " * 12 for n in range(30))


def test_words_near_the_end_can_be_dragged_over_after_a_find(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, f"{LONG}\n\nPasal terakhir berbunyi begini, tidak lain.")
    reader.find_words("berbunyi begini")
    bar = reader.view.verticalScrollBar()
    before = bar.value()
    span = find(reader, "berbunyi begini")
    drag(reader, span.start, span.end)
    assert selected(reader) == "berbunyi begini"
    assert bar.value() == before == bar.maximum()
