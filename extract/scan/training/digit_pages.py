"""Makes pages of number cells: rendered in Debian's fonts, degraded as scanners, faxes and telephones do, cut into crops.

A page has one font, one size and one degradation, and 64 cells, as a table page has. Everything follows from the seed.
Read by train_line.py, train_glyph.py and measure_digits.py. Nothing here is a real scan.
"""

import io
import math
import os
import random

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT_FOLDERS = ["/usr/share/fonts", "/usr/share/texmf/fonts"]  # Debian puts TeX Gyre into the second
CELLS_PER_PAGE = 64
COLUMNS = 8

# Families by the start of their file names. The held-out ones share no outlines with the others.
TRAIN_FAMILIES = [
    # Times-, Arial- and Courier-likes, as often as offices use them
    "LiberationSerif-Regular", "LiberationSerif-Bold.", "LiberationSerif-Italic", "LiberationSans-Regular", "LiberationSans-Bold.",
    "LiberationMono-Regular", "LiberationMono-Bold.", "LiberationSansNarrow-Regular", "FreeSerif.", "FreeSerifBold.", "FreeSans.",
    "FreeSansBold.", "FreeMono.", "FreeMonoBold.", "texgyretermes-regular", "texgyretermes-bold.", "texgyreheros-regular",
    "texgyreheroscn-regular", "texgyrecursor-regular", "texgyrepagella-regular", "texgyreschola-regular", "texgyrebonum-regular",
    "texgyreadventor-regular", "NimbusRoman-Regular", "NimbusSans-Regular", "NimbusSansNarrow-Regular", "Tymes.", "Aerial.",
    "AerialMono.", "Veranda.", "Carlito-Regular", "Carlito-Bold.", "C059-Roman", "P052-Roman",
    # Song, Fangsong, Hei, Kai and their like
    "gbsn00lp", "gkai00mp", "uming", "ukai", "NotoSansCJK-Regular", "NotoSansCJK-Bold", "NotoSansCJK-Light", "NotoSansCJK-Medium",
    "NotoSerifCJK-Regular", "NotoSerifCJK-Bold", "NotoSerifCJK-Light", "wqy-microhei", "NotoSansCJK-DemiLight", "cwfs", "cwheib",
    # others
    "DejaVuSans.", "DejaVuSans-Bold.", "DejaVuSansCondensed.", "DejaVuSerif.", "DejaVuSerifCondensed.", "DejaVuSansMono.", "OpenSans-Regular",
    "OpenSans-Semibold.", "LinLibertine_R.", "LinBiolinum_R.", "Hack-Regular", "Inconsolata", "Lato-Regular", "Cantarell-Regular",
]
HELD_OUT_FAMILIES = [
    "Caladea-Regular", "Caladea-Bold.", "STIXGeneral-Regular", "STIXGeneral-Bold.", "Courier Prime.", "Courier Prime Bold.", "GenBasR", "GenBkBasB.",
    "Roboto-Regular", "Roboto-Medium.", "RobotoCondensed-Regular", "BabelStoneHan", "bsmi00lp", "bkai00mp", "wqy-zenhei", "cwming", "cwkai", "cwyen",
    "NotoSansMono-Regular",
]
FULL_WIDTH = {c: chr(ord(c) + 0xFEE0) for c in "0123456789.,/-()"}
FOREIGN = "无零一二三件个年月日号元万合计其他不予公开项数量人次条件部门名称自然商业企科研机构社会益组织法律服务" \
          "aAbBdeEgGhkKLmMnNoOpPqQrRsSTuvVwWxXyYzZ%*+=<>:;#@&¥、。"


def find_fonts(folders, families):
    """The font files of the families, in the families' order, so that a seed means the same on every machine."""
    files = []
    for folder in folders:
        for root, _, names in os.walk(folder):
            files += [os.path.join(root, name) for name in names if name.lower().endswith((".ttf", ".otf", ".ttc"))]
    files.sort(key=lambda path: (os.path.basename(path), path))
    fonts = []
    for family in families:
        match = [path for path in files if os.path.basename(path).startswith(family)]
        if not match:
            raise SystemExit(f"no font file {family}*: install what packages-train.txt lists, or name its folder with --fonts")
        fonts.append(match[0])
    return fonts


