"""Attached files: kept once, never changed, gone when nothing names them any more."""

import dataclasses
from hashlib import sha256
from pathlib import Path

import pytest

from annotations.errors import NoSuchRecord
from annotations.model import Evidence
from annotations.storage import history, trash
from annotations.storage.attachments import attach, attached
from annotations.storage.history import Change
from annotations.storage.library import values
from annotations.storage.store import Library
from annotations.vocabulary import EvidenceKind
from tests.builders import highlight, store

PICTURE = b"\x89PNG not really"


def on_a_highlight(library: Library) -> Evidence:
    made = highlight("36 ribu orang")
    history.replace(library, [Change(None, made)], label="Add a highlight")
    evidence = Evidence(
        uid="e-1",
        highlight=made.uid,
        kind=EvidenceKind.FILE,
        target=attach(library, PICTURE),
        file_name="K-001 p. 4.png",
        media_type="image/png",
    )
    history.replace(library, [Change(None, evidence)], label="Keep picture")
    return evidence


def test_a_file_is_kept_once_by_what_it_is(tmp_path: Path) -> None:
    with store(tmp_path) as opened:

        def job(library: Library) -> None:
            assert attach(library, PICTURE) == attach(library, PICTURE)
            assert attach(library, PICTURE) == sha256(PICTURE).hexdigest()
            assert attached(library, sha256(PICTURE).hexdigest()) == PICTURE
            assert values(library, "SELECT count(*) FROM blobs") == [2]  # and the original

        opened.call(job, saving=True)


def test_what_was_never_attached_is_not_there(tmp_path: Path) -> None:
    with store(tmp_path) as opened, pytest.raises(NoSuchRecord):
        opened.call(lambda library: attached(library, "0" * 64))


def test_emptying_the_trash_keeps_what_evidence_names_and_nothing_else(tmp_path: Path) -> None:
    with store(tmp_path) as opened:

        def job(library: Library) -> None:
            evidence = on_a_highlight(library)
            loose = attach(library, b"nobody names it")
            trash.empty_trash(library)
            assert attached(library, evidence.target) == PICTURE
            with pytest.raises(NoSuchRecord):
                attached(library, loose)
            gone = dataclasses.replace(evidence, trashed="2026-01-01T00:00:00.000Z")
            history.replace(library, [Change(evidence, gone)], label="Delete evidence")
            assert attached(library, evidence.target) == PICTURE
            trash.empty_trash(library)
            with pytest.raises(NoSuchRecord):
                attached(library, evidence.target)

        opened.call(job, saving=True)


def test_undo_takes_the_evidence_and_leaves_its_bytes_for_redo(tmp_path: Path) -> None:
    with store(tmp_path) as opened:

        def job(library: Library) -> None:
            evidence = on_a_highlight(library)
            (newest,) = values(library, "SELECT max(id) FROM change_sets")
            undone = history.revert(library, newest)
            assert values(library, "SELECT count(*) FROM evidence") == [0]
            assert attached(library, evidence.target) == PICTURE
            history.revert(library, undone.id)
            assert values(library, "SELECT target FROM evidence") == [evidence.target]

        opened.call(job, saving=True)
