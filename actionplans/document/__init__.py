"""The plan document: a whole action plan as plain values, without Django and without a database.

Importers make it, the database is filled from it and read back into it, every printed or exported form is made from
it, a published version is one (frozen), and a comparison compares two.

``tree`` holds its classes and their JSON (``node``), ``fields`` the table of cells, ``warnings`` what an importer was not
sure of, ``references`` the references of rows, ``dates`` dates of differing precision, ``parts`` documents with something
left out, ``anonymised`` the document without people (``names`` finds them in typed text). ``compare`` finds what changed
between two documents: ``matching`` pairs their rows, ``cells`` compares cells, ``text_diff`` compares texts word by word,
``changes`` and ``change_summary`` hold the result, ``wording`` has the small words for it.
"""
