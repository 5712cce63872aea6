"""Plain text: what is left where no mark of another format is found."""

from annotations.importing.decoding import decode
from annotations.importing.protocol import Wishes
from annotations.model import Imported

name = "plain"
version = 1
light = True

UNLESS_MARKED = 50


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - any content is plain text
    """Claim anything, less surely than a format that has found its marks."""
    return UNLESS_MARKED


def parse(
    data: bytes,
    name: str,
    wishes: Wishes = Wishes(),
    warnings: tuple[str, ...] = (),
) -> Imported:
    """Read paragraphs at blank lines. `warnings` are what the caller has to add."""
    from annotations.importing.metadata import metadata_of
    from annotations.richtext import parse_plain

    decoded = decode(data, name, wishes.encoding)
    text = parse_plain(decoded.text)
    return Imported(
        text=text,
        metadata=metadata_of(text, name),
        encoding=decoded.encoding,
        importer="plain",
        importer_version=version,
        warnings=(*decoded.warnings, *warnings),
    )
