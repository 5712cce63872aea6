"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.decoding import (
    DAMAGED,
    ENCODINGS,
    GUESSED,
    MIXED,
    NULS,
    decode,
    encoding_named,
)
from annotations.importing.detecting import known_encoding


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le")


TEXT = "“Netral,” kata Kapolda. Café, naïve, 36 ribu orang — 🙂\n" * 3


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32-le"),
    ],
)
def test_the_bytes_say_how_they_are_encoded(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.warnings) == (TEXT, encoding, ())


def test_an_old_encoding_is_guessed_and_said() -> None:
    decoded = decode("“Café” – naïve €5".encode("windows-1252"))
    assert decoded.text == "“Café” – naïve €5"
    assert (decoded.encoding, decoded.warnings) == ("windows-1252", (GUESSED,))


def test_a_byte_that_no_encoding_has_becomes_a_mark_of_damage_not_a_control() -> None:
    decoded = decode(b"caf\xe9 \x81 naive")
    assert decoded.text == "café \ufffd naive"
    assert decoded.warnings == (GUESSED, DAMAGED)


def test_a_few_damaged_bytes_do_not_turn_the_rest_into_mojibake() -> None:
    decoded = decode(TEXT.encode() + b"\xff" + TEXT.encode())
    assert decoded.text == f"{TEXT}\ufffd{TEXT}"
    assert (decoded.encoding, decoded.warnings) == ("utf-8", (DAMAGED,))


def test_a_file_cut_off_inside_a_character_is_still_utf8() -> None:
    decoded = decode("kata “dia”".encode()[:-1])
    assert decoded.text == "kata “dia\ufffd"
    assert decoded.encoding == "utf-8"


def test_utf7_is_never_read() -> None:
    assert decode(b"+ADw-script+AD4-").text == "+ADw-script+AD4-"


def test_nul_is_shown_and_told() -> None:
    decoded = decode(b"harga\0mati, kata dia kepada kami")
    assert decoded.text == "harga\ufffdmati, kata dia kepada kami"
    assert decoded.warnings == (NULS,)


@pytest.mark.parametrize(
    ("data", "fault", "detail"),
    [
        (b"", ImportFault.EMPTY, ""),
        (b" \r\n\t", ImportFault.EMPTY, ""),
        (codecs.BOM_UTF8, ImportFault.EMPTY, ""),
        (b"%PDF-1.7\n...", ImportFault.UNKNOWN_FORMAT, "PDF"),
        (b"PK\x03\x04\x14\x00", ImportFault.UNKNOWN_FORMAT, "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ImportFault.UNKNOWN_FORMAT, "PNG"),
        (b"{\\rtf1\\ansi hello}", ImportFault.UNKNOWN_FORMAT, "RTF"),
        (b"ID3\x04\x00\x00", ImportFault.UNKNOWN_FORMAT, "MP3"),
        (b"\0\0\0\x18ftypmp42", ImportFault.UNKNOWN_FORMAT, "MP4"),
        (b"\0\0\0\x18ftypheic", ImportFault.UNKNOWN_FORMAT, "HEIF"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", ImportFault.UNKNOWN_FORMAT, "WebP"),
        (b"\xff\xfb\x90\x64\0\0\1\2", ImportFault.UNKNOWN_FORMAT, "MP3"),
        (b"\x1aE\xdf\xa3\1\0\0\0", ImportFault.UNKNOWN_FORMAT, "Matroska"),
        (b"a.md".ljust(257, b"\0") + b"ustar\x0000", ImportFault.UNKNOWN_FORMAT, "tar"),
        (_ole("__substg1.0_1000001F"), ImportFault.UNKNOWN_FORMAT, "Outlook"),
        (_ole("Workbook"), ImportFault.UNKNOWN_FORMAT, "Excel"),
        (_ole("Lain"), ImportFault.UNKNOWN_FORMAT, "Microsoft Office"),
        (bytes(range(1, 9)) * 40, ImportFault.NOT_TEXT, ""),
        (bytes(range(256)) * 40, ImportFault.NOT_TEXT, ""),
    ],
)
def test_what_is_no_text_is_refused_by_its_content(
    data: bytes, fault: ImportFault, detail: str
) -> None:
    with pytest.raises(ImportFailed) as failed:
        decode(data, "berkas.txt")
    assert (failed.value.name, failed.value.fault, failed.value.detail) == (
        "berkas.txt",
        fault,
        detail,
    )


def test_a_sentence_may_begin_as_a_format_does() -> None:
    assert decode(b"RIFF berhenti bernyanyi.").text == "RIFF berhenti bernyanyi."


@given(st.binary(max_size=300))
def test_any_bytes_are_text_without_nul_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except ImportFailed:
        return
    assert "\0" not in decoded.text
    assert decoded.encoding in ENCODINGS


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=300))
def test_utf8_is_read_as_what_it_is(text: str) -> None:
    data = text.encode()
    try:
        decoded = decode(data)
    except ImportFailed as failed:
        assert failed.fault in {ImportFault.EMPTY, ImportFault.UNKNOWN_FORMAT}  # noqa: PT017
        return
    assert decoded.text == text.removeprefix("\ufeff")


