"""Draw the app icon's bitmaps from resources/icons/app.svg. Run after changing the drawing.

Writes app-SIZE.png for Linux and the window, app.ico for Windows and app.icns for macOS, all in
resources/icons. Both containers hold the same PNG files.
"""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
PNG_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# Apple's names for a PNG of a size: Icon Composer's table of OSTypes.
ICNS_NAMES = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}


def draw(size: int) -> bytes:
    """Draw the icon `size` pixels wide, as PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(ICONS / "app.svg")).render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(held.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Pack PNGs into a Windows icon: a header, 16 bytes a picture, then the pictures."""
    offset = 6 + 16 * len(pictures)
    entries, bodies = b"", b""
    for size, picture in pictures.items():
        width = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", width, width, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
        bodies += picture
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + bodies


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """Pack PNGs into an Apple icon: each behind its name and length, lengths with their heads."""
    body = b"".join(
        name + struct.pack(">I", len(picture) + 8) + picture for name, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main() -> int:
    """Write all bitmaps beside the drawing."""
    application = QGuiApplication(sys.argv)
    drawn = {size: draw(size) for size in PNG_SIZES}
    for size, picture in drawn.items():
        (ICONS / f"app-{size}.png").write_bytes(picture)
    (ICONS / "app.ico").write_bytes(ico({size: drawn[size] for size in ICO_SIZES}))
    (ICONS / "app.icns").write_bytes(icns({name: drawn[size] for name, size in ICNS_NAMES.items()}))
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
