"""Data that pages of audits show and that needs several models. Reads only."""
