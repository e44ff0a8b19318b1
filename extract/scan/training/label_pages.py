"""Makes pages of label cells, as digit_pages.py makes pages of number cells: lines of Chinese text in one font and size, degraded.

A line is a label of the forms, a piece of one (labels are wrapped at any place), characters of the alphabet in any order, or such
with foreign ones among them, which read as the rest class. Everything follows from the seed.
"""

from PIL import Image, ImageDraw, ImageFont

import digit_pages
import form_labels

TRAIN_FAMILIES = [  # with how often each: Song and Fangsong are what offices print tables in
    ("FandolSong-Regular", 3), ("FandolFang-Regular", 4), ("FandolHei-Regular", 2), ("FandolKai-Regular", 2), ("FandolSong-Bold", 1), ("FandolHei-Bold", 1),
    ("gbsn00lp", 3), ("gkai00mp", 2), ("uming", 2), ("ukai", 2), ("NotoSansCJK-Regular", 2), ("NotoSansCJK-Bold", 1), ("NotoSansCJK-Light", 1),
    ("NotoSansCJK-DemiLight", 1), ("NotoSerifCJK-Regular", 3), ("NotoSerifCJK-Bold", 1), ("NotoSerifCJK-Light", 1), ("NotoSerifCJK-SemiBold", 1), ("wqy-microhei", 2)]
HELD_OUT_FAMILIES = [("BabelStoneHan", 1), ("wqy-zenhei", 1)]
SIMPLIFIED_FACE = 2  # of Noto's collections: JP, KR, SC, TC, HK
FULL_WIDTH = {"(": "（", ")": "）", ".": "．", ",": "，", ":": "：", "/": "／"}
LONGEST = 15
LABELS = form_labels.labels()
ALPHABET = form_labels.alphabet()
HAN = [c for c in ALPHABET if ord(c) >= 0x4E00]
FOREIGN = [c for c in (bytes([a, b]).decode("gb2312") for a in range(0xB0, 0xD7) for b in range(0xA1, 0xFA)) if c not in ALPHABET] + list("aAbBdDeEgGkKmMnNqQrRsSwWxX%*+=<>#@&")
PRINTED = {"\"": "“”", "-": "-—－", ".": ".．", "（": "（(", "）": "）)", "：": "：:", "，": "，,", "/": "/／"}


def find_fonts(folders, families):
    files = digit_pages.find_fonts(folders, [family for family, _ in families])
    return [(path, often) for path, (_, often) in zip(files, families)]


def ordinal(rng):
    number = rng.choice(form_labels.ORDINALS) if rng.random() < 0.6 else str(rng.randint(1, 9))
    return rng.choice(["（{}）", "（{}）", "{}.", "{}.", "{}、", "{}"]).format(number)


def piece(rng, text):
    if len(text) < 3 or (rng.random() < 0.4 and len(text) <= LONGEST):
        return text
    length = rng.randint(1 if rng.random() < 0.25 else 3, min(LONGEST, len(text)))
    start = rng.choice([0, rng.randint(0, len(text) - length), len(text) - length])
    return text[start:start + length]


def label_text(rng):
    """A line in the alphabet of readings; foreign characters stand for themselves."""
    kind = rng.random()
    if kind < 0.50:
        label = form_labels.fold(rng.choice(LABELS))
        return piece(rng, (ordinal(rng) if rng.random() < 0.35 else "") + label)
    if kind < 0.60:
        return "第二十条第（{}）项".format(rng.choice(form_labels.ORDINALS[:9]))[rng.choice([0, 0, 0, 4]):]
    if kind < 0.82:
        return "".join(rng.choice(HAN) if rng.random() < 0.85 else rng.choice(ALPHABET[:-1]) for _ in range(rng.randint(1, 9)))
    if kind < 0.92:
        text = list(piece(rng, form_labels.fold(rng.choice(LABELS))))
        text[rng.randrange(len(text))] = rng.choice(FOREIGN)
        return "".join(text)
    return "".join(rng.choice(FOREIGN if rng.random() < 0.8 else HAN) for _ in range(rng.randint(1, 7)))


def truth_of(text):
    return "".join(c if c in ALPHABET else form_labels.REST for c in text)


class Page(digit_pages.Page):
    """`fonts`: pairs of a file and how often it is taken."""

    def __init__(self, seed, fonts, latin, degradation=None):
        super().__init__(seed, [path for path, often in fonts for _ in range(often)], degradation)
        self.font = self.load(self.font_path)
        # Digits and brackets of half width are the Latin font's in most offices' documents.
        self.latin = ImageFont.truetype(self.rng.choice(latin), self.pixels, layout_engine=ImageFont.Layout.BASIC) if self.rng.random() < 0.5 else None
        self.condensed = 1.0 if self.rng.random() < 0.7 else self.rng.uniform(0.75, 1.15)
        self.spacing = 0 if self.rng.random() < 0.75 else self.rng.uniform(-0.06, 0.6 if self.rng.random() < 0.3 else 0.15) * self.pixels
        self.half_width = self.rng.random() < 0.4

    def load(self, path):
        face = SIMPLIFIED_FACE if "CJK" in path else 0
        return ImageFont.truetype(path, self.pixels, index=face, layout_engine=ImageFont.Layout.BASIC)

    def shown(self, character):
        choices = PRINTED.get(character, character)
        if len(choices) == 1:
            return choices
        if character in "\"-":
            return self.rng.choice(choices)
        return min(choices) if self.half_width else max(choices)

    def draw_text(self, text):
        image = Image.new("L", (int(self.pixels * 1.8 * (len(text) + 1)) + 8, self.pixels * 2), 255)
        draw = ImageDraw.Draw(image)
        x = 4.0
        for character in map(self.shown, text):
            font = self.latin if self.latin and ord(character) < 0x80 else self.font
            draw.text((x, self.pixels * 1.4), character, font=font, fill=0, anchor="ls")
            x += font.getlength(character) + self.spacing
        box = Image.eval(image, lambda v: 255 - v).getbbox()
        if not box:
            return image.crop((0, 0, 4, 4))
        drawn = image.crop(box)
        return drawn if self.condensed == 1 else drawn.resize((max(1, round(drawn.width * self.condensed)), drawn.height), Image.Resampling.BICUBIC)

    def make(self):
        """(crops, truths), as for digits; the truths in the labels' alphabet."""
        texts = []

        def text_of(rng):
            texts.append(label_text(rng))
            return texts[-1]

        crops, _ = super().make(text_of)
        return crops, [truth_of(text) for text in texts]
