"""Word files of our own: their XML, their parts, and nothing of who wrote them."""
