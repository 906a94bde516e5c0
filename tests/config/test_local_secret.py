"""The secret of an installation that was given none is made once, however many processes start at the same time."""

import stat
import subprocess
import sys

from django.conf import settings

from config import local_secret

#: A process of its own: it says that it is ready, waits to be let go, and prints the secret.
_PROCESS = """
import sys
from pathlib import Path
from config import local_secret
print("ready", flush=True)
sys.stdin.readline()
print(local_secret.read_or_make(Path(sys.argv[1])), flush=True)
"""


def test_processes_that_start_at_once_all_get_the_same_secret(tmp_path):
    path = tmp_path / "data" / "secret_key"
    command = [sys.executable, "-c", _PROCESS, str(path)]
    started = [
        subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    for process in started:
        assert process.stdout.readline() == "ready\n"
    for process in started:  # let go together
        process.stdin.write("\n")
        process.stdin.flush()
    secrets = {process.communicate()[0].strip() for process in started}
    assert secrets == {path.read_text()}
    assert len(path.read_text()) >= 50
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_process_ever_finds_a_secret_that_is_not_yet_written(tmp_path, monkeypatch):
    path, seen = tmp_path / "secret_key", []
    real = local_secret.get_random_secret_key

    def looked():
        seen.append(path.exists())
        return real()

    def fsync(descriptor: int) -> None:
        seen.append(path.exists())

    monkeypatch.setattr(local_secret, "get_random_secret_key", looked)
    monkeypatch.setattr(local_secret.os, "fsync", fsync)
    secret = local_secret.read_or_make(path)
    assert seen == [False, False]  # under its name there is nothing before the whole of it is on the disk
    assert local_secret.read_or_make(path) == secret


def test_an_empty_file_that_a_broken_start_left_is_filled(tmp_path):
    path = tmp_path / "secret_key"
    path.touch()
    assert local_secret.read_or_make(path) == path.read_text() != ""
