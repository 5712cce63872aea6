"""The people of an article, and who is meant by each name, office and pronoun."""
