"""The wheel: what `pip install .` brings is whole by itself, with the learner's bank and without the graded pool."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.features.stage import ROOT

PROGRAM = """
import json, sys
sys.path.insert(0, sys.argv[1])
from trainer import house, resources
from question_bank.model import Pool
with house.House.open(house.Path(sys.argv[2]), create=True) as opened:
    pools = sorted({row.pool.value for row in opened.bank.index()})
    print(json.dumps({
        "bank": str(house.bank_file()),
        "asset": str(resources.asset("tokens.json")),
        "pools": pools,
        "modules": len(opened.bank.modules()),
    }))
"""


def test_a_wheel_carries_bank_and_assets_and_no_graded_question(tmp_path: Path) -> None:
    """Built, unpacked elsewhere and opened from there."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            str(tmp_path),
            ".",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("vejvis-*.whl")
    inside = tmp_path / "inside"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(inside)
    assert not [name for name in names if name.startswith("question_bank/content/") or name.endswith(".png")]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(inside), str(tmp_path / "records")],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout)
    assert told["bank"].startswith(str(inside))
    assert told["asset"].startswith(str(inside))
    assert told["pools"] == ["practice", "self-check"]
    assert told["modules"] == 4
