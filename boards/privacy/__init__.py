"""Erasing one person's details."""
