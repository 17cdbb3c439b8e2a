"""Receipts and invoices that look the part, drawn on the spot; every one says that it is a sample."""

import io
import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from klyngeokonomi.money import format_kr

WIDTH, MARGIN, LINE = 900, 70, 46
ACROSS, DOWN = 9, 8
FONT = "dkfds/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-Regular.ttf"


def _font(size: int) -> ImageFont.FreeTypeFont:
    """The design system's own type, which has the Danish letters."""
    return ImageFont.truetype(finders.find(FONT), size)


@dataclass(frozen=True)
class Receipt:
    """Amounts in DKK incl. VAT; `vat` is part of `gross`."""

    supplier: str
    day: date
    number: str
    items: tuple[tuple[str, Decimal], ...]
    gross: Decimal
    vat: Decimal
    table: str = ""
    """What it lies on is shaded by this text, so that no two pictures look the same."""

    def picture(self) -> Image.Image:
        """The paper on a table, as a phone sees it."""
        paper = self._paper()
        edge = WIDTH // 6
        shades = random.Random(self.table).choices(range(90, 200), k=ACROSS * DOWN)  # noqa: S311 - a drawing
        table = Image.new("L", (ACROSS, DOWN))
        table.putdata(shades)
        size = (paper.width + 2 * edge, paper.height + 2 * edge)
        picture = table.resize(size, Image.Resampling.BICUBIC).convert("RGB")
        picture.paste(paper, (edge, edge))
        return picture

    def _paper(self) -> Image.Image:
        height = LINE * (len(self.items) + 13)
        image = Image.new("RGB", (WIDTH, height), "#fdfcf8")
        draw = ImageDraw.Draw(image)
        large, body = _font(44), _font(30)
        draw.text((MARGIN, LINE), self.supplier, font=large, fill="#222")
        rows = [("CVR 00 00 00 00 (opdigtet)", ""), (f"Nr. {self.number}", f"{self.day:%d.%m.%Y}"), ("", "")]
        rows += [(text, format_kr(amount)) for text, amount in self.items]
        rows += [("", ""), ("I alt", format_kr(self.gross)), ("Heraf moms", format_kr(self.vat)), ("", "")]
        rows += [("Eksempel til demonstration, ikke et bilag", "")]
        for place, (left, right) in enumerate(rows, start=3):
            draw.text((MARGIN, place * LINE), left, font=body, fill="#333")
            draw.text((WIDTH - MARGIN, place * LINE), right, font=body, fill="#333", anchor="ra")
        return image

    def upload(self, *, as_pdf: bool) -> SimpleUploadedFile:
        """The file as a phone (JPEG) or a supplier (PDF) would have it."""
        out = io.BytesIO()
        if as_pdf:
            self.picture().save(out, "PDF", resolution=100, title=f"Faktura {self.number}")
        else:
            self.picture().save(out, "JPEG", quality=80)
        name = f"{'faktura' if as_pdf else 'kvittering'}-{self.number}.{'pdf' if as_pdf else 'jpg'}"
        return SimpleUploadedFile(name, out.getvalue())


def letter(name: str, lines: list[str]) -> SimpleUploadedFile:
    """A page of plain lines as a PDF, the first of them as its heading."""
    image = Image.new("RGB", (WIDTH, LINE * (len(lines) + 6)), "#fdfcf8")
    draw = ImageDraw.Draw(image)
    for place, line in enumerate([*lines, "", "Eksempel til demonstration, ikke et bilag"], start=1):
        draw.text((MARGIN, place * LINE), line, font=_font(44 if place == 1 else 26), fill="#222")
    out = io.BytesIO()
    image.save(out, "PDF", resolution=100, title=lines[0])
    return SimpleUploadedFile(name, out.getvalue())
