"""What pages of audits show that no model knows. Reads only."""
