"""Pictures of the workbench for the documentation, with few colours so that they stay small."""

import base64
import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

WIDTH, HEIGHT = 1200, 750
MOST_BYTES = 80_000
_COLOURS = 160
_PIXELS = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const {data} = context.getImageData(0, 0, picture.width, picture.height);
  let text = '';
  const part = 8192;
  for (let k = 0; k < data.length; k += part) {
    text += String.fromCharCode(...data.subarray(k, k + part));
  }
  return [picture.width, picture.height, btoa(text)];
}"""


def take(page: Page, folder: Path, name: str) -> None:
    """Write what a page shows now."""
    shot = base64.b64encode(page.screenshot(animations="disabled", caret="hide")).decode()
    width, height, data = page.evaluate(_PIXELS, shot)
    pixels = np.frombuffer(base64.b64decode(data), np.uint8).reshape(height, width, 4)[..., :3]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.png").write_bytes(small_png(pixels))


def small_png(pixels: NDArray[np.uint8]) -> bytes:
    """Return a picture, shape (height, width, 3), as PNG of its commonest colours."""
    height, width, _ = pixels.shape
    wide = pixels.astype(np.int64) @ np.array([65536, 256, 1])
    found, place, count = np.unique(wide, return_inverse=True, return_counts=True)
    split = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    palette = split[np.argsort(-count, kind="stable")[:_COLOURS]]
    nearest = ((split[:, None] - palette) ** 2).sum(-1).argmin(1).astype(np.uint8)
    rows = np.zeros((height, width + 1), np.uint8)
    rows[:, 1:] = nearest[place].reshape(height, width)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = zlib.compress(rows.tobytes(), 9)
    chunks = (b"IHDR", header), (b"PLTE", palette.astype(np.uint8).tobytes()), (b"IDAT", body)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in (*chunks, (b"IEND", b"")))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
