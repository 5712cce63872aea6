"""What keys, menus and the card's buttons do while a suggestion has the focus."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from desktop.suggestions.offers import is_offer
from resources import marked

if TYPE_CHECKING:
    from desktop.suggestions.room import Suggestions
    from desktop.workspace import Workspace

_ON_OFFER = frozenset(
    {"note", "speaker", "star", "quote", "last_tag", "delete", "evidence", "accept", "reject"}
    | {"step_claim", "step_wording", "left_out", "left_in", "right_out", "right_in"}
    | {f"tag_{digit}" for digit in range(1, 10)}
)
_ENDS = ("left_out", "left_in", "right_out", "right_in")
_FIRST_ACCEPT = ("evidence", "step_claim", "step_wording", *_ENDS)
_FIRST = marked("This is a suggestion. Accept it first.")


class Keys:
    """The acts of one workspace's suggestions."""

    def __init__(self, room: "Suggestions", workspace: "Workspace") -> None:
        self._room = room
        self._at = workspace
        self._session = workspace.session
        self._words = workspace.words
        reader, card = workspace.reader, workspace.highlights.cards.ghost
        reader.mark_toggle_tag.connect(self._tagged)
        reader.mark_deleted.connect(lambda uid: room.reject() if is_offer(uid) else None)
        reader.note_requested.connect(self._note_requested)
        card.wanted.connect(self._wanted)
        card.quote_clicked.connect(lambda: reader.focus_mark(room.focused))

    def acts(self, others: Mapping[str, Callable[[], object]]) -> dict[str, Callable[[], object]]:
        """Say what can be done here; `others` are the acts for what is no suggestion."""
        made: dict[str, Callable[[], object]] = {
            "accept": lambda: self._room.accept() if self._room.here else others["confirm_place"](),
            "reject": self._room.reject,
            "show_suggestions": self._room.toggle,
        }
        here: dict[str, Callable[[], object]] = {
            "quote": lambda: self._room.accept(""),
            "last_tag": lambda: self._room.accept(self._at.verbs.last),
            "note": lambda: self._room.accept(then=self._at.verbs.note),
            "speaker": lambda: self._room.accept(then=lambda _: self._at.verbs.focus_speaker()),
            "star": lambda: self._room.accept(then=self._at.verbs.star),
            **dict.fromkeys(_FIRST_ACCEPT, self._say_first),
        }
        for name, act in here.items():
            made[name] = partial(self._either, act, others[name])
        return made

    def _either(self, here: Callable[[], object], there: Callable[[], object]) -> None:
        """Do what a key does on a suggestion, where one has the focus; else what it does."""
        if self._room.here and self._at.reader.selected_span() is None:
            here()
        else:
            there()

    def _say_first(self) -> None:
        key = self._room.key_of("accept")
        self._at.window_.notice.say(
            self._words(_FIRST), key and self._words("Accept"), self._room.accept
        )

    def able(self) -> frozenset[str]:
        """Name what can be done now."""
        found = {"show_suggestions"}
        if self._room.here:
            # In a library that is read-only, the keys say why they do nothing.
            found |= {"accept", "reject"} if self._session.store.read_only else _ON_OFFER
        elif "confirm_place" in self._at.versions.able():
            found.add("accept")
        return frozenset(found)

    def checked(self) -> dict[str, bool]:
        """Say what is switched on."""
        return {"show_suggestions": self._room.shown}

    def _tagged(self, uid: str, tag: str) -> None:
        if is_offer(uid):
            self._room.accept(tag)

    def _note_requested(self, wanted: object) -> None:
        if isinstance(wanted, str) and is_offer(wanted):
            self._room.accept(then=self._at.verbs.note)

    def _wanted(self, deed: str) -> None:
        self._at.reader.setFocus()  # so that the keys go on where the mouse began
        if deed == "reject":
            self._room.reject()
        else:
            self._room.accept(deed.removeprefix("tag:") if deed.startswith("tag:") else None)

    def show_menu(self, uid: str, place: QPoint) -> bool:
        """Offer what can be done with a suggestion; False for what is none."""
        if not self._room.is_pending(uid):
            return False
        self._room.go_to(uid)
        window = self._at.window_
        window.show_actions()
        menu = QMenu(window)
        menu.aboutToHide.connect(menu.deleteLater)
        for name in ("accept", "reject", "", "tag_1", "tag_2", "tag_3", "quote", "", "note"):
            if name:
                menu.addAction(window.actions_[name])
            else:
                menu.addSeparator()
        menu.popup(place)
        return True
