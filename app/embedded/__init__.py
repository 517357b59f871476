"""PostgreSQL and Valkey from their wheels, started by our own launcher: for a demo, the tests, a small office."""
