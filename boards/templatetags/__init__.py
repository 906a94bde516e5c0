"""Template tags and filters of ``boards``."""
