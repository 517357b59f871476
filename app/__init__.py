"""The Flask shell: the only floor that knows all others."""
