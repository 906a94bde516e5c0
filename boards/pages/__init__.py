"""Data that pages show and that needs several models, or none. Reads only."""
