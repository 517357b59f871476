"""The demonstration: a believable ministry, its first three months, and the processes that show it."""
