"""What pages show that no model knows. Reads only."""
