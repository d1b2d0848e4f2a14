"""A copy of the sample workspace to run `perennial` in, so that what it records stays out of the repository."""

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-23"


class Workspace:
    def __init__(self, program, folder):
        self.program, self.folder = Path(program).resolve(), Path(folder)

    def url(self, name):
        return (self.folder / name).resolve().as_uri()

    def run(self, *arguments, expect=0):
        """Runs a command in the workspace; gives what it wrote to standard output, as bytes."""
        done = subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True)
        if done.returncode != expect:
            raise SystemExit(f"perennial {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr.decode()}")
        return done.stdout

    def told(self, *arguments, expect=0):
        """The same, as text with what went to standard error."""
        done = subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != expect:
            raise SystemExit(f"perennial {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
        return done.stdout + done.stderr


@contextmanager
def sample(program):
    folder = tempfile.mkdtemp(prefix="perennial-sharing-")
    try:
        for name in ("content", "templates"):
            shutil.copytree(ROOT / name, Path(folder, name))
        yield Workspace(program, folder)
    finally:
        shutil.rmtree(folder)
