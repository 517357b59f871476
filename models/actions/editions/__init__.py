"""Verbs on reports: make, write, review, endorse, present, validate, send, publish, answer."""
