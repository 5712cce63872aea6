"""The evidence desk: everything anyone said, across all articles of the library."""
