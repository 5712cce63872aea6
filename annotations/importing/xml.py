"""Read a stranger's XML: no DOCTYPE, so no entities, nothing from elsewhere; and not too deep."""

from collections.abc import Callable
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from annotations.errors import ImportFailed, ImportFault

DEEPEST_XML = 200
"""Levels that elements may nest: documents of words stay below a hundred."""
PIECE = 1 << 16
"""Bytes that are looked at before a DOCTYPE among them is told of."""


def parse_xml(data: bytes, name: str) -> Element:
    """Read a document; names are "{namespace}local", comments and instructions left out.

    Raises ImportFailed: DOCTYPE, TOO_DEEP, BROKEN.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse(name)
    parser.CharacterDataHandler = builder.data
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        """Go a level down. Raises ImportFailed: TOO_DEEP."""
        nonlocal depth
        depth += 1
        if depth > DEEPEST_XML:
            raise ImportFailed(name, ImportFault.TOO_DEEP, DEEPEST_XML)
        named = {_qualified(key): value for key, value in attributes.items()}
        builder.start(_qualified(tag), named)

    def end(tag: str) -> None:
        """Come a level up."""
        nonlocal depth
        depth -= 1
        builder.end(_qualified(tag))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        for at in range(0, len(data), PIECE):
            parser.Parse(data[at : at + PIECE], False)  # noqa: FBT003 - positional only
        parser.Parse(b"", True)  # noqa: FBT003
        return builder.close()
    except (expat.ExpatError, LookupError, ValueError, AssertionError) as error:
        detail = type(error).__name__
        raise ImportFailed(name, ImportFault.BROKEN, detail=detail) from error


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse(name: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        """Stop at once: an entity could read a file or unfold to gigabytes. Raises ImportFailed."""
        raise ImportFailed(name, ImportFault.DOCTYPE)

    return refuse
