"""Three boards that do not exist, to try the application with.

``script`` gives the words in which a board's year is told (days counted from the present week, so that the dates stay
alive whenever it is loaded), ``fenmarsh``, ``wealdmere`` and ``aldersby`` tell one board each, ``loader`` plays them
into the database through the same verbs that the pages use, and ``big`` makes one very large plan for measuring.
"""
