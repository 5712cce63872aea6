"""Pages of a stranger's file: how many, how large, as pictures, and their words."""

import io
from typing import Any

import pytest
from PIL import Image

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import pages
from annotations.importing.operations import operation
from tests.made_pdf import Line, make_pdf

PDF = make_pdf(
    [
        [Line("Sidang dibuka pukul sembilan.", 72, 720)],
        [Line("Hakim membaca putusan.", 72, 720), Line("AKHIR", 300, 400, size=24)],
    ],
    labels="<< /Nums [0 << /S /r >> 1 << /S /D /St 41 >>] >>",
)


def picture(mode: str = "RGB", kind: str = "PNG", size: tuple[int, int] = (300, 150)) -> bytes:
    kept = io.BytesIO()
    Image.new(mode, size).save(kept, kind)
    return kept.getvalue()


def ask(name: str, data: bytes, **arguments: int) -> tuple[dict[str, Any], bytes]:
    return operation(name)(data, {"name": "x", **arguments})


def test_a_document_lists_its_pages_with_printed_labels_and_sizes() -> None:
    message, _ = ask("document", PDF)
    assert message == {
        "pages": [
            {"label": "i", "width": 595.0, "height": 842.0},
            {"label": "41", "width": 595.0, "height": 842.0},
        ]
    }


def test_a_page_is_drawn_as_wide_as_asked_for_without_gaps_between_rows() -> None:
    message, drawn = ask("page", PDF, page=1, width=301)
    assert message == {"width": 301, "height": 426}
    assert len(drawn) == 301 * 426 * 3
    assert drawn[:3] == b"\xff\xff\xff"
    assert min(drawn) < 60


def test_words_stand_where_they_are_drawn() -> None:
    message, _ = ask("words", PDF, page=1)
    words = message["words"]
    assert [word[0] for word in words] == ["Hakim", "membaca", "putusan.", "AKHIR"]
    _, left, top, right, bottom = words[3]
    width, height = 200, 283
    drawn = ask("page", PDF, page=1, width=width)[1]
    dark = [
        (at % width / width, at // width / height)
        for at in range(width * height)
        if drawn[at * 3] < 128 and at // width / height > 0.3
    ]
    assert dark
    assert all(left - 0.01 <= x <= right + 0.01 and top <= y <= bottom for x, y in dark)


def test_words_of_a_turned_page_stand_where_they_are_seen() -> None:
    turned = make_pdf([[Line("Kota", 72, 720)]], extra="/Rotate 90")
    assert ask("document", turned)[0]["pages"][0]["width"] == 842.0
    (_, left, top, right, bottom) = ask("words", turned, page=0)[0]["words"][0]
    assert left > 0.8
    assert top < 0.2
    assert bottom - top > right - left


def test_what_is_cropped_away_is_no_word() -> None:
    cropped = make_pdf(
        [[Line("Dalam", 100, 700), Line("luar", 100, 20)]], extra="/CropBox [50 400 545 842]"
    )
    assert [word[0] for word in ask("words", cropped, page=0)[0]["words"]] == ["Dalam"]


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGB", "PNG"),
        ("RGBA", "PNG"),
        ("P", "PNG"),
        ("1", "PNG"),
        ("LA", "PNG"),
        ("I;16", "PNG"),
        ("L", "JPEG"),
        ("CMYK", "JPEG"),
    ],
)
def test_a_picture_is_a_document_of_one_page(mode: str, kind: str) -> None:
    data = picture(mode, kind)
    assert ask("document", data)[0] == {"pages": [{"label": "1", "width": 144.0, "height": 72.0}]}
    message, drawn = ask("page", data, page=0, width=100)
    assert message == {"width": 100, "height": 50}
    assert len(drawn) == 100 * 50 * 3
    assert ask("words", data, page=0)[0] == {"words": []}


def test_what_is_transparent_is_white_paper() -> None:
    assert set(ask("page", picture("RGBA"), page=0, width=20)[1]) == {255}


def test_a_photograph_stands_as_the_camera_was_held() -> None:
    kept = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (300, 150)).save(kept, "JPEG", exif=exif)
    page = ask("document", kept.getvalue())[0]["pages"][0]
    assert page["width"] < page["height"]


def test_no_picture_is_larger_than_the_limit() -> None:
    assert pages.fitting(100_000, 100, 100)[0] <= pages.WIDEST
    across, down = pages.fitting(3_000, 1, 1_000_000)
    assert across * down <= pages.MOST_PIXELS


@pytest.mark.parametrize(
    ("data", "page", "fault"),
    [
        (PDF, 2, ImportFault.BROKEN),
        (PDF, -1, ImportFault.BROKEN),
        (PDF[:60], 0, ImportFault.BROKEN),
        (picture(), 1, ImportFault.BROKEN),
        (picture()[:60], 0, ImportFault.BROKEN),
        (picture("RGB", "JPEG")[:200], 0, ImportFault.BROKEN),
        (picture("1", size=(12_000, 12_000)), 0, ImportFault.TOO_LARGE),
    ],
)
def test_what_is_not_there_or_broken_is_said(data: bytes, page: int, fault: ImportFault) -> None:
    with pytest.raises(ImportFailed) as caught:
        ask("page", data, page=page, width=100)
    assert caught.value.fault is fault
