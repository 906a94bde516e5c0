"""Filters of lists, kept in the query string. One module per list."""
