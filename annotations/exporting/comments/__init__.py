"""Word comments: a whole article as DOCX with each highlight as a comment on its words."""
