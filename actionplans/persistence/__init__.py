"""Plan documents and the database: loading a document from rows, saving one as rows, and what both need (references, leads)."""
