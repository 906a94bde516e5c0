"""Boards, their people and groups, access and sign-in: all that the site needs besides plans and audits."""
