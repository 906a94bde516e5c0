"""Forms of audits, one module per noun."""
