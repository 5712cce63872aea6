"""Laws: which provisions are cited, and in which words."""
