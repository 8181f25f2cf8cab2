import subprocess
import sys

from scripts.tree import ROOT


def test_no_migration_is_missing():
    done = subprocess.run(
        [sys.executable, "-m", "scripts.migrations", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
