"""The registry of speakers in the window: who there is, who is whom."""
