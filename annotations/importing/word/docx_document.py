"""A DOCX file as one text, with its title and its maker's name."""

from xml.etree.ElementTree import Element

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.word.docx_body import Flow, Notes, Story
from annotations.importing.word.docx_lists import Lists
from annotations.importing.word.docx_package import Package, Relations, W
from annotations.importing.word.docx_places import Places
from annotations.importing.word.docx_styles import Styles, value
from annotations.importing.word.manuscript import ENDNOTE, FOOTNOTE, Manuscript
from annotations.importing.word.properties import Document

DC = "{http://purl.org/dc/elements/1.1/}"


def read_document(data: bytes, name: str, places: Places | None = None) -> Document:
    """Read a DOCX file; `places` is told which element each word is from. Raises ImportFailed."""
    package = Package(data, name)
    relations = package.relations(package.main)
    parts = dict(relations.values())
    root = package.part(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise ImportFailed(name, ImportFault.BROKEN, detail="no body")

    def part(kind: str) -> Element | None:
        """Read a part by the sort of its relation, None where the document has none."""
        return package.part(parts[kind]) if kind in parts else None

    manuscript = Manuscript()
    styles = Styles(part("styles"))
    story = Story(manuscript, styles, Lists(part("numbering"), styles))
    settings = part("settings")
    for sort, usual in ((FOOTNOTE, "decimal"), (ENDNOTE, "lowerRoman")):
        notes = part(f"{sort}s")
        if notes is not None:
            style = _note_style(sort, (body, settings)) or usual
            of_notes = package.relations(parts[f"{sort}s"])
            story.notes[sort] = Notes(sort, style, _by_id(notes, sort), of_notes)
            if places is not None:
                places.enter(parts[f"{sort}s"], notes)
    if places is not None and root is not None:
        places.enter(package.main, root)
        story.trace = places.looks
    comments = part("comments")
    if comments is not None:
        story.comments = _comments(comments, story, package.relations(parts["comments"]))
    Flow(story, relations).read(body)
    title, creator = _properties(package)
    return Document(manuscript.finish(), title, creator, tuple(sorted(manuscript.warnings)))


def _by_id(root: Element, sort: str) -> dict[str, Element]:
    """Number the notes; the lines that part them from the text are none."""
    return {
        each.get(f"{W}id", ""): each
        for each in root.findall(f"{W}{sort}")
        if each.get(f"{W}type", "normal") == "normal"
    }


def _note_style(sort: str, places: tuple[Element | None, ...]) -> str:
    """Find how notes are numbered, which a section or the settings say."""
    for place in places:
        for each in place.iter(f"{W}{sort}Pr") if place is not None else ():
            style = value(each.find(f"{W}numFmt"))
            if style:
                return style
    return ""


def _comments(root: Element, story: Story, relations: Relations) -> dict[str, str]:
    told = {}
    for each in root.findall(f"{W}comment"):
        with story.manuscript.aside() as words:
            Flow(story, relations).read(each)
        author = " ".join(each.get(f"{W}author", "").split())
        text = words.text.strip()
        told[each.get(f"{W}id", "")] = f"{author}: {text}" if author else text
    return told


def _properties(package: Package) -> tuple[str, str]:
    """Read title and creator; a file whose properties are broken has none."""
    try:
        root = package.part(package.properties)
    except ImportFailed:
        return "", ""
    if root is None:
        return "", ""
    return root.findtext(f"{DC}title") or "", root.findtext(f"{DC}creator") or ""
