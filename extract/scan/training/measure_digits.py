"""Measures the program's number reading on lines that no model was trained on: other seeds, and on half of the pages fonts
that no model saw.

    python3 measure_digits.py --tool BUILD/bin/digit_cells --out FOLDER [--fonts FOLDER] [--first SEED] [--pages N] [--draw-only]

Writes FOLDER/readings.tsv, a line a cell, and the tables of README.md to stdout.
"""

import argparse
import collections
import os
import subprocess
import sys
import time

import digit_pages

COLUMNS = "seed degradation font dpi cell truth line line_confidence line_next glyphs glyphs_confidence glyphs_next likeness stray sure".split()


def draw_pages(fonts, held_out, seeds, folder):
    """The pages' files, drawn where a former run has not left them, and in pages.tsv what is in them."""
    index = os.path.join(folder, f"pages_{seeds[0]}_{len(seeds)}.tsv")
    if os.path.exists(index):
        return index
    with open(index + ".part", "w") as out:
        for seed in seeds:
            unseen = seed % 2 == 0
            page = digit_pages.Page(seed, held_out if unseen else fonts)
            crops, truths = page.make()
            digit_pages.write_page(os.path.join(folder, f"{seed}.pgm"), crops)
            font = ("unseen:" if unseen else "") + os.path.basename(page.font_path).split(".")[0]
            print(seed, page.degradation, font, page.dpi, *truths, sep="\t", file=out)
    os.rename(index + ".part", index)
    return index


def read_pages(tool, index, folder, out):
    """Reads all pages and writes a line a cell; returns the seconds that the program took."""
    seconds, pages = 0.0, 0
    with open(index) as file:
        for line in file:
            seed, degradation, font, dpi, *truths = line.rstrip("\n").split("\t")
            start = time.time()
            done = subprocess.run([tool, "read", dpi, os.path.join(folder, seed + ".pgm")], check=True, capture_output=True, text=True)
            seconds, pages = seconds + time.time() - start, pages + 1
            for row in done.stdout.splitlines():
                fields = row.split("\t")[1:]
                print(seed, degradation, font, dpi, fields[0], truths[int(fields[0])], *fields[1:], sep="\t", file=out)
    return 1000 * seconds / pages


def is_number(text):
    return "?" not in text


def tally(rows):
    t = collections.Counter()
    for row in rows:
        truth, line, glyphs, sure = "-" if row["truth"] == "--" else row["truth"], row["line"], row["glyphs"], row["sure"] == "1"
        if not is_number(truth):
            t["foreign"] += 1
            t["foreign sure"] += sure
            continue
        t["cells"] += 1
        t["line wrong"] += line != truth
        t["line wrong, no doubt"] += line != truth and int(row["line_confidence"]) >= 990_000 and is_number(line)
        t["glyphs wrong"] += glyphs != truth
        t["both wrong alike"] += line == glyphs != truth and is_number(line)
        t["line wrong, glyphs right"] += line != truth and glyphs == truth
        t["flagged"] += not sure
        t["exact, sure"] += sure and line == truth
        t["silent wrong"] += sure and line != truth
    return t


def show(name, t):
    n = max(1, t["cells"])
    print(f"| {name} | {t['cells']:,} | {100 * t['exact, sure'] / n:.2f} | {100 * t['flagged'] / n:.2f} | **{t['silent wrong']}** | {100 * t['line wrong'] / n:.3f} | "
          f"{t['line wrong, no doubt']} | {100 * t['glyphs wrong'] / n:.3f} | {t['both wrong alike']} | {t['line wrong, glyphs right']} | {t['foreign']} | {t['foreign sure']} |")


def report(path):
    with open(path) as file:
        rows = [dict(zip(COLUMNS, line.rstrip("\n").split("\t"))) for line in file]
    print("| pages | cells | exact and sure % | flagged % | silent wrong | line wrong % | of them conf ≥ 0.99 | glyphs wrong % | both wrong alike | "
          "line wrong, glyphs right | foreign ink | read as a number, sure |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for name in digit_pages.DEGRADATIONS:
        show(name, tally(row for row in rows if row["degradation"] == name))
    show("known fonts", tally(row for row in rows if not row["font"].startswith("unseen")))
    show("unseen fonts", tally(row for row in rows if row["font"].startswith("unseen")))
    show("all", tally(rows))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--fonts", action="append", default=[])
    parser.add_argument("--first", type=int, default=2_000_001)
    parser.add_argument("--pages", type=int, default=1600)
    parser.add_argument("--draw-only", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    folders = options.fonts + digit_pages.FONT_FOLDERS
    fonts = digit_pages.find_fonts(folders, digit_pages.TRAIN_FAMILIES)
    held_out = digit_pages.find_fonts(folders, digit_pages.HELD_OUT_FAMILIES)
    index = draw_pages(fonts, held_out, range(options.first, options.first + options.pages), options.out)
    if options.draw_only:
        return
    path = os.path.join(options.out, "readings.tsv")
    with open(path, "w") as out:
        milliseconds = read_pages(options.tool, index, options.out, out)
    report(path)
    print(f"{milliseconds:.1f} ms a page, start of the program included", file=sys.stderr)


if __name__ == "__main__":
    main()
