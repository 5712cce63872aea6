"""Proof packs: one archive with a report, its originals and their checksums, and its verifying."""
