"""Runs `liftrun` as `python -m service.cli`, without an installed script."""

import sys

from service.cli.main import main

sys.exit(main())
