"""What people do to audits: atomic, keyword-only, ``by=`` whom and ``at=`` when. One module per noun."""