def number_text(rng):
    """One cell's text, in the alphabet of readings; foreign characters stand for themselves."""
    kind = rng.random()
    digits = lambda n: "".join(rng.choice("0123456789") for _ in range(n))
    count = lambda n: rng.choice("123456789") + digits(n - 1)
    if kind < 0.18:
        return "0"
    if kind < 0.33:
        return digits(1)
    if kind < 0.47:
        return count(2)
    if kind < 0.59:
        return count(3)
    if kind < 0.74:
        return count(rng.randint(4, 8))
    if kind < 0.82:
        return (count(rng.randint(1, 5)) if rng.random() < 0.7 else "0") + "." + digits(rng.randint(1, 6))
    if kind < 0.87:
        return count(rng.randint(1, 3)) + "".join("," + digits(3) for _ in range(rng.randint(1, 2))) + ("." + digits(2) if rng.random() < 0.3 else "")
    if kind < 0.90:
        return rng.choice(["-", "-", "-", "--"])
    if kind < 0.91:
        return "/"
    if kind < 0.925:
        return rng.choice(["({})", "-{}", "{}/{}", "{}-{}", "{}/{}/{}"]).format(digits(rng.randint(1, 4)), digits(rng.randint(1, 2)), digits(2))
    if kind < 0.95:
        return "".join(rng.choice("0123456789" * 3 + ".,/-()") for _ in range(rng.randint(1, 7)))
    foreign = "".join(rng.choice(FOREIGN) for _ in range(rng.randint(1, 3)))
    return foreign if rng.random() < 0.6 else rng.choice([digits(rng.randint(1, 3)) + foreign, foreign + digits(rng.randint(1, 3))])


def varied_text(rng):
    """What forms print and number_text seldom draws: changes with their sign, amounts, single figures."""
    digits = lambda n: "".join(rng.choice("0123456789") for _ in range(n))
    count = lambda n: rng.choice("123456789") + digits(n - 1)
    kind = rng.random()
    if kind < 0.12:
        return "-" + count(rng.randint(1, 6))
    if kind < 0.20:
        return count(rng.randint(1, 7)) + "." + digits(rng.randint(1, 6))
    if kind < 0.25:
        return count(rng.randint(1, 3)) + "".join("," + digits(3) for _ in range(rng.randint(1, 2))) + ("." + digits(rng.randint(1, 4)) if rng.random() < 0.5 else "")
    if kind < 0.40:
        return digits(1)
    return number_text(rng)


def truth_of(text):
    """What the witnesses should say: foreign characters side by side are one `?`."""
    reading = ""
    for c in text:
        known = c in "0123456789.,/-()"
        if known or not reading.endswith("?"):
            reading += c if known else "?"
    return reading


