"""A first draft of a mapping from the workbook itself: what was found, why, and what a person has to decide."""
