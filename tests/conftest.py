"""What all tests share: the same examples on every run, so that the gate is green or red for a reason.

``HYPOTHESIS_SEARCH=1 scripts/test tests/test_laws.py`` looks for new examples instead.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("gate", derandomize=True, deadline=None)
settings.load_profile("default" if os.environ.get("HYPOTHESIS_SEARCH") else "gate")
