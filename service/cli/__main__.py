"""`python -m service.cli` is `liftrun` without an installed script."""

import sys

from service.cli.main import main

sys.exit(main())
