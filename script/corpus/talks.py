"""What is spoken and typed: subtitles, transcripts with times, chats."""

# Templates of pages are not wrapped; what goes into JSON has any type.

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from kept import keep, maybe
from stories import SOURCES

HAND = "written by the script"
UNIT = 100


def table(name: str) -> list[list[str]]:
    """Read a source of columns."""
    lines = (SOURCES / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines]


def make() -> None:
    """Write all of it."""
    for name, lang in (("interview", "en"), ("sidang", "id")):
        make_subtitles(name, lang)
        make_transcripts(name, lang)
    make_chats()


def _ends(rows: list[list[str]]) -> list[str]:
    """Each cue ends where the next begins; the last stays a little."""
    starts = [row[0] for row in rows]
    return [*starts[1:], starts[-1][:-6] + f"{int(starts[-1][-6:-4]) + 5:02}" + starts[-1][-4:]]


def _spoken(rows: list[list[str]], *, times: bool = True) -> dict[str, Any]:
    """Write text and places: the words must be there, the names may."""
    text: list[Any] = []
    for _start, who, words in rows:
        text += [*maybe(who), words]
    places = [["time", start.split(".")[0], words[:40]] for start, _who, words in rows]
    return {"text": text, **({"places": places} if times else {})}


def make_subtitles(name: str, lang: str) -> None:
    """Write SRT and WebVTT, in lines of forty letters, with marks and in two encodings."""
    rows = table(name)
    ends = _ends(rows)
    cues = []
    for number, ((start, who, words), end) in enumerate(zip(rows, ends, strict=True), start=1):
        shown = _two_lines(words)
        times = f"{start.replace('.', ',')} --> {end.replace('.', ',')}"
        cues.append(
            f"{number}\n{times}\n{who}: {shown}"
            if number % 2
            else f"{number}\n{times}\n<i>{who}:</i> {shown}"
        )
    srt = "\r\n\r\n".join(cues) + "\r\n"
    encoding = "utf-8-sig" if lang == "en" else "utf-16"
    said = {"kind": "transcript", "language": lang}
    keep(
        "srt", f"{name}.srt", srt.encode(encoding), metadata_free(rows), said, HAND, **_places(rows)
    )
    cues = [
        f"{start} --> {end} align:start position:0%\n<v {who}>{words}</v>"
        for (start, who, words), end in zip(rows, ends, strict=True)
    ]
    vtt = (
        f"WEBVTT - {name}\n\nNOTE made for the archive\n\nSTYLE\n::cue {{ color: white }}\n\n"
        + "\n\n".join(cues)
    )
    keep(
        "vtt",
        f"{name}.vtt",
        (vtt + "\n").encode(),
        metadata_free(rows),
        said,
        HAND,
        absent=["made for the archive", "color: white", "align:start", "-->"],
        **_places(rows),
    )


def metadata_free(rows: list[list[str]]) -> list[Any]:
    """Give the text alone."""
    text: list[Any] = _spoken(rows)["text"]
    return text


def _places(rows: list[list[str]]) -> dict[str, Any]:
    return {"places": _spoken(rows)["places"]}


