"""Line icons on a grid of 20 pixels, drawn in a colour of the theme.

Each file in `resources/icons` draws with `currentColor`; which colour that is, is put in here.
"""

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from desktop.theme import Theme
from resources import read_text

GRID = 20
_SCALES = (1.0, 1.5, 2.0, 3.0)


def icon(name: str, theme: Theme, role: str = "muted", size: int = GRID) -> QIcon:
    """Draw an icon in the colour of a role, sharp at every scale of the screen."""
    return QIcon(_icon(name, theme.color(role).name(), size))


def pixmap(name: str, theme: Theme, role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Draw an icon `size` pixels wide for a screen of `ratio` device pixels each."""
    return _pixmap(name, theme.color(role).name(), size, ratio)


@cache
def _icon(name: str, color: str, size: int) -> QIcon:
    made = QIcon()
    for ratio in _SCALES:
        made.addPixmap(_pixmap(name, color, size, ratio))
    return made


@cache
def _pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(QByteArray(_svg(name, color).encode()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    pixels = round(size * ratio)
    reader.setScaledSize(QSize(pixels, pixels))
    made = QPixmap.fromImage(reader.read())
    made.setDevicePixelRatio(ratio)
    return made


def _svg(name: str, color: str) -> str:
    return read_text(f"icons/{name}.svg").replace("currentColor", color)
