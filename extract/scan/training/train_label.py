"""Trains the label net and writes it in integers, its alphabet with it.

    python3 train_label.py --tool BUILD/bin/digit_cells --work FOLDER --out ../models/label_line.txt [--fonts FOLDER]

Seeded; one thread. FOLDER keeps the rendered lines between runs.
"""

import argparse
import os
import random
import time

import numpy
import torch

import digit_pages
import integer_model
import label_pages
import line_strips
import train_line

ALPHABET = label_pages.ALPHABET
LATIN = ["LiberationSerif-Regular", "LiberationSerif-Bold.", "LiberationSans-Regular", "texgyretermes-regular", "Carlito-Regular", "FreeSerif."]


def make_lines(options, families, seeds):
    folders = options.fonts + digit_pages.FONT_FOLDERS
    fonts, latin = label_pages.find_fonts(folders, families), digit_pages.find_fonts(folders, LATIN)
    return line_strips.strips_of(options.tool, "labels", (label_pages.Page(seed, fonts, latin) for seed in seeds))


def fits(line):
    """Lines that have columns enough for their characters."""
    strip, truth = line
    doubled = sum(a == b for a, b in zip(truth, truth[1:]))
    return strip.shape[1] // 4 >= len(truth) + doubled


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--fonts", action="append", default=[])
    parser.add_argument("--pages", type=int, default=480)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--channels", default="12,24,48,96,96")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=4e-3)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    torch.set_num_threads(1)
    os.makedirs(options.work, exist_ok=True)
    rng, noise = random.Random(options.seed), numpy.random.RandomState(options.seed)
    start = time.time()
    lines = line_strips.kept(os.path.join(options.work, f"label_train_{options.pages}.pickle"),
                             lambda: make_lines(options, label_pages.TRAIN_FAMILIES, range(1, 1 + options.pages)))
    unseen = line_strips.kept(os.path.join(options.work, "label_check.pickle"),
                              lambda: make_lines(options, label_pages.HELD_OUT_FAMILIES, range(900_001, 900_025)))
    lines, unseen = list(filter(fits, lines)), list(filter(fits, unseen))
    print(f"{len(lines)} lines to train on, {len(unseen)} to look at, {time.time() - start:.0f} s", flush=True)

    net = train_line.LineNet([int(c) for c in options.channels.split(",")], len(ALPHABET) + 1)
    print(sum(p.numel() for conv in net.convs for p in conv.parameters()), "weights", flush=True)
    train_line.run(net, lines, options.epochs, options.rate, 64, noise, rng, ALPHABET)
    torch.save(net.state_dict(), os.path.join(options.work, "label_float.pt"))
    net.eval()
    train_line.judge(net, unseen, "unseen fonts, float", ALPHABET)
    net.fold()
    net.quant = integer_model.FakeQuant(len(net.convs))
    calibrate = [next(iter(train_line.batches(rng.sample(lines, 64), 64, rng)))[:2] for _ in range(16)]
    net.quant.calibrate(lambda: [net(x, widths) for x, widths in calibrate])
    train_line.judge(net, unseen, "unseen fonts, integers", ALPHABET)
    after = ["pool2", "pool2"] + [""] * (len(net.convs) - 2)
    title = f"label net {options.channels}, seed {options.seed}, {len(lines)} lines\nalphabet {ALPHABET}"
    integer_model.write(options.out, net.convs, net.quant, after, title)


if __name__ == "__main__":
    main()
