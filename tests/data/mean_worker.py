"""A worker whose first formats do what the worst file would make a parser do."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import operations, plain
from annotations.importing.protocol import Part, Wishes
from annotations.importing.serving import serve
from annotations.model import Imported


class Mean:
    """Obeys files that begin with an exclamation mark."""

    name = "mean"
    version = 1

    def sniff(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a Protocol's argument
        return 100 if data.startswith(b"!") else 0

    def parse(self, data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:
        match data:
            case words if not words.startswith(b"!"):
                return plain.parse(data, name)
            case b"!loop":
                while True:
                    pass
            case b"!sleep":
                time.sleep(3600)
            case b"!bomb":
                hoard = []
                while True:
                    hoard.append(bytearray(20_000_000))
            case b"!die":
                os.kill(os.getpid(), signal.SIGKILL)
            case b"!leave":
                os._exit(0)
            case b"!garbage":
                for descriptor in range(3, 12):
                    try:
                        os.write(descriptor, b"not a frame at all, and no JSON either")
                    except OSError:
                        continue
            case b"!raise":
                raise KeyError(data)
            case b"!deep":  # all arguments: Python 3.13.0 counts no depth where one is left out
                return self.parse(data, name, wishes)
            case b"!open":
                with open(__file__, "rb") as file:  # noqa: PTH123
                    file.read()
            case b"!socket":
                socket.socket().close()
            case b"!print":
                print("noise on standard output", flush=True)  # noqa: T201
        told = {
            b"!modules": sorted({module.partition(".")[0] for module in sys.modules}),
            b"!environment": sorted(os.environ),
            b"!folder": [os.getcwd()],  # noqa: PTH109
        }
        return plain.parse("\n".join(told.get(data, ["well"])).encode(), name)


class Bag:
    """Unpacks files that begin with "!bag": a part a line, each as mean as a file may be."""

    name = "bag"
    version = 1

    def sniff(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a Protocol's argument
        return 100 if data.startswith(b"!bag") else 0

    def unpack(self, data: bytes, name: str, wishes: Wishes = Wishes()) -> Iterator[Part]:
        for number, line in enumerate(data.split(b"\n")[1:], start=1):
            label = f"{wishes.encoding}{number}"
            if line == b"!fail":
                yield Part(label, failed=ImportFailed("", ImportFault.PROTECTED), original=line)
            elif line == b"!raise":
                raise ImportFailed(name, ImportFault.BROKEN)
            else:
                yield Part(label, imported=Mean().parse(line, label), original=line)


def echo(data: bytes, arguments: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Answer with what was asked, and the words backwards."""
    Mean().parse(data, "")
    return {"process": os.getpid(), **arguments}, data[::-1]


if __name__ == "__main__":
    operations.OPERATIONS = (("echo", echo),)
    sys.exit(serve((Bag(), Mean(), plain), memory=400_000_000))
