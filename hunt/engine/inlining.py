"""Compile functions that only compiled code calls, or that only ever run inlined: the latter takes half the time.

Numba makes every function ready to be called: optimised, and turned into machine code.  A rule is never called from
outside; all that is needed of it is what it says, and the whole day is optimised once, at the end.
"""

from collections.abc import Callable
from typing import Any

from numba.core.codegen import CPUCodeLibrary
from numba.core.compiler import Compiler

CALLED_INSIDE: dict[str, Any] = {
    "nogil": True,
    "_nrt": False,
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
    "error_model": "numpy",
}
"""How a function is compiled that only compiled code calls: without a wrapper (halves compile time), without reference
counting, which would cost ten times the day itself (rules never allocate), and without checking each division for zero
(the Mesa engine does that).  It is not cached on disk by itself; the whole is."""


ABOUT = 200
"""Functions that are compiled in all, more or less: it is only for a bar of progress."""

begun = 0
when_compiled: Callable[[int, int], object] | None = None
"""Called with the number of functions that have been begun, and ABOUT."""


class InlineOnlyLibrary(CPUCodeLibrary):  # type: ignore[misc]
    """A compiled function that waits to be inlined into another one."""

    def _optimize_final_module(self) -> None:
        """The function it is inlined into is optimised as a whole."""

    def _finalize_final_module(self) -> None:
        """No machine code; but it counts as finished."""
        self._finalize_dynamic_globals()
        self._verify_declare_only_symbols()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """Return 0: there is no machine code to point to."""
        self._ensure_finalized()
        return 0

    @property
    def codegen(self) -> Any:
        """The code generator, but for the globals of a Python function, which a rule has not."""
        return WithoutGlobals()


class WithoutGlobals:
    """Takes the place of the code generator where Numba sets up what a function running by itself would need."""

    def set_env(self, name: str, env: Any) -> None:
        """Do nothing."""


class InlineOnlyCompiler(Compiler):  # type: ignore[misc]
    """Numba's compiler, with such a library to put the function in."""

    def define_pipelines(self) -> Any:
        """Return Numba's own passes; tell who wants to know how many functions have been begun."""
        global begun
        begun += 1
        if when_compiled is not None:
            when_compiled(min(begun, ABOUT), ABOUT)
        self.state.library = InlineOnlyLibrary(self.state.targetctx.codegen(), "melted")
        return super().define_pipelines()
