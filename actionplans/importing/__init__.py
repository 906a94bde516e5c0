"""Bringing in a file: received, read, reviewed, compared with the plan, applied."""
