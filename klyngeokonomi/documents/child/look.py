"""What a picture looks like, in 64 bits: near the same for the same picture in another size, quality or format."""

from PIL import Image

ACROSS, DOWN = 9, 8
STEP = 4
"""Shades of grey from one field to its neighbour that are more than the noise of compression."""
FEWEST_STEPS = 16
"""A blank page or a flat picture looks like any other such: it has no look of its own."""


def look_of(picture: Image.Image) -> int | None:
    """A signed 64-bit number, a bit for each field that is darker than its right neighbour; None for a flat picture."""
    small = picture.convert("L").resize((ACROSS, DOWN), Image.Resampling.BOX)
    shades = small.tobytes()
    steps = [
        shades[row * ACROSS + column + 1] - shades[row * ACROSS + column]
        for row in range(DOWN)
        for column in range(ACROSS - 1)
    ]
    if sum(abs(step) >= STEP for step in steps) < FEWEST_STEPS:
        return None
    bits = sum((step >= STEP) << place for place, step in enumerate(steps))
    return int.from_bytes(bits.to_bytes(8, "big"), "big", signed=True)
