"""Programs that heed Ctrl+C, however the tests themselves were started."""

import sys

HEEDING = [
    sys.executable,
    "-c",
    (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
        " os.execv(sys.argv[1], sys.argv[1:])"
    ),
]
"""Begins a program that heeds Ctrl+C: a shell lets what it starts in the background ignore it."""
