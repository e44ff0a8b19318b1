"""From PyTorch to integers, exactly as extract/scan/integer_net.h computes them.

Activations are 0 to 127, weights -127 to 127 with a scale for each output channel, accumulators 32 bit. After a layer
    activation = clamp((sum * multiplier + 2^(shift - 1)) >> shift, 0, 127)
and after the last, without the upper clamp and in 1/256 of a natural logarithm, the scores.
"""

import base64

import numpy
import torch
import torch.nn.functional as F

SHIFT = 24
SCORE_UNIT = 256


class FakeQuant:
    """Rounds weights and activations as integers will be. No training follows: rounding was measured to cost nothing."""

    def __init__(self, layers):
        self.layers = layers
        self.tops = [None] * layers  # the activation that becomes 127
        self.calibrating = False

    def calibrate(self, forward):
        self.calibrating, self.seen = True, [[] for _ in range(self.layers)]
        with torch.no_grad():
            forward()
        self.tops = [float(numpy.mean(tops)) if tops else None for tops in self.seen]
        self.calibrating = False

    def weight_scales(self, conv):
        return conv.weight.detach().abs().flatten(1).max(1).values.clamp(min=1e-6) / 127.0

    def conv(self, i, conv, x):
        if self.calibrating:
            return F.conv2d(x, conv.weight, conv.bias, conv.stride, conv.padding)
        scale = self.weight_scales(conv)[:, None, None, None]
        weight = torch.round(conv.weight / scale).clamp(-127, 127) * scale
        return F.conv2d(x, weight, conv.bias, conv.stride, conv.padding)

    def activation(self, i, x):
        if self.calibrating:
            positive = x[x > 0]
            if positive.numel():
                self.seen[i].append(float(torch.quantile(positive[:: max(1, positive.numel() // 100_000)], 0.9995)))
            return x
        unit = self.tops[i] / 127.0
        return torch.round((x / unit).clamp(0, 127)) * unit


def load(path, convs):
    """Puts a written model's numbers back into layers without normalisation, so that training can go on from it."""
    with open(path) as file:
        words = file.read().split("\n")[1:-2]
    input_unit = 1 / 127.0
    for i, conv in enumerate(convs):
        assert words.pop(0).startswith("conv ")
        text = ""
        while words and not words[0].startswith("conv "):
            text += words.pop(0)
        data = base64.b64decode(text)
        n, channels, rows, columns = conv.weight.shape
        weights = numpy.frombuffer(data, numpy.int8, n * channels * rows * columns).reshape(n, rows, columns, channels).transpose(0, 3, 1, 2)
        bias, multiplier = numpy.frombuffer(data, "<i4", 2 * n, weights.size).reshape(2, n)
        # Any unit of a hidden layer gives the same net: the next layer's weights take it up.
        output_unit = 1.0 / SCORE_UNIT if i == len(convs) - 1 else 1 / 32.0
        sum_unit = multiplier / 2**SHIFT * output_unit
        conv.weight.data = torch.tensor(weights * (sum_unit / input_unit)[:, None, None, None], dtype=torch.float32)
        conv.bias.data = torch.tensor(bias * sum_unit, dtype=torch.float32)
        input_unit = output_unit


def write(path, convs, quant, after, title):
    """The model as text: a line for each layer's shape, then its numbers in base64 (little endian)."""
    input_unit = 1 / 127.0
    out = [f"# {title}"]
    for i, conv in enumerate(convs):
        scales = quant.weight_scales(conv).double().numpy()
        weights = numpy.clip(numpy.round(conv.weight.detach().double().numpy() / scales[:, None, None, None]), -127, 127).astype(numpy.int8)
        last = i == len(convs) - 1
        output_unit = 1.0 / SCORE_UNIT if last else quant.tops[i] / 127.0
        sum_unit = scales * input_unit
        bias = numpy.round(conv.bias.detach().double().numpy() / sum_unit).astype(numpy.int32)
        multiplier = numpy.round(sum_unit / output_unit * 2**SHIFT).astype(numpy.int32)
        n, channels, rows, columns = weights.shape
        pad = conv.padding
        out.append(f"conv {channels} {n} {rows} {columns} {pad[0]} {pad[1]} {conv.stride[0]} {'scores' if last else 'relu'} {after[i] or '-'}")
        # The program holds pixels with their channels together: weights in the order row, column, channel.
        data = weights.transpose(0, 2, 3, 1).tobytes() + bias.astype("<i4").tobytes() + multiplier.astype("<i4").tobytes()
        text = base64.b64encode(data).decode()
        out += [text[k:k + 120] for k in range(0, len(text), 120)]
        input_unit = output_unit
    with open(path, "w") as file:
        file.write("\n".join(out) + "\nend\n")
