"""Audits of a board's practice, whose recommendations are followed in action plans."""
