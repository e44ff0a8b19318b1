"""What a model must answer, computed a second way: numpy in 64-bit integers, from the model's file as it is shipped.

    python3 reference_values.py ../models/digit_line.txt 24 24 > ../../../tests/extract/scan/line_net_reference.txt
    python3 reference_values.py ../models/digit_glyph.txt 20 20 > ../../../tests/extract/scan/glyph_net_reference.txt
    python3 reference_values.py ../models/label_line.txt 24 24 > ../../../tests/extract/scan/label_net_reference.txt

Writes pictures of rows x columns pixels (0 to 127, in hex) and after each the scores, pixel by pixel. tests/extract/scan/integer_net_test.cc
wants the program's to be the same to the bit.
"""

import base64
import random
import sys

import numpy


def read_model(path):
    layers, lines = [], open(path).read().splitlines()
    at = 0
    while lines[at] != "end":
        words = lines[at].split()
        at += 1
        if words[0] != "conv":
            continue
        channels, outputs, rows, columns, pad_rows, pad_columns, stride = map(int, words[1:8])
        text = ""
        while lines[at] != "end" and not lines[at].startswith("conv"):
            text += lines[at]
            at += 1
        data = base64.b64decode(text)
        size = outputs * rows * columns * channels
        weights = numpy.frombuffer(data, numpy.int8, size).reshape(outputs, rows, columns, channels).astype(numpy.int64)
        bias = numpy.frombuffer(data, "<i4", outputs, size).astype(numpy.int64)
        multiplier = numpy.frombuffer(data, "<i4", outputs, size + 4 * outputs).astype(numpy.int64)
        layers.append((weights, bias, multiplier, pad_rows, pad_columns, words[9] == "pool2"))
    return layers


def run(layers, picture):
    x = picture[:, :, None].astype(numpy.int64)
    for i, (weights, bias, multiplier, pad_rows, pad_columns, pool) in enumerate(layers):
        x = numpy.pad(x, ((pad_rows, pad_rows), (pad_columns, pad_columns), (0, 0)))
        outputs, rows, columns, _ = weights.shape
        height, width = x.shape[0] - rows + 1, x.shape[1] - columns + 1
        sums = numpy.zeros((height, width, outputs), numpy.int64) + bias
        for r in range(rows):
            for c in range(columns):
                sums += x[r:r + height, c:c + width] @ weights[:, r, c].T
        x = (sums * multiplier + 2**23) >> 24
        if i + 1 == len(layers):
            return x
        if pool:
            x = x[:height // 2 * 2, :width // 2 * 2].reshape(height // 2, 2, width // 2, 2, outputs).max((1, 3))
        x = x.clip(0, 127)


def main():
    layers = read_model(sys.argv[1])
    rows, columns = int(sys.argv[2]), int(sys.argv[3])
    rng = random.Random(7)
    pictures = [numpy.zeros((rows, columns), numpy.uint8), numpy.full((rows, columns), 127, numpy.uint8),
                numpy.array([[rng.randrange(128) for _ in range(columns)] for _ in range(rows)], numpy.uint8),
                numpy.array([[127 if (r - rows / 2) ** 2 + 3 * (c - columns / 2) ** 2 in range(40, 120) else 0 for c in range(columns)] for r in range(rows)], numpy.uint8)]
    for picture in pictures:
        print("picture", rows, columns, picture.tobytes().hex())
        scores = run(layers, picture)
        for pixel in scores.reshape(-1, scores.shape[2]):
            print("scores", *pixel)


if __name__ == "__main__":
    main()
