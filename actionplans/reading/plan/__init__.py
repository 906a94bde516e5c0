"""From blocks to a plan document."""
