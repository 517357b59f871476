"""A Django project as `startproject` makes it, with an admin over the same tables."""
