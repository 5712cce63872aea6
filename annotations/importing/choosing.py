"""Which format a file is of, by its content."""

from collections.abc import Sequence

from annotations.importing.protocol import Container, Importer


def surest(formats: Sequence[Importer | Container], data: bytes, name: str) -> Importer | Container:
    """Choose the format that is surest of a file; of two that are equally sure the first."""
    return max(formats, key=lambda each: each.sniff(data, name))


def is_light(chosen: Importer | Container) -> bool:
    """Whether a format needs no heavy library."""
    return bool(getattr(chosen, "light", False))
