"""What people do to a plan: atomic, keyword-only, ``by=`` whom and ``at=`` when. One module per noun."""
