"""The plan document: one in-between form for a whole action plan, free of Django.

Importers make it, the database is filled from it and read back into it, every printed or exported form is made from
it, a published version is one (frozen), and a comparison compares two. ``tree`` holds the form itself, ``compare``
what changed between two, ``dates`` how dates of differing precision are written and read.
"""
