"""From bytes to blocks: one module per file format. Knows no plan."""
