"""Publishing a version: printed, numbered, sealed to the one before, and noted in the journal."""
