"""Plain text and Markdown that is broken, badly encoded, invisible or made to take for ever."""

from collections.abc import Iterator

from tests.hostile.hostile import STORY, Hostile, filled, fixed

ENCODINGS = {
    "utf-8-sig": STORY,
    "utf-16": STORY,
    "utf-16-le": STORY,
    "utf-16-be": STORY,
    "utf-32": STORY,
    "windows-1252": STORY + " Café “kutipan” – Zürich.",
    "iso-8859-1": STORY + " Café à Zürich, señor.",
    "iso-8859-15": STORY + " 12 € à Café.",
    "windows-1251": "Мэр заявил, что двенадцать насосов будут установлены до начала дождей. " * 6,
    "koi8-r": "Мэр заявил, что двенадцать насосов будут установлены до начала дождей. " * 6,
    "gb18030": "市长表示，十二台水泵将在雨季之前安装完毕，居民正在等待。预算已经获得批准。" * 6,
    "big5": "市長表示，十二台水泵將在雨季之前安裝完畢，居民正在等待。預算已經獲得批准。" * 6,
    "shift_jis": "市長は雨季の前に十二台のポンプを設置すると述べた。予算は承認された。" * 6,
    "euc-jp": "市長は雨季の前に十二台のポンプを設置すると述べた。予算は承認された。" * 6,
    "euc-kr": "시장은 우기 전에 열두 대의 펌프를 설치하겠다고 말했다. 예산은 승인되었다. " * 6,
    "windows-1256": "قال رئيس البلدية إن اثنتي عشرة مضخة ستركب قبل موسم الأمطار. " * 6,
    "windows-1253": "Ο δήμαρχος δήλωσε ότι δώδεκα αντλίες θα εγκατασταθούν πριν τις βροχές. " * 6,
    "iso-8859-8": "ראש העיר אמר כי שתים עשרה משאבות יותקנו לפני עונת הגשמים. " * 6,
    "cp874": "นายกเทศมนตรีกล่าวว่าจะติดตั้งเครื่องสูบน้ำสิบสองเครื่องก่อนฤดูฝน " * 6,
    "cp437": STORY + " Café.",
    "mac_roman": STORY + " Café “kutipan”.",
}
"""Every encoding is imported; in which one it was read shows in the article."""

LONG = 300_000
"""Characters of what grows quadratically in a careless parser."""


def inputs() -> Iterator[Hostile]:
    """List them."""
    for encoding, text in ENCODINGS.items():
        yield fixed(f"encoding-{encoding}.txt", text.encode(encoding), "imports")
    yield from _broken_encodings()
    yield from _invisible()
    yield from _amplifying()
    yield from _patterns()
    yield from _front_matter()


