"""Prints: the order, the job that makes it, and copies that name their reader."""
