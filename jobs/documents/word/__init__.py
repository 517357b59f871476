"""A document as a Word file, in the institution's own template or in ours."""
