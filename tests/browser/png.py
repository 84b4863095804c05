"""Small PNG files of what a browser shows: at most 256 colours, and a comment that says what is shown."""

import struct
import zlib
from array import array
from base64 import b64decode, b64encode
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256

PIXELS = """async (png) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const octets = context.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < octets.length; at += 32768)
    text += String.fromCharCode(...octets.subarray(at, at + 32768));
  return [image.width, image.height, btoa(text)];
}"""
"""The size of an image and its pixels, four octets each; the browser that drew it reads it best."""


def small(screenshot: bytes, page: "Page", comment: str) -> bytes:
    """The same picture with colours from a table, which for a page of ours takes a third of the octets."""
    width, height, octets = page.evaluate(PIXELS, b64encode(screenshot).decode())
    pixels = array("I", b64decode(octets))
    table = [pixel.to_bytes(4, "little")[:3] for pixel, _ in Counter(pixels).most_common(COLOURS)]
    place = {pixel: _nearest(pixel.to_bytes(4, "little")[:3], table) for pixel in set(pixels)}
    row_by_row = bytes(map(place.__getitem__, pixels))
    # Each row begins with the way it is filtered, 0 for none.
    rows = b"".join(b"\0" + row_by_row[at : at + width] for at in range(0, len(row_by_row), width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = {
        b"IHDR": header,
        b"PLTE": b"".join(table),
        b"tEXt": b"Comment\0" + comment.encode("latin-1"),
        b"IDAT": zlib.compress(rows, 9),
        b"IEND": b"",
    }
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks.items())


def size_and_comment(png: bytes) -> tuple[int, int, str]:
    """Width, height and comment of such a file."""
    width, height = struct.unpack(">II", png[16:24])
    at = png.index(b"tEXt")
    (length,) = struct.unpack(">I", png[at - 4 : at])
    return width, height, png[at + 4 : at + 4 + length].partition(b"\0")[2].decode("latin-1")


def _nearest(colour: bytes, table: list[bytes]) -> int:
    return min(
        range(len(table)), key=lambda n: sum((a - b) ** 2 for a, b in zip(colour, table[n], strict=True))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
