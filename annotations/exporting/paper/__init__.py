"""Reports on paper: one document of blocks that PDF and Word are written from."""
