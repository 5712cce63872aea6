"""A worker whose first importer does what the worst file would make a parser do."""

import os
import signal
import sys
import time

from annotations.importing import plain
from annotations.importing.worker import serve
from annotations.model import Imported


class Mean:
    """Obeys files that begin with an exclamation mark."""

    name = "mean"
    version = 1

    def sniff(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a Protocol's argument
        return 100 if data.startswith(b"!") else 0

    def parse(self, data: bytes, name: str) -> Imported:
        match data:
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
            case b"!deep":
                return self.parse(data, name)
            case b"!open":
                with open(__file__, "rb") as file:  # noqa: PTH123
                    file.read()
            case b"!print":
                print("noise on standard output", flush=True)  # noqa: T201
        told = {
            b"!modules": sorted({module.partition(".")[0] for module in sys.modules}),
            b"!environment": sorted(os.environ),
            b"!folder": [os.getcwd()],  # noqa: PTH109
        }
        return plain.parse("\n".join(told.get(data, ["well"])).encode(), name)


if __name__ == "__main__":
    sys.exit(serve((Mean(), plain), memory=400_000_000))
