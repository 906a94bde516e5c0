"""Every edition as a finished PDF: held to the rules of PDF/UA and PDF/A, read back, and given hostile input."""
