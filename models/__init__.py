"""What is true, whoever asks: rules, tables, files, scope, queries and actions."""
