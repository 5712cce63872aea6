"""Checks that show their working and never change a word."""
