"""What lies in gzip or zlib packing, as long as it is not a bomb."""

import zlib

GZIP = b"\x1f\x8b"
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
# A file that a server packs again on its way.
MOST_LAYERS = 2


class Unpackable(ValueError):
    """What was packed is broken, or larger than it may be; the message says which."""


def unpacked(octets: bytes, *, limit: int, deflated: bool = False) -> bytes:
    """The octets without the gzip around them, whoever put it there and whether he said so or not.

    Shape: `deflated` is for what its sender calls deflate; it may come without any mark of its own.
    Units: `limit` in bytes holds before and after.
    Errors: Unpackable.
    """
    if deflated:
        octets = _inflated(octets, limit, _deflate_bits(octets))
    for _ in range(MOST_LAYERS):
        if not octets.startswith(GZIP):
            break
        octets = _inflated(octets, limit, GZIP_OR_ZLIB)
    if len(octets) > limit:
        raise Unpackable(f"it is larger than {limit} bytes")
    return octets


def _deflate_bits(octets: bytes) -> int:
    # Half of all servers send the bare stream; the other half, as they should, with zlib's two octets.
    has_header = octets[:1] == b"\x78" and int.from_bytes(octets[:2]) % 31 == 0
    return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS


def _inflated(octets: bytes, limit: int, bits: int) -> bytes:
    parts, size = [], 0
    while octets:
        inflater = zlib.decompressobj(bits)
        try:
            parts.append(inflater.decompress(octets, limit + 1 - size))
        except zlib.error as error:
            raise Unpackable("its packing is broken") from error
        size += len(parts[-1])
        if size > limit:
            raise Unpackable(f"unpacked it is larger than {limit} bytes")
        if not inflater.eof:
            raise Unpackable("its packing is cut off")
        octets = inflater.unused_data if inflater.unused_data.startswith(GZIP) else b""
    return b"".join(parts)
