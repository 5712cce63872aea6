"""The end that somebody else asks for: the session is over, a terminal is closed, Ctrl+C."""

import os
import signal
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QWidget

_ASKED = ("SIGTERM", "SIGINT", "SIGHUP")


class Ending(QObject):
    """Close the window properly when the system asks: what was typed is stored first.

    Python runs its handlers between its own instructions, and Qt's loop has none while nothing
    happens: the signal writes a byte that wakes it. Asked a second time, the program ends at once.
    Windows closes windows by messages, which Qt hears; there is nothing to listen to.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        if os.name == "posix":
            self._listen()

    def _listen(self) -> None:
        self._woken, waking = os.pipe()
        for end in (self._woken, waking):
            os.set_blocking(end, False)
        notifier = QSocketNotifier(self._woken, QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._wake)
        signal.set_wakeup_fd(waking, warn_on_full_buffer=False)
        for name in _ASKED:
            number = getattr(signal, name)
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
                signal.signal(number, self._asked)

    def _wake(self) -> None:
        os.read(self._woken, 64)  # Python has run the handler by now

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        QTimer.singleShot(0, self._window, self._window.close)
