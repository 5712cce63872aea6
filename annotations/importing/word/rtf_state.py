"""What holds within one group of RTF: letters, fonts, and where its words go."""

from annotations.importing.word.manuscript import Looks
from annotations.importing.word.rtf_streams import Stream
from annotations.vocabulary import RunKind


class State:
    """Copied at each opening brace, forgotten at the closing one.

    `unread` groups hold no words; the words of a `capture` are kept apart under the name `group`.
    """

    __slots__ = (
        "capture", "codec", "deleted", "font", "group", "hidden", "kinds", "skip", "stream",
        "target", "unread",
    )  # fmt: skip

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.group = ""
        self.capture: list[str] | None = None
        self.unread = False
        self.codec = ""
        self.font = -1
        self.skip = 1
        self.kinds: frozenset[RunKind] = frozenset()
        self.hidden = False
        self.deleted = False
        self.target = ""

    def child(self) -> "State":
        """Make the state of a group within this one."""
        made = State.__new__(State)
        made.stream = self.stream
        made.group = self.group
        made.capture = self.capture
        made.unread = self.unread
        made.codec = self.codec
        made.font = self.font
        made.skip = self.skip
        made.kinds = self.kinds
        made.hidden = self.hidden
        made.deleted = self.deleted
        made.target = self.target
        return made

    def plain(self) -> None:
        """Go back to letters without anything."""
        self.kinds = frozenset()
        self.hidden = False

    def looks(self) -> Looks:
        """Say how words are dressed here; a heading's own look is its style's."""
        link: Looks = ((RunKind.LINK, self.target),) if self.target else ()
        if self.stream.layout.heading or not self.kinds:
            return link
        return (*link, *((kind, "") for kind in sorted(self.kinds)))
