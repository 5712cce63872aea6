"""What a command of the terminal wrote, for tests."""

import json
from collections.abc import Callable
from typing import Any


class Run:
    """What a command wrote, and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Kutip = Callable[..., Run]