def _two_lines(words: str) -> str:
    if len(words) < 44:  # noqa: PLR2004 - what a line of a subtitle holds
        return words
    middle = words.rfind(" ", 0, len(words) // 2 + 6)
    return words[:middle] + "\r\n" + words[middle + 1 :]


def make_transcripts(name: str, lang: str) -> None:
    """Write text with a time before each turn, in the three shapes that services write."""
    rows = table(name)
    said = {"kind": "transcript", "language": lang}
    short = [f"[{start.split('.')[0]}] {who}: {words}" for start, who, words in rows]
    if lang == "en":
        data = ("\n\n".join(short) + "\n").encode()
        keep(
            "timecoded",
            "interview-brackets.txt",
            data,
            metadata_free(rows),
            said,
            HAND,
            **_places(rows),
        )
        turns = [f"{who}  {start.split('.')[0]}\n{words}" for start, who, words in rows]
        data = ("\n\n".join(turns) + "\n").encode()
        keep(
            "timecoded",
            "interview-turns.txt",
            data,
            metadata_free(rows),
            said,
            HAND,
            **_places(rows),
        )
        return
    title = "TRANSKRIP SIDANG PERKARA NOMOR 27/PUU-ARN/2024"
    data = "\r\n".join([title, "", *short]).encode("windows-1252")
    keep(
        "timecoded",
        "sidang-kurung.txt",
        data,
        [*maybe(title), *metadata_free(rows)],
        said,
        HAND,
        **_places(rows),
    )


SHAPES = {
    "android-en": ("chat-en", "{:%d/%m/%Y, %H:%M} - ", "<Media omitted>"),
    "android-en-us": ("chat-en", "{:%-m/%-d/%y, %-I:%M %p} - ", "<Media omitted>"),
    "android-id": ("chat-id", "{:%d/%m/%y %H.%M} - ", "<Media tidak disertakan>"),
    "ios-en": ("chat-en", "[{:%d/%m/%Y, %H:%M:%S}] ", "\u200eimage omitted"),
    "ios-id": ("chat-id", "[{:%d/%m/%y %H.%M.%S}] ", "\u200egambar tidak disertakan"),
}


def chat(shape: str) -> str:
    """Write an exported chat as one of the phones does."""
    source, form, left_out = SHAPES[shape]
    lines = []
    for when, who, words in table(source):
        moment = form.format(datetime.fromisoformat(when))
        said = words.replace("\\n", "\n")
        said = left_out if said.startswith("<Media") else said
        if shape.startswith("ios") and not who:
            who = "Night buses" if source == "chat-en" else "Warga RW 07 Batu Lepah"  # noqa: PLW2901
            said = "\u200e" + said
        mark = "\u200e" if shape.startswith("ios") and said.startswith("\u200e") else ""
        lines.append(mark + moment + (f"{who}: {said}" if who else said))
    return "\n".join(lines) + "\n"


def _chatted(shape: str) -> dict[str, Any]:
    source = SHAPES[shape][0]
    text: list[Any] = []
    places = []
    for when, who, words in table(source):
        said = words.replace("\\n", "\n")
        if not who:
            text += maybe("Night buses", "Warga RW 07 Batu Lepah", said)
            continue
        stamp = maybe(who, when, f"{who}, {when}")
        if said.startswith("<Media") or said in {"This message was deleted", "Pesan ini dihapus"}:
            text += [*stamp, *maybe(said, SHAPES[shape][2])]
            continue
        text += [*stamp, said]
        places.append(["message", when, who, said[:30]])
    return {"text": text, "places": places}


def make_chats() -> None:
    """Write exports of both phones in both languages, one in a ZIP with its pictures."""
    for shape, (source, _form, _left_out) in SHAPES.items():
        expected = _chatted(shape)
        said = {"language": source[-2:]}
        name = "WhatsApp Chat with Night buses.txt" if shape == "android-en" else f"{shape}.txt"
        data = chat(shape)
        if shape == "android-en-us":
            data = data.replace(" AM -", "\u202fAM -").replace(" PM -", "\u202fPM -")
        if shape == "ios-id":
            buffer = BytesIO()
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
                target.writestr(_dated("_chat.txt"), data)
                target.writestr(
                    _dated("00000012-PHOTO-2024-03-12-06-50-00.jpg"),
                    b"\xff\xd8\xff\xe0" + b"\0" * 40,
                )
            keep(
                "whatsapp",
                "WhatsApp Chat - Warga RW 07.zip",
                buffer.getvalue(),
                expected["text"],
                said,
                HAND,
                places=expected["places"],
            )
            continue
        line_end = "\r\n" if shape == "ios-en" else "\n"
        keep(
            "whatsapp",
            name,
            data.replace("\n", line_end).encode(),
            expected["text"],
            said,
            HAND,
            places=expected["places"],
        )


def _dated(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, (2024, 5, 5, 12, 0, 0))
