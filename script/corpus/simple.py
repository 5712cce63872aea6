"""Markdown and plain text, in several shapes and encodings."""

# Templates of pages are not wrapped; what goes into JSON has any type.

import textwrap

from kept import keep_story, maybe, metadata
from stories import LINK, Story, plain, story, structure

HAND = "written by the script"


def markdown(read: Story, *, byline: str, date: str) -> str:
    """Write an article as people keep them: a headline, a byline, a date, the story."""
    head = [f"# {read.title}", *(line for line in (byline, date) if line)]
    return "\n\n".join([*head, read.body]) + "\n"


def make() -> None:
    """Write all of both formats."""
    make_markdown()
    make_front_matter()
    make_plain()
    make_foreign()


def make_markdown() -> None:
    """Write Markdown under a headline, and some of it in other encodings and styles."""
    cases = (
        (
            "banjir",
            "banjir.md",
            "utf-8",
            "Oleh Ratna Widyasari",
            "Selasa, 13 Februari 2024 09.20 WIB",
        ),
        ("harbour", "harbour.md", "utf-8", "By Eleanor Whitcombe", "18 October 2023"),
        ("cafe", "cafe-1252.md", "windows-1252", "By Zoë Müller", "12 November 2021"),
        (
            "pelabuhan",
            "pelabuhan-16.md",
            "utf-16",
            "Oleh Fajar Nugraha dan Intan Permata",
            "21 Mei 2024",
        ),
    )
    for source, name, encoding, byline, date in cases:
        read = story(source)
        said = metadata(read, "title", "byline", "kind", "language")
        said["byline"] = byline.split(" ", 1)[1]
        said["published"] = read.date if "WIB" in date else read.date[:10]
        data = markdown(read, byline=byline, date=date).encode(encoding)
        keep_story("markdown", name, data, read, said, HAND, byline, date)
    read = story("wetlands")
    wrapped = "\n\n".join(_wrapped(block) for block in _by_reference(read).split("\n\n"))
    top = f"{read.title}\n{'=' * len(read.title)}\n\nBy {read.byline}\n\n"
    said = metadata(read, "title", "byline", "language", "kind")
    data = (top + wrapped + "\n").replace("\n", "\r\n").encode()
    keep_story("markdown", "wetlands-wrapped.markdown", data, read, said, HAND, f"By {read.byline}")


def _by_reference(read: Story) -> str:
    links = dict(LINK.findall(read.body))
    body = LINK.sub(r"[\1]", read.body)
    return body + "\n\n" + "\n".join(f"[{words}]: {target}" for words, target in links.items())


def _wrapped(block: str) -> str:
    if block.startswith(("#", "|", "[")):
        return block
    indent = "  " if block.startswith("- ") else "> " if block.startswith(">") else ""
    return "\n".join(
        textwrap.fill(line, 76, subsequent_indent=indent, break_on_hyphens=False)
        for line in block.splitlines()
    )


def make_front_matter() -> None:
    """Write Markdown below YAML, as web clippers do."""
    for source, names in (
        ("budget", ("title", "author", "publication", "date", "source")),
        ("jembatan", ("judul", "penulis", "media", "tanggal", "url")),
    ):
        read = story(source)
        values = (read.title, read.byline, read.outlet, read.date, read.url)
        quoted = [f'"{value}"' if ":" in value else value for value in values]
        quoted[3], quoted[4] = values[3], values[4]
        lines = [f"{key}: {value}" for key, value in zip(names, quoted, strict=True)]
        lines += [f"tags: [{read.tags}]"]
        data = "---\n" + "\n".join(lines) + f"\n---\n\n# {read.title}\n\n{read.body}\n"
        said = metadata(read, "title", "byline", "outlet", "url", "published", "language")
        keep_story(
            "markdown", f"{source}-yaml.md", data.encode(), read, said, HAND, absent=["tags: ["]
        )


def flat(read: Story, *above: str, width: int = 0) -> str:
    """Write a story without marks, a blank line between paragraphs."""
    lines = [read.title, *above]
    for piece in read.pieces:
        if piece.kind == "table":
            lines += ["\n".join("\t".join(plain(cell) for cell in row) for row in piece.rows)]
        else:
            lines += ["\n".join(plain(item) for item in piece.items)]
    if width:
        lines = [textwrap.fill(line, width) for line in lines]
    return "\n\n".join(lines) + "\n"


def make_plain() -> None:
    """Write plain text with every line end and mark that a laptop writes."""
    cases = (
        ("ferry", "ferry.txt", "utf-8", "\n", ("By Staff reporter", "2 June 2024"), 0),
        ("sekolah", "sekolah-mark.txt", "utf-8-sig", "\r\n", ("Oleh: Anisa Rahmawati",), 0),
        ("cafe", "cafe-1252.txt", "windows-1252", "\r\n", ("By Zoë Müller",), 0),
        ("rilis-listrik", "rilis-16be.txt", "utf-16-be", "\r\n", ("SIARAN PERS",), 0),
        ("release-water", "release-wrapped.txt", "utf-8", "\n", ("PRESS RELEASE",), 72),
        ("sekolah", "sekolah-old-mac.txt", "utf-8", "\r", (), 0),
    )
    for source, name, encoding, line_end, above, width in cases:
        read = story(source)
        text = flat(read, *above, width=width).replace("\n", line_end)
        data = (b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding)
        said = metadata(read, "title", "kind", "language")
        if above and above[0].startswith(("By", "Oleh")):
            said["byline"] = read.byline
        keep_story("plain", name, data, read, said, HAND, *above, counts=None, encoding=encoding)


def make_foreign() -> None:
    """Write plain text in encodings that have to be told apart."""
    for source, encoding in (
        ("chinese", "gbk"),
        ("japanese", "shift_jis"),
        ("russian", "windows-1251"),
        ("russian", "koi8-r"),
        ("polish", "windows-1250"),
        ("polish", "iso-8859-2"),
    ):
        read = story(source)
        text = flat(read)
        if encoding in {"koi8-r", "iso-8859-2"}:  # have no such marks
            text = text.translate(str.maketrans("«»„”–", '""""-'))
        data = text.encode(encoding)
        said = metadata(read, "title")
        name = f"{source}-{encoding.removeprefix('windows-')}.txt"
        keep_story("plain", name, data, read, said, HAND, counts=None)


__all__ = ["flat", "make", "markdown", "maybe", "structure"]
