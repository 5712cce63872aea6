"""Length-prefixed messages between the program and its worker: JSON, then raw bytes.

A frame is a mark, the length of the JSON (4 bytes) and of the bytes after it (8 bytes), both
big-endian, then the two. Never pickle: what comes back was made from a stranger's file.
"""

import json
import struct
from typing import Any, BinaryIO

MARK = b"KTP1"
HEADER = struct.Struct(">4sIQ")
LARGEST_JSON = 600_000_000
"""Bytes; 20 million characters and their blocks stay below it."""
LARGEST_DATA = 200_000_000
BUFFER = 1 << 18
"""Bytes that are gathered before they go through a pipe: small files travel together."""


class BadFrame(Exception):
    """What arrived is no frame; nothing that follows on this pipe can be trusted."""


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_frame(
    stream: BinaryIO, message: object, data: bytes = b"", *, more: bool = False
) -> None:
    """Send a JSON value and bytes; with `more` to come it may wait for that.

    Raises OSError when nobody reads any more.
    """
    body = _encode(message).encode()
    stream.write(HEADER.pack(MARK, len(body), len(data)))
    stream.write(body)
    if data:
        stream.write(data)
    if not more:
        stream.flush()


def read_frame(stream: BinaryIO) -> tuple[Any, bytes]:
    """Receive a JSON value and bytes. Raises EOFError at the end, BadFrame, OSError."""
    mark, json_length, data_length = HEADER.unpack(_exactly(stream, HEADER.size))
    if mark != MARK or json_length > LARGEST_JSON or data_length > LARGEST_DATA:
        raise BadFrame
    body = _exactly(stream, json_length)
    data = _exactly(stream, data_length) if data_length else b""
    try:
        return json.loads(body), data
    except ValueError as error:
        raise BadFrame from error


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise EOFError
    return data