OLD = {
    "id": "Gubernur berkata, “Kami tidak akan menaikkan pajak.” Ia menolak – lagi – menjawab…",
    "en": "The mayor’s office said that “no further comment” would be made about the £2m grant.",
    "fr": "Le ministre a déclaré que la réforme serait présentée à l'Assemblée après l'été, malgré "
    "les critiques répétées de l'opposition.",
    "de": "Die Bürgermeisterin erklärte, dass die Straße für größere Fahrzeuge gesperrt werde.",
    "pl": "Minister powiedział, że żadna z dużych spółek nie zapłaci więcej; śledztwo wciąż trwa.",
    "cs": "Ministr řekl, že žádná z velkých společností nebude platit více, přestože vyšetřování "
    "stále pokračuje.",
    "ru": "Министр заявил, что законопроект будет внесён в парламент осенью.",
    "el": "Ο υπουργός δήλωσε ότι το νομοσχέδιο θα κατατεθεί στη βουλή το φθινόπωρο.",
    "tr": "Bakan, yasa tasarısının sonbaharda meclise sunulacağını ve maliyetlerin açıklanacağını "
    "söyledi.",
    "he": "השר אמר כי הצעת החוק תוגש לכנסת בסתיו, והעלויות יפורסמו מאוחר יותר.",
    "ar": "قال الوزير إن مشروع القانون سيقدم إلى البرلمان في الخريف وستعلن التكاليف لاحقا.",
    "th": "รัฐมนตรีกล่าวว่าร่างกฎหมายจะถูกเสนอต่อรัฐสภาในฤดูใบไม้ร่วง",
    "ja": "大臣は、法案を秋に国会へ提出し、費用については後日発表すると述べた。",
    "zh": "部长表示，法案将于秋季提交议会，费用将在稍后公布。他没有回答记者的问题。",
    "tw": "部長表示，法案將於秋季提交議會，費用將在稍後公布。他沒有回答記者的問題。",
    "ko": "장관은 법안을 가을에 국회에 제출하고 비용은 나중에 발표하겠다고 말했다.",
}
WRITTEN_IN = [
    *(("id", "windows-1252"), ("en", "windows-1252"), ("fr", "windows-1252"), ("fr", "iso-8859-1")),
    *(("de", "windows-1252"), ("de", "iso-8859-15"), ("pl", "windows-1250"), ("pl", "iso-8859-2")),
    *(("cs", "windows-1250"), ("cs", "iso-8859-2"), ("ru", "windows-1251"), ("ru", "koi8-r")),
    *(("ru", "cp866"), ("ru", "iso-8859-5"), ("el", "windows-1253"), ("el", "iso-8859-7")),
    *(("tr", "windows-1254"), ("tr", "iso-8859-9"), ("he", "windows-1255"), ("ar", "windows-1256")),
    *(("th", "cp874"), ("ja", "shift_jis"), ("ja", "euc-jp"), ("ja", "iso-2022-jp")),
    *(("zh", "gbk"), ("zh", "gb18030"), ("tw", "big5"), ("ko", "euc-kr")),
    *(("zh", "utf-16"), ("ja", "utf-32"), ("en", "utf-32-le"), ("id", "utf-32-be")),
    *(("en", "utf-16-le"), ("id", "utf-16-be"), ("ru", "utf-8-sig")),
]


@pytest.mark.parametrize(("language", "encoding"), WRITTEN_IN)
@pytest.mark.parametrize("times", [1, 20])
def test_a_text_that_does_not_say_its_encoding_is_read_as_it_was_written(
    language: str, encoding: str, times: int
) -> None:
    text = (OLD[language] + "\n") * times
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(("language", "encoding"), WRITTEN_IN)
def test_a_declared_encoding_is_believed(language: str, encoding: str) -> None:
    text = OLD[language]
    decoded = decode(text.encode(encoding), declared=encoding.upper())
    assert (decoded.text, decoded.warnings) == (text, ())


@pytest.mark.parametrize("declared", ["utf-7", "rot13", "zlib_codec", "idna", "?", "utf-16", "hex"])
def test_an_encoding_that_is_none_or_cannot_be_is_not_believed(declared: str) -> None:
    assert decode(b"+ADw-script+AD4- caf\xe9", declared=declared).text == "+ADw-script+AD4- café"


def test_a_declaration_that_the_bytes_speak_against_is_not_believed() -> None:
    assert decode("“kutipan”".encode(), declared="iso-8859-1").text == "“kutipan”"
    assert decode("Zürich und größer".encode("cp1252"), declared="utf-8").encoding == "windows-1252"


def test_what_a_person_says_is_taken() -> None:
    data = "Пока".encode("koi8-r")
    assert decode(data, encoding="KOI8-R").text == "Пока"
    assert decode(data, encoding="koi8-r").warnings == ()
    assert decode(b"caf\xe9", encoding="utf-8").warnings == (DAMAGED,)
    assert decode(b"+ADw-", encoding="utf-7").text == "+ADw-"


@pytest.mark.parametrize("name", ["unicode_escape", "unicode-escape", "raw_unicode_escape", "UTF7"])
def test_python_s_own_ways_of_writing_are_no_encodings(name: str) -> None:
    assert encoding_named(name) == ""
    assert decode(b"\\u0041", encoding=name).text == "\\u0041"


def test_single_letters_of_an_older_encoding_in_utf8_are_both_read() -> None:
    data = "Café “satu”\n".encode() + "Café – dua\n".encode("windows-1252")
    decoded = decode(data)
    assert decoded.text == "Café “satu”\nCafé – dua\n"
    assert (decoded.encoding, decoded.warnings) == ("utf-8", (MIXED,))


def test_every_encoding_has_a_name_that_python_knows() -> None:
    for encoding in ENCODINGS:
        assert "ab".encode(encoding).decode(encoding) == "ab"
        assert known_encoding(encoding) == encoding
