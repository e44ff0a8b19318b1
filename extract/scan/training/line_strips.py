"""Strips and their truths, by the program's own cutting (digit_cells strips)."""

import os
import pickle
import subprocess
import tempfile

import numpy

import digit_pages


def parse_images(data):
    images, at = [], 0
    while at < len(data):
        end = at
        for _ in range(3):
            end = data.index(b"\n", end) + 1
        width, height = map(int, data[at:end].split()[1:3])
        images.append(numpy.frombuffer(data, numpy.uint8, width * height, end).reshape(height, width))
        at = end + width * height
    return images


def page_images(tool, mode, page, crops):
    """What `digit_cells mode` writes for one page's crops."""
    with tempfile.NamedTemporaryFile(suffix=".pgm") as file:
        digit_pages.write_page(file.name, crops)
        done = subprocess.run([tool, mode, str(page.dpi), file.name], check=True, capture_output=True)
    return parse_images(done.stdout)


def make_strips(tool, fonts, seeds, varied=False):
    return strips_of(tool, "strips", (digit_pages.Page(seed, fonts, varied=varied) for seed in seeds))


def strips_of(tool, mode, pages):
    lines = []
    for page in pages:
        crops, truths = page.make()
        strips = page_images(tool, mode, page, crops)
        assert len(strips) == len(truths)
        lines += [(strip, truth) for strip, truth in zip(strips, truths) if strip.shape[1] > 0]
    return lines


def kept(path, make):
    """A set of lines, made once and kept in a file."""
    if not os.path.exists(path):
        lines = make()
        with open(path + ".part", "wb") as file:
            pickle.dump(lines, file)
        os.rename(path + ".part", path)
    with open(path, "rb") as file:
        return pickle.load(file)
