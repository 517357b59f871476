"""SQLAlchemy tables, one class a file; constraints that make an impossible state impossible."""
