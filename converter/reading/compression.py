"""Filings that come compressed with gzip: what is converted, hashed and kept is the filing itself."""

from __future__ import annotations

import zlib

from converter.errors import SourceTooLarge, UnreadableSource

_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
_STEP = 1 << 20


def decompressed(data: bytes, most: int) -> bytes:
    """`data` as it is, or what it holds where it is gzip (RFC 1952; several members follow each other).

    Never holds more than `most` bytes and a step: raises SourceTooLarge for what unpacks to more, UnreadableSource for
    what is damaged or cut off.
    """
    if not data.startswith(_MAGIC):
        return data
    found = bytearray()
    rest = data
    while rest.startswith(_MAGIC):
        member = zlib.decompressobj(_GZIP)
        try:
            while not member.eof:
                step = member.decompress(rest, _STEP)
                rest = member.unconsumed_tail
                found += step
                if len(found) > most:
                    raise SourceTooLarge(f"unpacks to more than {most / 2**20:.0f} MB, which is the most that is read")
                if not step and not rest and not member.eof:
                    raise UnreadableSource("the gzip data is cut off")
        except zlib.error:
            raise UnreadableSource("the gzip data is damaged") from None
        rest = member.unused_data
    return bytes(found)
