"""How offices head their columns and mark their rows: the words are kept here once, for mappings and for the audit."""
