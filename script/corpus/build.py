"""Run the modules that make the corpus, in the order in which they need one another's files."""

import sys
from importlib import import_module

MODULES = ("simple", "more_pages", "other_pages", "office", "talks", "books", "prints", "mails")

for name in sys.argv[1:] or MODULES:
    if name not in MODULES:
        sys.exit(f"make-corpus knows {', '.join(MODULES)}; not {name}")
    import_module(name).make()
