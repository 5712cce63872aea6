"""A step of the undo stack knows a number and nothing of what it did."""

from PySide6.QtGui import QUndoStack
from pytestqt.qtbot import QtBot

from desktop.commands import Step


def test_pushing_a_step_does_nothing_and_each_undo_and_redo_reverts(qtbot: QtBot) -> None:
    reverted: list[int] = []

    def revert(step: Step) -> None:
        reverted.append(step.change_id)
        step.change_id += 1  # reverting a change set makes one, with a number of its own

    stack = QUndoStack()
    step = Step("Add a highlight", revert, article_id=1)
    step.change_id = 7
    stack.push(step)
    step.muted = False
    assert reverted == []
    stack.undo()
    stack.redo()
    stack.undo()
    assert reverted == [7, 8, 9]
    assert stack.redoText() == "Add a highlight"


def test_a_muted_step_moves_through_the_stack_without_a_word(qtbot: QtBot) -> None:
    reverted: list[int] = []
    stack = QUndoStack()
    step = Step("Add a highlight", lambda each: reverted.append(each.change_id), article_id=1)
    stack.push(step)
    stack.undo()
    stack.redo()
    assert reverted == []
    assert stack.command(0) is step
