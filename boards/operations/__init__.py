"""Operations that write a board and its members: atomic functions with a keyword-only ``by=`` (the user). One module per
noun."""
