"""Rules that read an article: quotations and who said them, numbers, laws, commitments.

The engine is code, a language is data (`resources/languages`). The same text gives the same
suggestions, each fact with the words that it was read from; nothing leaves the laptop.
"""
