"""Runs `liftrun` as `python -m service.cli`, without an installed script."""

import sys

from service.cli.entry import run

sys.exit(run())
