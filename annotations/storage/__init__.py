"""Libraries on disk: the only package that imports sqlite-utils or writes SQL."""
