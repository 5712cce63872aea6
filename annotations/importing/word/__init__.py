"""Files of word processors: what DOCX, ODT and RTF have in common, and each one's own reading."""
