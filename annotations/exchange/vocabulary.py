"""The names of Kutip's own part of a Web Annotation, for writing and for reading."""

from typing import Any

ANNO = "http://www.w3.org/ns/anno.jsonld"
"""The W3C's own context. A name: it is never fetched."""

PREFIX = "kutip"
NAMESPACE = "urn:kutip:annotation:1:"
HIGHLIGHT = "kutip:highlight"
ARTICLE = "kutip:article"
TEXT_SHA256 = "kutip:textSha256"
ORIGINAL_SHA256 = "kutip:originalSha256"
WITHHELD = "kutip:withheld"

CONTEXT: list[Any] = [  # Any: a JSON value
    ANNO,
    {
        PREFIX: NAMESPACE,
        # One JSON value each: a reader of RDF keeps them whole, whatever their keys.
        HIGHLIGHT: {"@type": "@json"},
        ARTICLE: {"@type": "@json"},
        WITHHELD: {"@type": "@json"},
    },
]
"""What stands as `@context`: the W3C's, and what our prefix means, inlined."""

URN = "urn:uuid:"

TRANSLATING = "kutip:translating"
"""The purpose of a body that says the quote in another language."""
