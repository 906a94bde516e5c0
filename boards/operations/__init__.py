"""What people do to a board and its members: atomic, keyword-only, ``by=`` whom."""
