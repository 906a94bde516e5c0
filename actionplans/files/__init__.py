"""Files that people attach: where they are stored, what they are, whether they are whole."""
