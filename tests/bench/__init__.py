"""What printing costs, measured against what else a board could print with: ``./run bench print``."""
