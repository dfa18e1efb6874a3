"""A tuple held in one place, so that compiled rules hand on where it is instead of all that is in it.

Numba passes a named tuple of arrays to a function as some two hundred numbers, at every call.  Reference, it is one
pointer, and compiling the rules takes half as long; what the rules do is the same.
"""

import hashlib
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import impl_ret_borrowed, lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import intrinsic, models, register_model


class Reference(types.Type):  # type: ignore[misc]
    """The place of a named tuple; its attributes are the tuple's."""

    def __init__(self, tuple_type: Any) -> None:
        self.tuple_type = tuple_type
        # A type's name is part of the name of every function that takes it; this one lists some 300 fields.
        digest = hashlib.sha256(tuple_type.name.encode()).hexdigest()[:16]
        super().__init__(name=f"Held({digest})")


@register_model(Reference)
class ReferenceModel(models.PrimitiveModel):  # type: ignore[misc]
    """A pointer to the tuple."""

    def __init__(self, manager: Any, held: Reference) -> None:
        super().__init__(manager, held, ir.PointerType(manager.lookup(held.tuple_type).get_value_type()))


@infer_getattr
class ReferenceAttributes(AttributeTemplate):  # type: ignore[misc]
    """The attributes of what is held."""

    key = Reference

    def generic_resolve(self, held: Reference, name: str) -> Any:  # type: ignore[override]
        """Return the type of an attribute, or None where there is no such."""
        fields = held.tuple_type.fields
        return held.tuple_type.types[fields.index(name)] if name in fields else None


@lower_getattr_generic(Reference)
def read_attribute(context: Any, builder: Any, held: Reference, place: Any, name: str) -> Any:
    """Read one attribute from where the tuple is."""
    field = held.tuple_type.fields.index(name)
    value = builder.load(cgutils.gep_inbounds(builder, place, 0, field))
    return impl_ret_borrowed(context, builder, held.tuple_type.types[field], value)


@intrinsic
def by_reference(context: Any, one: Any) -> Any:
    """Put a named tuple where it can be pointed at, for as long as the calling function lives."""

    def keep(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return cgutils.alloca_once_value(builder, arguments[0])

    return Reference(one)(one), keep
