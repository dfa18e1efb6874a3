"""How machine code stops in a loop that does not end: as where it checks an index."""

from typing import Any

from numba.core import cgutils, types
from numba.extending import intrinsic

from hunt.engine.loop_guard import said_of_loop


@intrinsic(prefer_literal=True)
def stop_compiled(typing: Any, line: Any) -> Any:
    """Do in machine code what `hunt.engine.loop_guard.stop` does in Python."""

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        with builder.if_then(cgutils.true_bit, likely=False):
            context.call_conv.return_user_exc(builder, RuntimeError, (said_of_loop(line.literal_value),))
        return context.get_dummy_value()

    return types.void(line), code
