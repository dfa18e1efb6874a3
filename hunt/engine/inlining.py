"""Compile functions that only ever run inlined into another one: it takes half the time.

Numba makes every function ready to be called: optimised, and turned into machine code.  A rule is never called from
outside; all that is needed of it is what it says, and the whole day is optimised once, at the end.
"""

from typing import Any

from numba.core.codegen import CPUCodeLibrary
from numba.core.compiler import Compiler


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
        """Return Numba's own passes."""
        self.state.library = InlineOnlyLibrary(self.state.targetctx.codegen(), "melted")
        return super().define_pipelines()
