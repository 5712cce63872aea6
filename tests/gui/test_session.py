"""The session on a real library: painted at once, stored in order, undone by change set."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotations.model import Highlight, Span
from annotations.storage import articles, highlights, speakers
from annotations.storage.history import Change, replace
from annotations.storage.store import Store
from annotations.vocabulary import CheckKind, ClaimState, WordingState
from desktop import edits
from desktop.session import Session
from tests.made_session import LAND, Signature, library_with_two, session_on, span_of


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with session_on(library_with_two(tmp_path / "a.kutip")) as session:
        with qtbot.waitSignal(session.article_opened):
            session.open_article(1)
        yield session


def _stored(session: Session, article: int = 1) -> list[Highlight]:
    return session.store.call(lambda library: highlights.of_article(library, article))


def _saved(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.unsaved == 0 and not session._changing.saver.busy)


def _added(session: Session, qtbot: QtBot, words: str = "310 ribu jiwa", *tags: str) -> str:
    uid = session.add_highlight(span_of(words), tags or ("statistic",))
    _saved(session, qtbot)
    return uid


def test_a_highlight_is_painted_before_it_is_stored_and_saved_is_said_after(
    session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([session.saving, session.saved]):
        uid = session.add_highlight(span_of("310 ribu jiwa"), ("statistic",))
        (painted,) = session.highlights()
        assert (painted.uid, painted.id, session.save_state(uid)) == (uid, 0, "saving")
    (stored,) = _stored(session)
    assert (stored.uid, stored.quote.exact, stored.author) == (uid, "310 ribu jiwa", "S.L.")
    assert session.highlights() == [stored]
    assert session.save_state(uid) == "saved"


def test_a_span_is_trimmed_and_white_space_alone_is_no_highlight(
    session: Session, qtbot: QtBot
) -> None:
    span = span_of(" 310 ribu jiwa ")
    session.add_highlight(span, ())
    assert [each.quote.exact for each in session.highlights()] == ["310 ribu jiwa"]
    assert session.add_highlight(Span(span.start, span.start + 1)) == ""
    assert len(session.highlights()) == 1
    _saved(session, qtbot)


def test_edits_made_before_the_first_is_stored_all_arrive(session: Session, qtbot: QtBot) -> None:
    uid = session.add_highlight(span_of("310 ribu jiwa"), ("statistic",))
    session.toggle_tag(uid, "legal")
    session.star(uid)
    session.set_note(uid, "periksa")
    session.set_speaker(uid, "Ratna Wibisono")
    painted = session.highlight(uid)
    assert painted is not None
    assert (painted.tags, painted.starred, painted.note) == (
        ("statistic", "legal"),
        True,
        "periksa",
    )
    _saved(session, qtbot)
    (stored,) = _stored(session)
    assert (stored.tags, stored.starred, stored.note) == (("statistic", "legal"), True, "periksa")
    assert stored.speaker == painted.speaker
    assert session.undo_stack.count() == 5


def test_undo_of_a_delete_brings_back_the_same_highlight(session: Session, qtbot: QtBot) -> None:
    uid = _added(session, qtbot)
    session.set_note(uid, "periksa")
    session.trash(uid)
    assert session.highlights() == []
    _saved(session, qtbot)
    with qtbot.waitSignal(session.revealed) as told:
        session.undo()
    assert told.args[:2] == [1, uid]
    (back,) = session.highlights()
    assert (back.uid, back.label, back.note, back.trashed) == (uid, "K-001", "periksa", "")
    assert _stored(session) == [back]


def test_undo_and_redo_of_an_addition_keep_uid_and_number(session: Session, qtbot: QtBot) -> None:
    uid = _added(session, qtbot)
    session.undo()
    qtbot.waitUntil(lambda: session.highlights() == [])
    assert _stored(session) == []
    session.redo()
    qtbot.waitUntil(lambda: len(session.highlights()) == 1)
    (back,) = session.highlights()
    assert (back.uid, back.id) == (uid, 1)
    session.undo()
    session.redo()
    session.undo()
    _saved(session, qtbot)
    assert _stored(session) == session.highlights() == []


def test_undo_reaches_across_articles(session: Session, qtbot: QtBot) -> None:
    uid = _added(session, qtbot)
    with qtbot.waitSignal(session.article_opened):
        session.open_article(2)
    assert session.highlights() == []
    with qtbot.waitSignal(session.revealed) as told:
        session.undo()
    assert told.args[:2] == [1, ""]
    assert _stored(session) == []
    with qtbot.waitSignal(session.revealed) as told:
        session.redo()
    assert told.args[0] == 1
    assert [each.uid for each in _stored(session)] == [uid]
    assert session.highlights() == []


def test_an_undo_before_the_save_waits_for_it(session: Session, qtbot: QtBot) -> None:
    session.add_highlight(span_of("310 ribu jiwa"))
    session.undo()
    _saved(session, qtbot)
    assert session.highlights() == _stored(session) == []
    session.redo()
    _saved(session, qtbot)
    assert len(_stored(session)) == 1


def test_autosaves_of_one_note_are_one_step(session: Session, qtbot: QtBot) -> None:
    uid = _added(session, qtbot)
    for text, base in (("p", ""), ("per", "p"), ("periksa", "per")):
        session.set_text(uid, "note", text, base=base, editing="note")
    assert session.undo_stack.count() == 2
    _saved(session, qtbot)
    session.end_editing()
    session.set_text(uid, "note", "periksa lagi", base="periksa", editing="note")
    assert session.undo_stack.count() == 3
    _saved(session, qtbot)
    for left in ("periksa", ""):
        session.undo()
        _saved(session, qtbot)
        assert session.highlights()[0].note == left
    session.redo()
    qtbot.waitUntil(lambda: session.highlights()[0].note == "periksa")


def test_steps_of_one_check_in_a_row_are_one_step_by_one_person(
    session: Session, qtbot: QtBot
) -> None:
    uid = _added(session, qtbot)
    for _ in range(3):
        session.step_check(uid, CheckKind.WORDING)
    session.step_check(uid, CheckKind.CLAIM)
    _saved(session, qtbot)
    (stored,) = _stored(session)
    assert stored.wording is WordingState.CONFIRMED
    assert stored.claim is ClaimState.NOT_APPLICABLE
    assert [(check.kind, check.who) for check in stored.checks] == [
        (CheckKind.WORDING, "S.L."),
        (CheckKind.CLAIM, "S.L."),
    ]
    assert all(check.when.endswith("Z") for check in stored.checks)
    assert session.undo_stack.count() == 3


def test_moving_an_end_captures_the_new_words_and_undo_the_old(
    session: Session, qtbot: QtBot
) -> None:
    uid = _added(session, qtbot)
    session.move_end(uid, span_of("310 ribu jiwa di"))
    session.move_end(uid, span_of("310 ribu jiwa di 24 kelurahan"))
    _saved(session, qtbot)
    assert _stored(session)[0].quote.exact == "310 ribu jiwa di 24 kelurahan"
    session.undo()
    qtbot.waitUntil(lambda: session.highlights()[0].quote.exact == "310 ribu jiwa")


def test_a_new_name_is_a_new_speaker_in_the_same_step(session: Session, qtbot: QtBot) -> None:
    uid = _added(session, qtbot)
    session.set_speaker(uid, "  Ratna   Wibisono ")
    assert session.undo_stack.count() == 2
    _saved(session, qtbot)
    (speaker,) = session.store.call(speakers.all)
    assert (speaker.name, _stored(session)[0].speaker) == ("Ratna Wibisono", speaker.uid)
    session.set_speaker(uid, "")
    session.set_speaker(uid, "ratna wibisono")
    _saved(session, qtbot)
    assert len(session.speakers) == 1
    assert session.highlights()[0].speaker == speaker.uid


def test_a_name_that_two_have_is_asked_about(session: Session, qtbot: QtBot) -> None:
    uid = _added(session, qtbot)
    session.set_speaker(uid, "Bagas")
    first = session.speakers[0]
    session.set_speaker_fields(first.uid, aliases=("Ketua",))
    session.set_speaker(uid, "Rina")
    second = next(each for each in session.speakers if each.name == "Rina")
    session.set_speaker_fields(second.uid, aliases=("Ketua",))
    session.set_speaker(uid, "")
    with qtbot.waitSignal(session.speaker_ambiguous) as asked:
        session.set_speaker(uid, "ketua")
    assert {each.name for each in asked.args[2]} == {"Bagas", "Rina"}
    found = session.highlight(uid)
    assert found is not None
    assert found.speaker == ""
    _saved(session, qtbot)


def test_an_article_that_is_not_there_is_said(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.article_failed) as told:
        session.open_article(99)
    assert "99" in told.args[1]
    assert session.article is not None
    assert session.article.article.id == 1


def test_the_last_article_asked_for_wins(session: Session, qtbot: QtBot) -> None:
    session.open_article(2)
    session.open_article(1)
    with qtbot.waitSignal(session.article_opened) as opened:
        session.open_article(2)
    assert opened.args[0].text.text == LAND
    assert session.article is opened.args[0]


def test_metadata_is_corrected_through_the_same_stack(session: Session, qtbot: QtBot) -> None:
    assert session.article is not None
    article = session.article.article
    session.set_article_fields(article, starred=True)
    assert session.article.article.starred
    _saved(session, qtbot)
    assert session.store.call(lambda library: articles.read(library, 1)).starred
    session.undo()
    _saved(session, qtbot)
    assert not session.store.call(lambda library: articles.read(library, 1)).starred
    assert not session.article.article.starred


def test_closing_waits_for_what_is_on_its_way(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.kutip"
    with session_on(library_with_two(path)) as session:
        with qtbot.waitSignal(session.article_opened):
            session.open_article(1)
        for _ in range(20):
            session.add_highlight(span_of("310 ribu jiwa"))
        assert session.close()
    with Store.open(path) as again:
        assert len(again.call(lambda library: highlights.of_article(library, 1))) == 20


def test_anothers_change_shows_within_two_seconds(session: Session, qtbot: QtBot) -> None:
    uid = _added(session, qtbot)
    (stored,) = _stored(session)
    with Store.open(session.store.path) as other:
        starred = edits.with_fields(stored, {"starred": True})
        with qtbot.waitSignal(session.changed, timeout=2000, check_params_cb=lambda c: c is None):
            other.call(
                lambda library: replace(library, [Change(stored, starred)], label="x"), saving=True
            )
        qtbot.waitUntil(lambda: session.highlights()[0].starred)
    assert session.highlight(uid) == _stored(session)[0]


def test_anothers_correction_of_the_article_shows(session: Session, qtbot: QtBot) -> None:
    assert session.article is not None
    article = session.article.article
    corrected = edits.with_fields(article, {"correction": "Angka diralat."})
    with Store.open(session.store.path) as other:
        other.call(lambda lib: replace(lib, [Change(article, corrected)], label="x"), saving=True)
    with qtbot.waitSignal(session.highlights_changed):
        session.reload()
    assert session.article.article.correction == "Angka diralat."


def test_two_texts_of_one_note_are_both_kept(session: Session, qtbot: QtBot) -> None:
    uid = _added(session, qtbot)
    (stored,) = _stored(session)
    theirs = edits.with_fields(stored, {"note": "dari jendela lain"})
    with Store.open(session.store.path) as other:
        other.call(lambda lib: replace(lib, [Change(stored, theirs)], label="x"), saving=True)
    with qtbot.waitSignal(session.conflict):
        session.set_text(uid, "note", "dari sini", base="")
    note = session.highlights()[0].note
    assert "dari jendela lain" in note
    assert "dari sini" in note
    assert _stored(session)[0].note == note


def test_an_undo_that_would_overwrite_is_dropped_with_a_sentence(
    session: Session, qtbot: QtBot
) -> None:
    uid = _added(session, qtbot)
    session.set_note(uid, "satu")
    _saved(session, qtbot)
    (stored,) = _stored(session)
    theirs = edits.with_fields(stored, {"note": "dua"})
    with Store.open(session.store.path) as other:
        other.call(lambda lib: replace(lib, [Change(stored, theirs)], label="x"), saving=True)
    assert session.undo_stack.count() == 2
    with qtbot.waitSignal(session.conflict):
        session.undo()
    assert session.undo_stack.count() == 1
    qtbot.waitUntil(lambda: session.highlights()[0].note == "dua")
    assert _stored(session)[0].note == "dua"


def test_what_another_deleted_while_it_was_changed_comes_back(
    session: Session, qtbot: QtBot
) -> None:
    uid = _added(session, qtbot)
    (stored,) = _stored(session)
    with Store.open(session.store.path) as other:
        other.call(lambda lib: replace(lib, [Change(stored, None)], label="x"), saving=True)
    with qtbot.waitSignal(session.conflict):
        session.set_note(uid, "jangan hilang")
    _saved(session, qtbot)
    assert _stored(session)[0].note == "jangan hilang"


def test_a_reading_position_is_no_step(session: Session, qtbot: QtBot) -> None:
    session.keep_position(42)
    with qtbot.waitSignal(session.article_opened):
        session.open_article(2)
    with qtbot.waitSignal(session.article_opened) as opened:
        session.open_article(1)
    assert opened.args[0].position == 42
    assert session.undo_stack.count() == 0


def test_the_author_is_what_the_settings_say() -> None:
    assert Signature("R.W.").author == "R.W."
