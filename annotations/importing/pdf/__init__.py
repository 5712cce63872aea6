"""PDF: the words of its text layer as paragraphs, with the page that each stands on.

`reading` asks pdfium for words and boxes; the rest of the package is plain geometry and words.
"""
