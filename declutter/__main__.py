"""``python -m declutter``."""

import sys

from declutter.cli import main

sys.exit(main())