def _broken_encodings() -> Iterator[Hostile]:
    story = STORY.encode()
    yield fixed(
        "utf7.txt", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- " + story, "imports", "+ADw-"
    )
    yield fixed("surrogates-as-utf8.txt", story + b" \xed\xa0\x80\xed\xbf\xbf akhir", "imports")
    yield fixed("overlong-utf8.txt", story + b" \xc0\xaf\xe0\x80\xaf akhir", "imports")
    yield fixed(
        "lone-surrogate-utf16.txt",
        b"\xff\xfe" + (STORY + " x").encode("utf-16-le") + b"\x00\xd8a\x00",
        "imports",
    )
    yield fixed(
        "odd-length-utf16.txt", b"\xff\xfe" + STORY.encode("utf-16-le") + b"\x41", "imports"
    )
    yield fixed("nul-bytes.txt", story[:60] + b"\x00" + story[60:], "imports")
    yield fixed("cut-in-a-character.txt", (STORY + " 💧").encode()[:-2], "imports")
    yield fixed(
        "two-encodings.txt", story + "\nCafé\n".encode() + "Café\n".encode("latin-1") * 3, "imports"
    )
    yield fixed("lying-bom.txt", b"\xef\xbb\xbf" + "Café".encode("utf-16-le") * 20)
    yield fixed(
        "random-bytes.txt", bytes((i * 7919 + i // 3) % 256 for i in range(50_000)), "fails"
    )
    yield fixed("only-nuls.txt", bytes(10_000), "fails")
    yield fixed("empty.txt", b"", "fails")
    yield fixed("only-spaces.md", b" \n\t \n" * 1000, "fails")
    yield fixed("only-a-bom.txt", b"\xef\xbb\xbf", "fails")


def _invisible() -> Iterator[Hostile]:
    for name, mark in {
        "bidi-override": "\u202eterbalik\u202c",
        "bidi-isolates": "\u2066\u2067\u2068x\u2069\u2069\u2069",
        "unclosed-bidi": "\u202e" * 50_000,
        "zero-width": "\u200b\u200c\u200d\u2060\ufeff" * 20_000,
        "tag-characters": "".join(chr(0xE0000 + c) for c in range(0x20, 0x7F)) * 100,
        "variation-selectors": "a\ufe0f\ufe0e" * 20_000,
        "combining-marks": "e" + "\u0301" * 100_000,
        "noncharacters": "\ufdd0\ufdd1\ufffe\uffff" * 5_000,
        "line-separators": "a\u2028b\u2029c\x85d\x0be\x0cf" * 5_000,
        "private-use": "\ue000\uf8ff\U000f0000" * 5_000,
    }.items():
        yield fixed(f"{name}.txt", f"{STORY}\n\n{mark} akhir".encode(), "imports", "pompa")


def _amplifying() -> Iterator[Hostile]:
    yield fixed("one-line-of-100-mb.txt", b"kata " * 20_000_000, "fails")
    yield fixed("above-100-mb.txt", b"a" * 100_000_001, "fails")
    yield fixed("line-of-5-mb.md", b"# Judul\n\n" + b"kata " * 990_000, "imports")
    yield fixed("five-million-lines.txt", b"a\n" * 5_000_000)
    yield fixed("quotation-depth.md", b">" * LONG + b" a", "fails")
    yield fixed("list-depth.md", "".join("  " * i + "- a\n" for i in range(700)).encode(), "fails")
    yield fixed("brackets-open.md", b"# a\n\n" + b"[" * LONG)
    yield fixed("brackets-closed.md", b"# a\n\n" + b"[](" * (LONG // 3))
    yield fixed("images-open.md", b"# a\n\n" + b"![" * (LONG // 2))
    yield fixed("emphasis.md", b"# a\n\n" + b"*a_ " * (LONG // 4))
    yield fixed("stars.md", b"# a\n\n" + b"a**b" + b"c* " * (LONG // 3))
    yield fixed("backticks.md", b"# a\n\n" + b"".join(b"e" + b"`" * i for i in range(700)))
    yield fixed("angle-brackets.md", b"# a\n\n" + b"<" * LONG)
    yield fixed("html-comments.md", b"# a\n\n" + b"<!-- " * (LONG // 5))
    yield fixed("processing.md", b"# a\n\n" + b"a <? " * (LONG // 5))
    yield fixed(
        "link-references.md", b"# a\n\n" + b"".join(b"[%d]: u\n" % i for i in range(60_000))
    )
    yield fixed(
        "reference-amplified.md",
        b"[a]: http://x.example/" + b"u" * 100_000 + b"\n\n" + b"[a] " * 100_000,
    )
    yield fixed("table-amplified.md", b"|" * 8_000 + b"\n" + b"-|" * 8_000 + b"\n" + b"|\n" * 5_000)
    yield fixed("entities.md", b"# a\n\n" + b"&ngE;&CounterClockwiseContourIntegral;" * 20_000)
    yield fixed("backslashes.md", b"# a\n\n" + b"\\" * LONG)
    yield fixed("autolinks.md", b"# a\n\n" + b"<a@" * (LONG // 3))
    yield fixed("fences.md", b"```\n" * 60_000)
    yield fixed("setext.md", b"a\n=\n" * 60_000)
    yield fixed("trailing-spaces.md", (b"# a" + b" " * LONG + b"\n") * 3)


def _patterns() -> Iterator[Hostile]:
    """What an expression with two ways to match would go through for ever."""
    yield fixed("digits.txt", STORY.encode() + b"\n\n" + b"9" * LONG, "imports")
    yield fixed("dates.txt", b"Senin, " * 30_000 + b"12/12/" * 30_000)
    yield fixed("capital-words.txt", b"ARUNIKA " * 40_000, "imports")
    yield fixed("byline.txt", b"Judul\n\nOleh " + b"A" * LONG + b"\n\n" + STORY.encode(), "imports")
    yield fixed("dateline.txt", b"A" * 100_000 + b", KABAR.com - " + STORY.encode(), "imports")
    yield fixed("addresses.txt", b"https://" + b"a." * (LONG // 2) + b"\n\n" + STORY.encode())
    yield fixed("brackets-of-times.txt", b"[00:00:00] A: b\n" * 50_000)
    yield fixed("times-without-end.srt", b"1\n00:00:01,000 --> " + b"9" * LONG + b"\nteks\n")
    yield fixed("cue-numbers.srt", b"9" * 50_000 + b"\n00:00:01,000 --> 00:00:02,000\nteks\n\n")
    yield fixed("cues-without-words.vtt", b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\n\n" * 50_000)
    yield fixed("tags-in-cues.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 100_000)
    yield fixed("chat-of-colons.txt", b"12/03/2024 10.31 - " + b"a: " * 100_000)
    yield fixed("chat-of-marks.txt", "[12/03/24 10:31:22] \u200e".encode() * 40_000)
    yield fixed("spaces-and-end.txt", STORY.encode() + b"\n\n" + b" " * 2_000_000 + b"x", "imports")


def _front_matter() -> Iterator[Hostile]:
    laughs = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    yield fixed("yaml-laughs.md", f"{laughs}title: x\n---\n\n{STORY}".encode(), "imports", "pompa")
    yield filled(
        "yaml-tags.md",
        f'---\ntitle: !!python/object/apply:os.system ["cat FILE"]\n---\n\n{STORY}',
        "imports",
        "pompa",
    )
    yield fixed(
        "front-matter-depth.md", b"---\ntitle: " + b"[" * 100_000 + b"\n---\n\n" + STORY.encode()
    )
    yield filled(
        "remote-images.md",
        f"# a\n\n![x](http://ADDRESS/pixel.png) ![y](file://FILE)\n\n{STORY}\n",
        "imports",
        "pompa",
    )
    yield filled(
        "include.md", f"# a\n\n{{{{include FILE}}}}\n\n<<< FILE\n\n{STORY}", "imports", "pompa"
    )
