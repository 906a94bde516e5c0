"""The trail: writing entries, the sources that are read, reading them merged."""
