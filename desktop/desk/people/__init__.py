"""People: who said what, a page each."""
