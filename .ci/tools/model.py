"""Whether a message is what the protocol's own meta model says it must be.

The classes of `lsprotocol` are made from that model. Its converters forgive what they do not know;
here nothing is forgiven: no missing key, no unknown one, no value of another kind. One thing the
classes cannot tell: a key that may be left out may be null as well.
"""
import collections.abc
import enum
import typing

import attrs
from lsprotocol import types

PLAIN = {bool: bool, int: int, str: str, float: (int, float)}


class Faults:
    """Checks the messages of one session, in the order in which they were sent."""

    def __init__(self):
        self.asked = {}
        self.methods = set()
        self.unknown = set()

    def of(self, message, sender):
        """Sentences that say what is wrong; `sender` is "client" or "server"."""
        method, key = message.get("method"), message.get("id")
        if method is None:
            asked = self.asked.pop((sender, key), None)
            if asked is None:
                return [f"an answer nobody waits for: {key}"]
            if asked not in types.METHOD_TO_TYPES or "error" in message:
                return []
            return list(wrong(message.get("result"), result(asked), f"answer to {asked}"))
        if key is not None:
            self.asked[("server" if sender == "client" else "client", key)] = method
        if method not in types.METHOD_TO_TYPES:
            # What begins with "$/" may be ignored, and a name of our own is nobody else's.
            self.unknown.add(method)
            return []
        self.methods.add(method)
        params = fields(types.METHOD_TO_TYPES[method][0]).get("params")
        if params is None or (optional(params) and message.get("params") is None):
            return []
        return list(wrong(message.get("params"), params.type, method))


def result(method):
    response = types.METHOD_TO_TYPES[method][1]
    return fields(response)["result"].type if response and "result" in fields(response) else typing.Any


def fields(cls):
    if not getattr(cls, "__attrs_resolved__", False):
        attrs.resolve_types(cls, types.ALL_TYPES_MAP, {})
        cls.__attrs_resolved__ = True
    return {camel(it.name): it for it in attrs.fields(cls)}


def camel(name):
    """`text_document` as the protocol writes it; Python's own words end with an underscore."""
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(it.title() for it in rest)


def optional(field):
    return field.default is not attrs.NOTHING


def wrong(value, kind, where):
    """What is wrong with a value, named with its way from the message's root."""
    if kind is typing.Any or kind is object:
        return
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Union:
        yield from of_several(value, inner, where)
    elif origin is typing.Literal:
        if value not in inner:
            yield f"{where}: {value!r} is none of {inner}"
    elif origin is tuple:
        yield from () if isinstance(value, list) and len(value) == len(inner) else [f"{where}: no pair"]
    elif origin in (collections.abc.Sequence, list):
        if not isinstance(value, list):
            yield f"{where}: {value!r} is no list"
            return
        for place, one in enumerate(value):
            yield from wrong(one, inner[0], f"{where}[{place}]")
    elif origin in (collections.abc.Mapping, dict):
        if not isinstance(value, dict):
            yield f"{where}: {value!r} is no object"
            return
        for key, one in value.items():
            yield from wrong(one, inner[1], f"{where}.{key}")
    elif kind is type(None):
        yield from () if value is None else [f"{where}: {value!r} is not null"]
    elif attrs.has(kind):
        yield from of_class(value, kind, where)
    elif issubclass(kind, enum.Enum):
        # Kinds of actions and codes of errors are open lists.
        is_open = kind.__name__ in ("CodeActionKind", "ErrorCodes", "LSPErrorCodes", "FoldingRangeKind", "SemanticTokenTypes")
        if not is_open and value not in [it.value for it in kind]:
            yield f"{where}: {value!r} is no {kind.__name__}"
    elif kind in PLAIN:
        if not isinstance(value, PLAIN[kind]) or (kind is not bool and isinstance(value, bool)):
            yield f"{where}: {value!r} is no {kind.__name__}"
    else:
        yield f"{where}: no check for {kind}"


def of_several(value, kinds, where):
    if any(it is object for it in kinds):
        return
    attempts = [list(wrong(value, it, where)) for it in kinds]
    if all(attempts):
        # The nearest miss tells most.
        yield from min(attempts, key=lambda it: (len(it), "no object" in it[0]))


def of_class(value, kind, where):
    if not isinstance(value, dict):
        yield f"{where}: {value!r} is no object"
        return
    known = fields(kind)
    for name, field in known.items():
        if name not in value:
            if not optional(field):
                yield f"{where}: no {name}"
        else:
            yield from wrong(value[name], field.type, f"{where}.{name}")
    for name in value.keys() - known.keys():
        yield f"{where}: unknown {name}"
