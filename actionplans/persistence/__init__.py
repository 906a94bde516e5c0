"""Plan document <-> database: loading, saving, references, people, leads."""
