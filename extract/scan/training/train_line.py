"""Trains the line net (witness one) and writes it in integers.

    python3 train_line.py --tool BUILD/bin/digit_cells --work FOLDER --out ../models/digit_line.txt [--fonts FOLDER]

Seeded; one thread by default, so that a run can be repeated. FOLDER keeps the rendered lines between runs.
"""

import argparse
import os
import random
import time

import numpy
import torch
from torch import nn
import torch.nn.functional as F

import digit_pages
import integer_model
import line_strips

ALPHABET = "0123456789.,/-()?"  # class 0 is the CTC's blank
CLASSES = len(ALPHABET) + 1


class LineNet(nn.Module):
    """24 rows of gray -> one column of scores for every 4 pixels. Channels beyond the fourth look to both sides once more."""

    def __init__(self, channels, classes=CLASSES):
        super().__init__()
        a, b, c, d, *wider = channels
        convs = [nn.Conv2d(1, a, 3, padding=1), nn.Conv2d(a, b, 3, padding=1), nn.Conv2d(b, c, 3, padding=1), nn.Conv2d(c, d, (6, 3), padding=(0, 1))]
        convs += [nn.Conv2d(n, m, (1, 3), padding=(0, 1)) for n, m in zip([d] + wider, wider)]
        self.convs = nn.ModuleList(convs + [nn.Conv2d(channels[-1], classes, 1)])
        self.norms = nn.ModuleList([nn.BatchNorm2d(n) for n in channels])
        self.folded = False
        self.quant = None  # integer_model.FakeQuant once it is to be judged as integers

    def forward(self, x, widths):
        for i, conv in enumerate(self.convs):
            x = self.quant.conv(i, conv, x) if self.quant else conv(x)
            if i == len(self.convs) - 1:
                break
            if not self.folded:
                x = self.norms[i](x)
            x = F.relu(x)
            if i < 2:
                x = F.max_pool2d(x, 2)
            if self.quant:
                x = self.quant.activation(i, x)
            # Columns past a line's end are 0 in every layer, as in the program, where each line ends by itself.
            scale = 2 if i == 0 else 4
            x = x * (torch.arange(x.shape[3])[None, :] < (widths // scale)[:, None])[:, None, None, :]
        return x[:, :, 0, :].permute(2, 0, 1)

    def fold(self):
        """Puts the normalisation into the weights."""
        for conv, norm in zip(self.convs, self.norms):
            factor = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach()
            conv.weight.data *= factor[:, None, None, None]
            conv.bias.data = (conv.bias.data - norm.running_mean) * factor + norm.bias.data
        self.folded = True


def batches(lines, size, rng):
    """Lines of like width together, in random order."""
    order = sorted(range(len(lines)), key=lambda i: (lines[i][0].shape[1], rng.random()))
    groups = [order[i:i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    for group in groups:
        widths = torch.tensor([lines[i][0].shape[1] for i in group])
        x = numpy.zeros((len(group), 1, 24, int(widths.max())), numpy.float32)
        for row, i in enumerate(group):
            x[row, 0, :, :lines[i][0].shape[1]] = lines[i][0]
        yield torch.from_numpy(x / 127.0), widths, [lines[i][1] for i in group]


def jitter(x, noise):
    """What rendering leaves out: a line a pixel higher or lower, paler, rougher."""
    shift = random.choice([-1, 0, 0, 0, 1])
    if shift:
        x = torch.roll(x, shift, 2)
    gain = 0.85 + 0.3 * torch.from_numpy(noise.uniform(0, 1, (x.shape[0], 1, 1, 1)).astype(numpy.float32))
    grain = torch.from_numpy(noise.normal(0, 1, tuple(x.shape)).astype(numpy.float32)) * 0.04
    return torch.where(x > 0, x * gain + grain, x).clamp(0, 1)


def run(net, lines, epochs, rate, size, noise, rng, alphabet=ALPHABET):
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-4)
    steps = epochs * ((len(lines) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1, pct_start=0.15)
    loss_of = nn.CTCLoss(blank=0, zero_infinity=True)
    for epoch in range(epochs):
        start, total, count = time.time(), 0.0, 0
        for x, widths, texts in batches(lines, size, rng):
            targets = torch.tensor([alphabet.index(c) + 1 for text in texts for c in text])
            lengths = torch.tensor([len(text) for text in texts])
            optimizer.zero_grad()
            scores = F.log_softmax(net(jitter(x, noise), widths), 2)
            loss = loss_of(scores, targets, widths // 4, lengths)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(loss), count + 1
        print(f"epoch {epoch}: loss {total / count:.5f}, {time.time() - start:.0f} s", flush=True)


def read(net, x, widths, alphabet=ALPHABET):
    with torch.no_grad():
        shares = F.softmax(net(x, widths), 2).permute(1, 0, 2)
    texts = []
    for row, width in zip(shares, widths):
        best = row[:int(width) // 4].max(1)
        text, last, least = "", 0, 1.0
        for cls, share in zip(best.indices.tolist(), best.values.tolist()):
            if cls and cls != last:
                text += alphabet[cls - 1]
                least = min(least, share)
            last = cls
        texts.append((text, least))
    return texts


def judge(net, lines, name, alphabet=ALPHABET):
    wrong = sure_wrong = unsure = 0
    shown = []
    for x, widths, texts in batches(lines, 256, random.Random(0)):
        for (text, least), truth in zip(read(net, x, widths, alphabet), texts):
            same = text == truth or (alphabet == ALPHABET and "?" in text and "?" in truth)
            wrong += not same
            sure_wrong += not same and least >= 0.99
            unsure += least < 0.99
            if not same and least >= 0.99:
                shown.append(f"{truth}>{text}")
    print(f"{name}: {len(lines)} lines, wrong {wrong}, wrong though sure {sure_wrong}, unsure {unsure}; {' '.join(shown[:12])}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--fonts", action="append", default=[])
    parser.add_argument("--pages", type=int, default=1300)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--channels", default="12,24,32,48")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=1, help="the first page's seed")
    parser.add_argument("--refine", help="a written model to go on from, on pages of varied text and shape")
    parser.add_argument("--rate", type=float, default=4e-3)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    torch.set_num_threads(1)
    os.makedirs(options.work, exist_ok=True)
    rng, noise = random.Random(options.seed), numpy.random.RandomState(options.seed)
    folders = options.fonts + digit_pages.FONT_FOLDERS
    fonts = digit_pages.find_fonts(folders, digit_pages.TRAIN_FAMILIES)
    held_out = digit_pages.find_fonts(folders, digit_pages.HELD_OUT_FAMILIES)
    start = time.time()
    seeds, kind = range(options.first, options.first + options.pages), "varied" if options.refine else "train"
    lines = line_strips.kept(os.path.join(options.work, f"line_{kind}_{options.first}_{options.pages}.pickle"),
                             lambda: line_strips.make_strips(options.tool, fonts, seeds, varied=bool(options.refine)))
    unseen = line_strips.kept(os.path.join(options.work, "line_check.pickle"),
                              lambda: line_strips.make_strips(options.tool, held_out, range(900_001, 900_121)))
    print(f"{len(lines)} lines to train on, {len(unseen)} to look at, {time.time() - start:.0f} s", flush=True)

    net = LineNet([int(c) for c in options.channels.split(",")])
    print(sum(p.numel() for conv in net.convs for p in conv.parameters()), "weights")
    if options.refine:
        integer_model.load(options.refine, net.convs)
        net.folded = True
        judge(net, unseen, "unseen fonts, before")
    run(net, lines, options.epochs, options.rate, 64, noise, rng)
    torch.save(net.state_dict(), os.path.join(options.work, "line_float.pt"))
    net.eval()
    judge(net, unseen, "unseen fonts, float")
    if not net.folded:
        net.fold()
    net.quant = integer_model.FakeQuant(len(net.convs))
    calibrate = [next(iter(batches(rng.sample(lines, 64), 64, rng)))[:2] for _ in range(16)]
    net.quant.calibrate(lambda: [net(x, widths) for x, widths in calibrate])
    judge(net, unseen, "unseen fonts, integers")
    integer_model.write(options.out, net.convs, net.quant, ["pool2", "pool2", "", "", ""], f"line net {options.channels}, seed {options.seed}, {len(lines)} lines{', refined' if options.refine else ''}")


if __name__ == "__main__":
    main()
