"""Operations that write audits: atomic functions with keyword-only ``by=`` (the user) and ``at=`` (the time). One module per
noun."""
