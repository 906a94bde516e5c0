"""Bringing a file in: received, read, looked through, decided on, and applied to a plan."""
