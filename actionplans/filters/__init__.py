"""Filters of lists, kept in the address."""
