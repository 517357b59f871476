"""Plain Python over plain values: no database, no web, no clock of its own."""
