"""Writes labels as drawings that tests read (tests/extract/scan/cell_drawing.h), in a font that no model saw.

    python3 draw_labels.py > ../../../tests/extract/scan/drawn_labels.h
"""

from PIL import Image, ImageDraw, ImageFont

import digit_pages

SHADES = " .:-=+*#%@"
PIXELS = 24
LABELS = [("kDenied", ["（三）不予", "公开"]), ("kSecret", ["1.属于国家秘密"]), ("kItem", ["第二十条第（八）项"]), ("kForeign", ["街镇网络渠道"]), ("kTurned", ["二", "上", "年"])]


def draw(lines):
    font = ImageFont.truetype(digit_pages.find_fonts(digit_pages.FONT_FOLDERS, ["BabelStoneHan"])[0], PIXELS)
    width = max(int(font.getlength(line)) for line in lines) + 8
    image = Image.new("L", (width, 8 + len(lines) * (PIXELS + 8)), 0)
    for i, line in enumerate(lines):
        ImageDraw.Draw(image).text((4, 4 + i * (PIXELS + 8)), line, font=font, fill=255)
    rows = [[image.getpixel((x, y)) for x in range(width)] for y in range(image.height)]
    return "\n".join("".join(SHADES[value * 9 // 255] for value in row).rstrip() for row in rows)


def main():
    print("#pragma once\n\nnamespace nianbao {\n\n// Labels in BabelStone Han (no model saw that font), 24 pixels to the em, by training/draw_labels.py: ten shades from \" \" (paper) to")
    print("// \"@\" (ink).")
    for name, lines in LABELS:
        print(f"\n// {' / '.join(lines)}\nconstexpr const char* {name} = R\"(\n{draw(lines)})\";")
    print("\n}  // namespace nianbao")


if __name__ == "__main__":
    main()
