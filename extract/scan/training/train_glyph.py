"""Trains the glyph net (witness two) and writes it in integers.

    python3 train_glyph.py --tool BUILD/bin/digit_cells --work FOLDER --out ../models/digit_glyph.txt [--fonts FOLDER]

The program cuts lines into arcs (candidates for glyphs); which of them are glyphs is found by aligning them with the
line's truth: at first only where the line has as many atoms as characters, then, with the net so trained, in all lines.
What no alignment uses is the class of ink that is no whole glyph.
"""

import argparse
import os
import random
import subprocess
import tempfile
import time

import numpy
import torch
from torch import nn
import torch.nn.functional as F

import digit_pages
import integer_model
import line_strips

ALPHABET = "0123456789.,/-()?"
NO_GLYPH = len(ALPHABET)
CLASSES = len(ALPHABET) + 1
SIZE = 20


class GlyphNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.convs = nn.ModuleList([nn.Conv2d(1, 8, 3, padding=1), nn.Conv2d(8, 16, 3, padding=1), nn.Conv2d(16, 40, 5),
                                    nn.Conv2d(40, CLASSES, 1)])
        self.norms = nn.ModuleList([nn.BatchNorm2d(n) for n in (8, 16, 40)])
        self.folded = False
        self.quant = None

    def forward(self, x):
        for i, conv in enumerate(self.convs):
            x = self.quant.conv(i, conv, x) if self.quant else conv(x)
            if i == 3:
                break
            if not self.folded:
                x = self.norms[i](x)
            x = F.relu(x)
            if i < 2:
                x = F.max_pool2d(x, 2)
            if self.quant:
                x = self.quant.activation(i, x)
        return x[:, :, 0, 0]

    def fold(self):
        for conv, norm in zip(self.convs, self.norms):
            factor = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach()
            conv.weight.data *= factor[:, None, None, None]
            conv.bias.data = (conv.bias.data - norm.running_mean) * factor + norm.bias.data
        self.folded = True


def make_lattices(tool, fonts, seeds):
    """Per line: (truth, atoms, [(first, count)], windows as bytes)."""
    lattices = []
    for seed in seeds:
        page = digit_pages.Page(seed, fonts)
        crops, truths = page.make()
        with tempfile.NamedTemporaryFile(suffix=".pgm") as file:
            digit_pages.write_page(file.name, crops)
            done = subprocess.run([tool, "arcs", str(page.dpi), file.name], check=True, capture_output=True, text=True)
        lines = {}
        for row in done.stdout.splitlines():
            cell, atoms, first, count, window = row.split("\t")
            line = lines.setdefault(int(cell), (truths[int(cell)], int(atoms), [], []))
            line[2].append((int(first), int(count)))
            line[3].append(bytes.fromhex(window))
        lattices += lines.values()
    return lattices


def simple_labels(lattices):
    """Windows and classes of lines with as many atoms as characters; their joined arcs are no glyphs."""
    windows, classes = [], []
    for truth, atoms, arcs, inks in lattices:
        if atoms != len(truth) or ("?" in truth and truth != "?"):
            continue
        for (first, count), ink in zip(arcs, inks):
            windows.append(ink)
            classes.append(ALPHABET.index(truth[first]) if count == 1 else NO_GLYPH)
    return windows, classes


def align(truth, atoms, arcs, costs):
    """The cheapest way to spell the truth: the indices of its arcs, or none."""
    best = {(0, 0): (0.0, [])}
    for place in range(atoms + 1):
        for spelled in range(len(truth) + 1):
            state = best.get((place, spelled))
            if state is None or spelled == len(truth):
                continue
            wanted = ALPHABET.index(truth[spelled])
            for i, (first, count) in enumerate(arcs):
                if first != place:
                    continue
                cost = state[0] + costs[i][wanted]
                key = (place + count, spelled + 1)
                if key not in best or cost < best[key][0]:
                    best[key] = (cost, state[1] + [i])
    return best.get((atoms, len(truth)))


