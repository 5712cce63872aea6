"""Words that an article has somebody say, between marks or reported, and who said them."""
