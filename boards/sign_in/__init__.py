"""Signing in: passwords, codes, passkeys, organisations, two-factor sign-in, sessions."""
