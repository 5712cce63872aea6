"""The app's icon, in every form a system asks for."""

import pytest
from PySide6.QtGui import QIcon, QImage

import resources


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256, 512])
def test_the_icon_is_drawn_at_each_size(size: int) -> None:
    image = QImage(str(resources.path(f"icons/app-{size}.png")))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(size // 2, size // 8).alpha() == 255


def test_windows_finds_all_sizes_in_one_file(qapp: object) -> None:
    sizes = QIcon(str(resources.path("icons/app.ico"))).availableSizes()
    assert sorted(size.width() for size in sizes) == [16, 24, 32, 48, 64, 128, 256]
