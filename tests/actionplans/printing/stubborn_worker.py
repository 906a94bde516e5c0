"""A worker that hangs as a broken one might: it begins another process, and neither heeds an alarm."""

import os
import signal
import sys
import time
from pathlib import Path

signal.signal(signal.SIGALRM, signal.SIG_IGN)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.fork()
with (Path(sys.argv[1]) / "log").open("a") as log:
    log.write(f"{os.getpid()}\n")
time.sleep(600)
