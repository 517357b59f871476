"""Verbs: one transaction each, with its rule check, its change, its audit line and its outbox rows."""
