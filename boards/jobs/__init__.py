"""The queue: background work, stored as rows of the database and run by workers beside the web server.

Tasks are written against Django 6's interface (``django_tasks``): ``@task(queue_name="printing", takes_context=True)``, then
``task.enqueue(key)`` inside the transaction of the request. The parts that this interface leaves to its backend are here:

- ``backend``: enqueues a row in the transaction that is open, and wakes the workers when it is committed
- ``lease``: a worker claims a job for some seconds and renews the claim; a result counts only under the current claim
- ``policy``: how often a task is tried and with which pauses; recurring work
- ``bell``: notifies workers of new work (LISTEN on PostgreSQL, ``PRAGMA data_version`` on SQLite)
- ``worker``: claims jobs, so many at once in each lane; ``performing`` runs one
- ``upkeep``: deletes rows of finished work; enqueues recurring work
"""
