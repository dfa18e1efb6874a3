"""What only a maintainer opens: records, random draws, initial state and the compiled rules."""

import os

# Machine code for any processor of the kind: it is as fast here as code for just this one (`docs/why.md`), does the
# same bits, and may be shipped.  An environment variable, because Numba reads it whenever it compiles.
os.environ.setdefault("NUMBA_CPU_NAME", "generic")
os.environ.setdefault("NUMBA_CPU_FEATURES", "")
