"""Decompresses gzip and deflate data up to a size limit, against decompression bombs."""

import zlib

GZIP = b"\x1f\x8b"
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
# A server may compress once more a file that is stored compressed.
MOST_LAYERS = 2


class BrokenCompression(ValueError):
    """Compressed data that is broken, or larger than the limit; the message says which."""


def decompress(octets: bytes, *, limit: int, deflated: bool = False) -> bytes:
    """Decompresses octets that begin with the mark of gzip, and returns others as they are.

    Shape: gzip needs no header from the server, because the octets show it. Deflate may not show, so
    `deflated` says that the server declared it.
    Units: `limit` is in bytes, and holds for the octets and for each step of decompression.
    Errors: Unpackable.
    """
    if deflated:
        octets = _inflated(octets, limit, _deflate_bits(octets))
    for _ in range(MOST_LAYERS):
        if not octets.startswith(GZIP):
            break
        octets = _inflated(octets, limit, GZIP_OR_ZLIB)
    if len(octets) > limit:
        raise BrokenCompression(f"it is larger than {limit} bytes")
    return octets


def _deflate_bits(octets: bytes) -> int:
    # Half of all servers send a bare deflate stream. The others add the two octets of zlib, as HTTP demands.
    has_header = octets[:1] == b"\x78" and int.from_bytes(octets[:2]) % 31 == 0
    return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS


def _inflated(octets: bytes, limit: int, bits: int) -> bytes:
    parts, size = [], 0
    while octets:
        inflater = zlib.decompressobj(bits)
        try:
            parts.append(inflater.decompress(octets, limit + 1 - size))
        except zlib.error as error:
            raise BrokenCompression("its packing is broken") from error
        size += len(parts[-1])
        if size > limit:
            raise BrokenCompression(f"unpacked it is larger than {limit} bytes")
        if not inflater.eof:
            raise BrokenCompression("its packing is cut off")
        octets = inflater.unused_data if inflater.unused_data.startswith(GZIP) else b""
    return b"".join(parts)
