"""Reports from the window: what to write, a preview of it, writing it."""
