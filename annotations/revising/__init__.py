"""The same article again: what it is known by, what changed, what was said of the change."""
