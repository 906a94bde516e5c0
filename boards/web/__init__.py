"""Code that every request passes: the gate, transactions, headers, uploads, downloads, cookies."""
