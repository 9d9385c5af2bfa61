"""Days with faults, played in a process of their own."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def played(module, *arguments):
    command = [sys.executable, "-m", f"tests.integration.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr[-3000:]
    return json.loads(done.stdout)
