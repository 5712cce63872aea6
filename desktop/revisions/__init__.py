"""Two texts beside each other: versions of an article, and articles that share their words."""
