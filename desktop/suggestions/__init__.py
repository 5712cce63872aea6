"""What the rules propose, in the window: ghost lines, the walk from one to the next, its card."""
