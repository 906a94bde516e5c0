"""From the blocks of a file to a plan document. Knows no file format."""