class Page:
    """Draws one page. `degradation` is a name of DEGRADATIONS or None for a random mixture. `varied`: the page's font is stretched and slanted
    as no font of the list is, and its cells are those of varied_text."""

    stretch, slant = 1, 0

    def __init__(self, seed, fonts, degradation=None, varied=False):
        self.rng = random.Random(seed)
        self.noise = numpy.random.RandomState(seed % (2**32))
        self.degradation = degradation or self.rng.choice(list(DEGRADATIONS))
        self.font_path = self.rng.choice(fonts)
        self.dpi = self.rng.choice(DEGRADATIONS[self.degradation][0])
        points = self.rng.choice([9, 10, 10.5, 10.5, 11, 12, 12, 14, 15, 16])
        self.pixels = max(10, round(points * self.dpi / 72))
        self.font = ImageFont.truetype(self.font_path, self.pixels, layout_engine=ImageFont.Layout.BASIC)
        fallback = self.rng.choice([path for path in fonts if any(name in path for name in ("CJK", "gbsn", "zenhei", "BabelStone"))])
        self.fallback = ImageFont.truetype(fallback, self.pixels, layout_engine=ImageFont.Layout.BASIC)
        self.full_width = self.rng.random() < 0.10 and self.font.getbbox("０")[2] != self.font.getbbox("\uffff")[2]
        self.spacing = 0 if self.rng.random() < 0.85 else self.rng.uniform(-0.04, 0.18) * self.pixels
        self.text_of = varied_text if varied else number_text
        if varied:
            self.stretch = self.rng.uniform(0.8, 1.22)
            self.slant = self.rng.choice([0, self.rng.uniform(-0.12, 0.25)])

    def glyph(self, character):
        if character == "-":
            return self.dash
        return FULL_WIDTH.get(character, character) if self.full_width else character

    def draw_text(self, text):
        """A cell's text alone, black on white, on as much paper as it needs."""
        self.dash = self.rng.choice("---—－–")
        if text == "--" or len(text) > 2 and self.dash == "—":
            self.dash = "-"
        x = 4.0
        image = Image.new("L", (int(self.pixels * 1.4 * (len(text) + 2)) + 8, self.pixels * 2), 255)
        draw = ImageDraw.Draw(image)
        gap = self.spacing + (0.25 * self.pixels if text == "--" else 0)
        for character in text:
            shown = self.glyph(character)
            font = self.fallback if character in FOREIGN or shown in "—－–" else self.font
            draw.text((x, self.pixels * 0.4), shown, font=font, fill=0)
            x += font.getlength(shown) + gap
        box = Image.eval(image, lambda v: 255 - v).getbbox()
        return self.shaped(image.crop(box)) if box else image.crop((0, 0, 4, 4))

    def shaped(self, image):
        """The text stretched and slanted as the page's font is."""
        if self.stretch == 1 and self.slant == 0:
            return image
        lean = int(math.ceil(abs(self.slant) * image.height))
        width = int(math.ceil(image.width * self.stretch)) + lean
        start = lean if self.slant > 0 else 0
        shape = (1 / self.stretch, self.slant / self.stretch, -start / self.stretch, 0, 1, 0)
        return image.transform((width, image.height), Image.Transform.AFFINE, shape, Image.Resampling.BICUBIC, fillcolor=255)

    def draw_scribble(self):
        size = (int(self.pixels * self.rng.uniform(0.5, 3)), int(self.pixels * self.rng.uniform(0.5, 1.2)))
        image = Image.new("L", size, 255)
        draw = ImageDraw.Draw(image)
        for _ in range(self.rng.randint(1, 3)):
            points = [(self.rng.uniform(0, size[0]), self.rng.uniform(0, size[1])) for _ in range(self.rng.randint(5, 9))]
            draw.line(points, fill=0, width=max(1, self.pixels // 12), joint="curve")
        box = Image.eval(image, lambda v: 255 - v).getbbox()
        return image.crop(box) if box else image

    def make(self, text_of=None):
        """(crops, truths): 64 gray arrays and their readings."""
        drawn, truths = [], []
        for _ in range(CELLS_PER_PAGE):
            if text_of is None and self.rng.random() < 0.008:
                drawn.append(self.draw_scribble())
                truths.append("?")
            else:
                text = (text_of or self.text_of)(self.rng)
                drawn.append(self.draw_text(text))
                truths.append(truth_of(text))
        rows = CELLS_PER_PAGE // COLUMNS
        pad = max(6, self.dpi // 16)
        cell_width = max(image.width for image in drawn) + 2 * pad
        cell_height = max(image.height for image in drawn) + 2 * pad
        page = Image.new("L", (COLUMNS * cell_width, rows * cell_height), 255)
        for i, image in enumerate(drawn):
            x = i % COLUMNS * cell_width + (cell_width - image.width) // 2
            y = i // COLUMNS * cell_height + (cell_height - image.height) // 2
            page.paste(image, (x, y))
        gray = DEGRADATIONS[self.degradation][1](self, page)
        crops = [self.cut(gray, i, cell_width, cell_height, drawn[i].size, pad) for i in range(CELLS_PER_PAGE)]
        return crops, truths

    def cut(self, gray, i, cell_width, cell_height, size, pad):
        """The cell without most of its paper, levelled as the program levels it, now and then with a ruling's residue at an edge."""
        middle_x = i % COLUMNS * cell_width + cell_width // 2
        middle_y = i // COLUMNS * cell_height + cell_height // 2
        whole = gray[i // COLUMNS * cell_height:(i // COLUMNS + 1) * cell_height, i % COLUMNS * cell_width:(i % COLUMNS + 1) * cell_width]
        paper = max(1.0, float(numpy.percentile(whole, 65)))  # as cell_ink.cc levels a cell
        half_width, half_height = size[0] // 2 + pad - 1, size[1] // 2 + pad - 1
        crop = gray[max(0, middle_y - half_height):middle_y + half_height, max(0, middle_x - half_width):middle_x + half_width]
        crop = numpy.minimum(255.0, crop * (255.0 / paper)).astype(numpy.uint8)
        if self.rng.random() < 0.03:
            shade = self.rng.randint(120, 215)
            length = self.rng.randint(crop.shape[0] // 4, crop.shape[0])
            at = self.rng.choice([0, crop.shape[1] - 1])
            start = self.rng.randint(0, crop.shape[0] - length)
            crop[start:start + length, at] = numpy.minimum(crop[start:start + length, at], shade)
        return crop


def as_array(image):
    return numpy.asarray(image, dtype=numpy.float32)


def as_image(array):
    return Image.fromarray(numpy.clip(array, 0, 255).astype(numpy.uint8))


def warp(page, image, most_degrees):
    """A little rotation, shear and stretch about the page's middle: what deskewing leaves."""
    rng = page.rng
    angle, shear = math.radians(rng.uniform(-most_degrees, most_degrees)), rng.uniform(-0.02, 0.02)
    # The page turns by parts: a whole rotation would carry the cells out of their places, so each row of cells turns alone.
    across, down = 1 + rng.uniform(-0.03, 0.03), 1 + rng.uniform(-0.03, 0.03)
    columns, rows = COLUMNS, CELLS_PER_PAGE // COLUMNS
    width, height = image.width // columns, image.height // rows
    result = Image.new("L", image.size, 255)
    for row in range(rows):
        for column in range(columns):
            box = (column * width, row * height, (column + 1) * width, (row + 1) * height)
            part = image.crop(box)
            x, y = width / 2, height / 2
            a, b, d, e = across * math.cos(angle), math.sin(angle) + shear, -math.sin(angle), down * math.cos(angle)
            part = part.transform(part.size, Image.Transform.AFFINE, (a, b, x - a * x - b * y, d, e, y - d * x - e * y),
                                  Image.Resampling.BICUBIC, fillcolor=255)
            result.paste(part, box[:2])
    return result


def soften(page, image, least, most):
    return image.filter(ImageFilter.GaussianBlur(page.rng.uniform(least, most) * page.dpi / 200))


def toner(page, array, loss):
    """Ink that varies over the page and has lost grains."""
    rough = page.noise.uniform(0, 1, (max(2, array.shape[0] // 12), max(2, array.shape[1] // 12)))
    field = as_array(as_image(rough * 255).resize((array.shape[1], array.shape[0]), Image.Resampling.BICUBIC)) / 255
    ink = (255 - array) * (1 - loss * field)
    grains = page.noise.uniform(0, 1, array.shape) < 0.12 * loss
    return 255 - numpy.where(grains, ink * 0.35, ink)


def light(page, array, depth):
    y, x = numpy.mgrid[0:array.shape[0], 0:array.shape[1]]
    slope = page.rng.uniform(0, 2 * math.pi)
    field = (math.cos(slope) * x / array.shape[1] + math.sin(slope) * y / array.shape[0])
    return array * (1 - depth * (field - field.min()) / (numpy.ptp(field) + 1e-6))


def specks(page, array, per_million):
    count = int(array.size * per_million / 1e6)
    for _ in range(count):
        y, x = page.rng.randrange(array.shape[0]), page.rng.randrange(array.shape[1])
        size = page.rng.choice([1, 1, 1, 2, 2, 3])
        array[y:y + size, x:x + size] = page.rng.choice([0, 40, 90, 255])
    return array


def seal(page, array):
    """What is left of a seal when the red is taken out: pale arcs over some cells."""
    layer = Image.new("L", (array.shape[1], array.shape[0]), 255)
    draw = ImageDraw.Draw(layer)
    for _ in range(page.rng.randint(1, 4)):
        x, y, r = page.rng.randrange(layer.width), page.rng.randrange(layer.height), page.rng.randint(page.dpi // 3, page.dpi)
        draw.ellipse((x - r, y - r, x + r, y + r), outline=page.rng.randint(195, 240), width=max(2, page.dpi // 30))
        for _ in range(6):
            a, b = page.rng.uniform(-r, r), page.rng.uniform(-r, r)
            draw.line((x + a, y + b, x + b, y + a / 2), fill=page.rng.randint(195, 240), width=max(2, page.dpi // 50))
    return numpy.minimum(array, as_array(layer.filter(ImageFilter.GaussianBlur(1))))


def jpeg(page, array, least, most):
    buffer = io.BytesIO()
    as_image(array).save(buffer, "JPEG", quality=page.rng.randint(least, most))
    return as_array(Image.open(buffer))


def noisy(page, array, sigma):
    return array + page.noise.normal(0, 1, array.shape) * sigma


def tone(page, array):
    """Paper and ink of this page; contrast is what the scan's levelling leaves."""
    paper, ink = page.rng.uniform(225, 255), page.rng.uniform(0, 110) if page.rng.random() < 0.75 else page.rng.uniform(110, 170)
    return ink + array * (paper - ink) / 255


def weight(page, image):
    """Strokes a little thicker or thinner."""
    choice = page.rng.random()
    if choice < 0.55:
        return image
    filtered = image.filter(ImageFilter.MinFilter(3) if choice < 0.8 else ImageFilter.MaxFilter(3))
    return Image.blend(image, filtered, page.rng.uniform(0.1, 0.7 if page.dpi >= 200 else 0.4))


def clean(page, image):
    array = as_array(soften(page, weight(page, warp(page, image, 0.2)), 0.0, 0.6))
    return finish(noisy(page, tone(page, array), page.rng.uniform(0, 3)))


def office(page, image):
    array = tone(page, as_array(soften(page, weight(page, warp(page, image, 0.8)), 0.3, 1.1)))
    array = noisy(page, array, page.rng.uniform(0, 8))
    if page.rng.random() < 0.2:
        array = specks(page, array, 20)
    return finish(jpeg(page, array, 45, 95))


def low(page, image):
    """Scanned at 100 to 130 dpi and blown up, or scanned so from the start."""
    factor = page.rng.uniform(100, 135) / page.dpi
    small = warp(page, image, 0.8).resize((max(8, int(image.width * factor)), max(8, int(image.height * factor))), Image.Resampling.BOX)
    array = noisy(page, tone(page, as_array(small)), page.rng.uniform(0, 5))
    array = as_array(as_image(array).resize(image.size, Image.Resampling.BICUBIC))
    return finish(jpeg(page, array, 60, 95))


def fax(page, image):
    """204 x 196 or 204 x 98 dots to the inch, one bit."""
    image = soften(page, weight(page, warp(page, image, 0.8)), 0.4, 1.3)
    down = page.rng.choice([1, 1, 0.62])
    small = image.resize((image.width, max(8, int(image.height * down))), Image.Resampling.BOX)
    array = noisy(page, as_array(small), page.rng.uniform(5, 28))
    # The threshold by how much ink it leaves: an office's fax may be thin or fat, but one that loses the strokes is no test of reading.
    inked = float(numpy.mean(255 - as_array(small))) / 255
    bits = numpy.where(array > numpy.quantile(array, min(0.5, inked * page.rng.uniform(0.6, 1.7))), 255.0, 0.0)
    bits = specks(page, bits, page.rng.choice([0, 20, 150]))
    result = as_array(as_image(bits).resize(image.size, Image.Resampling.NEAREST))
    if page.rng.random() < 0.3:
        result = as_array(as_image(result).filter(ImageFilter.GaussianBlur(0.6)))
    return finish(result)


def photo(page, image):
    array = as_array(soften(page, weight(page, warp(page, image, 2.0)), 0.5, 1.5))
    array = light(page, tone(page, array), page.rng.uniform(0, 0.12))
    return finish(jpeg(page, noisy(page, array, page.rng.uniform(1, 10)), 40, 90))


def noise(page, image):
    array = tone(page, as_array(soften(page, warp(page, image, 0.8), 0.3, 1.0)))
    array = specks(page, noisy(page, array, page.rng.uniform(6, 22)), page.rng.choice([0, 50, 200]))
    if page.rng.random() < 0.5:
        array = as_array(as_image(array).filter(ImageFilter.MedianFilter(3)))
    return finish(jpeg(page, array, 50, 95))


def faint(page, image):
    array = toner(page, as_array(soften(page, warp(page, image, 0.8), 0.2, 0.9)), page.rng.uniform(0.4, 0.9))
    return finish(noisy(page, tone(page, array), page.rng.uniform(0, 5)))


def sealed(page, image):
    array = seal(page, tone(page, as_array(soften(page, weight(page, warp(page, image, 0.8)), 0.2, 1.0))))
    return finish(jpeg(page, noisy(page, array, page.rng.uniform(0, 5)), 50, 95))


def finish(array):
    return numpy.clip(array, 0, 255).astype(numpy.uint8)


DEGRADATIONS = {
    "clean": ([200, 300, 300], clean),
    "office": ([150, 150, 200, 200], office),
    "low": ([150, 200], low),
    "fax": ([200], fax),
    "photo": ([150, 200, 250], photo),
    "noise": ([150, 200, 300], noise),
    "faint": ([150, 200, 300], faint),
    "sealed": ([150, 200], sealed),
}


def write_page(path, crops):
    """Netpbm's file of several gray images, one after the other."""
    with open(path, "wb") as file:
        for crop in crops:
            file.write(b"P5\n%d %d\n255\n" % (crop.shape[1], crop.shape[0]) + crop.tobytes())
