"""Demonstration data: three fictional boards, to try the application with.

``script`` defines the dataclasses that describe a board and a year of its work (days are counted from the present week, so
that the dates are current whenever the data is loaded). ``fenmarsh``, ``wealdmere`` and ``aldersby`` describe one board
each, ``loader`` writes them to the database with the operations that the pages use, ``files`` makes the files of notes, and
``big`` makes one very large plan for measuring.
"""
