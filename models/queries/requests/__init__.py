"""Information requests: what is asked of whom, and what was answered."""
