"""What a page shows that no model knows. Reads only."""
