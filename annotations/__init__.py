"""The domain of Kutip: everything a script could use with no window."""