def aligned_labels(net, lattices):
    windows, classes, lost = [], [], 0
    for truth, atoms, arcs, inks in lattices:
        if "?" in truth and truth != "?":
            continue
        if truth == "?":  # a scribble or one foreign character, whole or in parts
            windows += inks
            classes += [ALPHABET.index("?")] * len(inks)
            continue
        with torch.no_grad():
            costs = -F.log_softmax(net(to_batch(inks)), 1)
        found = align(truth, atoms, arcs, costs.tolist())
        if found is None or found[0] > 1.5 * len(truth):
            lost += 1
            continue
        for i, ink in enumerate(inks):
            windows.append(ink)
            place = found[1].index(i) if i in found[1] else None
            classes.append(NO_GLYPH if place is None else ALPHABET.index(truth[place]))
    print(f"{len(lattices)} lines, {lost} without an alignment, {len(windows)} arcs", flush=True)
    return windows, classes


def to_batch(windows):
    array = numpy.frombuffer(b"".join(windows), numpy.uint8).reshape(-1, 1, SIZE, SIZE)
    return torch.from_numpy(array.astype(numpy.float32) / 127.0)


def run(net, windows, classes, epochs, rate, noise):
    data = numpy.frombuffer(b"".join(windows), numpy.uint8).reshape(-1, 1, SIZE, SIZE)
    labels = torch.tensor(classes)
    size = 256
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * (len(data) // size + 1) + 1, pct_start=0.15)
    for epoch in range(epochs):
        start, total = time.time(), 0.0
        order = noise.permutation(len(data))
        for at in range(0, len(order), size):
            pick = order[at:at + size]
            x = torch.from_numpy(data[pick].astype(numpy.float32) / 127.0)
            x = torch.roll(x, (int(noise.choice([-1, 0, 0, 1])), int(noise.choice([-1, 0, 0, 1]))), (2, 3))
            gain = 0.85 + 0.3 * torch.from_numpy(noise.uniform(0, 1, (len(pick), 1, 1, 1)).astype(numpy.float32))
            x = (x * gain).clamp(0, 1)
            optimizer.zero_grad()
            loss = F.cross_entropy(net(x), labels[pick])
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss) * len(pick)
        print(f"epoch {epoch}: loss {total / len(data):.5f}, {time.time() - start:.0f} s", flush=True)


def judge(net, windows, classes, name):
    wrong = 0
    for at in range(0, len(windows), 4096):
        with torch.no_grad():
            best = net(to_batch(windows[at:at + 4096])).argmax(1)
        wrong += int((best != torch.tensor(classes[at:at + 4096])).sum())
    print(f"{name}: {len(windows)} arcs, {wrong} wrong", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--fonts", action="append", default=[])
    parser.add_argument("--pages", type=int, default=800)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    noise = numpy.random.RandomState(options.seed)
    os.makedirs(options.work, exist_ok=True)
    folders = options.fonts + digit_pages.FONT_FOLDERS
    fonts = digit_pages.find_fonts(folders, digit_pages.TRAIN_FAMILIES)
    held_out = digit_pages.find_fonts(folders, digit_pages.HELD_OUT_FAMILIES)
    lattices = line_strips.kept(os.path.join(options.work, f"glyph_train_{options.pages}.pickle"),
                                lambda: make_lattices(options.tool, fonts, range(500_001, 500_001 + options.pages)))
    unseen = line_strips.kept(os.path.join(options.work, "glyph_check.pickle"),
                              lambda: make_lattices(options.tool, held_out, range(910_001, 910_061)))
    net = GlyphNet()
    print(sum(p.numel() for conv in net.convs for p in conv.parameters()), "weights")
    windows, classes = simple_labels(lattices)
    print(f"{len(windows)} arcs of simple lines")
    run(net, windows, classes, 2, 4e-3, noise)
    net.eval()
    windows, classes = aligned_labels(net, lattices)
    net.train()
    run(net, windows, classes, options.epochs, 4e-3, noise)
    net.eval()
    check = aligned_labels(net, unseen)
    judge(net, *check, "unseen fonts, float")
    net.fold()
    net.quant = integer_model.FakeQuant(len(net.convs))
    pick = noise.permutation(len(windows))[:4096]
    net.quant.calibrate(lambda: net(to_batch([windows[i] for i in pick])))
    judge(net, *check, "unseen fonts, integers")
    integer_model.write(options.out, net.convs, net.quant, ["pool2", "pool2", "", ""], f"glyph net 8,16,40, seed {options.seed}, {len(windows)} arcs")


if __name__ == "__main__":
    main()
