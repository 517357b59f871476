"""PostgreSQL and Valkey from their wheels, started and stopped by us; `parts.embedded_parts` is the one door."""
