"""Views of audits, one module per noun."""
