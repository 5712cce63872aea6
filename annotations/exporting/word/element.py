"""What python-docx makes of XML, and the few elements of it that the library has no call for."""

from typing import Any, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element: TypeAlias = Any
"""An element; the library gives it its methods while it runs, so types do not know them."""


def element(tag: str, **values: str) -> Element:
    """Make an element of Word, `tag` without its prefix, with attributes of Word."""
    return OxmlElement(f"w:{tag}", {qn(f"w:{name}"): value for name, value in values.items()})
