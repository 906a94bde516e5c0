"""The plan document: one in-between form for a whole action plan, free of Django.

Importers make it, the database is filled from it and read back into it, every printed or exported form is made from
it, a published version is one (frozen), and a comparison compares two.

``tree`` holds the form itself and its JSON, ``editions`` documents with something left out, ``public`` the document in which
nobody is named (``names`` finds who is), ``references`` what rows are called, ``dates`` how dates of differing precision are
written and read. ``compare`` tells what changed between two documents: ``matching`` finds which row of one is which of the
other, ``cells`` sets one against the other, ``pieces`` does so word by word, ``changes`` is the answer, with the words for it
from ``words``.
"""
