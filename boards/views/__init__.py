"""Views of boards, people, access and accounts, one module per noun."""
