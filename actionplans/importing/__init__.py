"""Importing a file: it is received, read, reviewed by the user, and applied as a new plan or as changes to one."""
