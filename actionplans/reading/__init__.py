"""Importers: from Word, Excel, CSV, PDF and JSON to a plan document, without Django and without a database.

``opening`` makes sure that a file is what it says and harmless, one module per format turns it into ``blocks``, and
``interpret`` reads a plan out of the blocks. ``read_plan`` does all of it.
"""
