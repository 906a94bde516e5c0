"""Data protection: erasing a person's details, finding mentions of them, and how long plans are kept."""
