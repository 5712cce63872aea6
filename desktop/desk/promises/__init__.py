"""Promises: what was promised, and what became of it."""
