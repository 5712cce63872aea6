"""Electronic books: what lies in the archive, in which order it is read, its chapters and notes."""
