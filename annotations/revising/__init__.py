"""The same article again: what it is known by, what changed, what was said of the change.

Import from the modules themselves: the store needs one of them at start-up and not the rest.
"""
