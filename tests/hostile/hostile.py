"""What a hostile input is, and the few words that all of them share."""

from collections.abc import Callable
from dataclasses import dataclass

SECRET = "KANARI-4711-RAHASIA"  # noqa: S105 - what a file on this computer holds, to be read by nobody
"""Stands in a file that hostile inputs name; found in a text it was read."""

STORY = (
    "ARUNIKA - Wali kota menyatakan dua belas pompa akan dipasang sebelum musim hujan, dan warga"
    " menunggu. Anggaran disetujui dewan pada hari Selasa setelah rapat yang panjang."
)


@dataclass(frozen=True, slots=True)
class Place:
    """What this computer has that no import may touch: a file's path and a listening address."""

    secret_file: str
    address: str


@dataclass(frozen=True, slots=True)
class Hostile:
    """One input. `make` gives its bytes for a place; `expect` is "fails", "imports" or "" (either).

    `holds` is a word that an imported text has to have.
    """

    name: str
    make: Callable[[Place], bytes]
    expect: str = ""
    holds: str = ""


def fixed(name: str, data: bytes, expect: str = "", holds: str = "") -> Hostile:
    """Make an input that is the same everywhere."""
    return Hostile(name, lambda _: data, expect, holds)


def filled(name: str, text: str, expect: str = "", holds: str = "") -> Hostile:
    """Make an input with the secret file for FILE and the listening address for ADDRESS."""

    def make(place: Place) -> bytes:
        return (text.replace("FILE", place.secret_file).replace("ADDRESS", place.address)).encode()

    return Hostile(name, make, expect, holds)
