"""One speaker's quotes as bars over time."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotations.queries import Filter
from annotations.timeline import Timeline, TimelineBy
from desktop.desk.time.page import TimePage

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class PersonTime(TimePage):
    """The bars of the tab of that name, of one speaker: `uid` gives whose."""

    def __init__(self, workspace: "Workspace", uid: Callable[[], str]) -> None:
        self._uid = uid
        super().__init__(workspace)
        self.by.removeItem(self.by.findData(TimelineBy.SPEAKER.value))

    def _wanted(self) -> Filter:
        return Filter(speakers=(self._uid(),))

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw counts of the speaker's highlights."""
        super().show_timeline(timeline)
        words, count = self._words, timeline.dated
        self.all.hide()
        self.heading.setText(words.plural("{n} highlight", "{n} highlights", count))

    def _say_why_empty(self, *, narrowed: bool) -> None:
        del narrowed  # always: to the speaker
        self.nothing.say("search", self._words("Nothing here has a date"), "")
