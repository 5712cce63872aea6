"""The commands of the terminal; `annotations.cli` puts them together."""
