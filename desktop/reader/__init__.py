"""The reader: an article set like a good page, with its highlights under the letters."""
