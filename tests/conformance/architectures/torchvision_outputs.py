"""What torchvision's networks make of drawn weights and images; called by reference.ts.

Reads a case as JSON from standard input and writes float32 numbers to standard output: the outputs of the
named modules one after the other, each [images, height, width, channels]; then, where the case asks for
them, the gradients of every parameter and the running statistics behind the pass, in PyTorch's layout.
Where the case is calibrated, the statistics that batch norm was given follow; where exact ones are asked for,
the outputs once more, computed in float64.
"""

import json
import os
import sys
import warnings
from contextlib import contextmanager

import numpy
import torch
import torchvision

warnings.simplefilter("ignore")
BATCH_COUNTER = "num_batches_tracked"


def draw(name, count, low, high):
    """The numbers of drawn.ts: a 32-bit hash of name and position (Appleby's MurmurHash3 finaliser)."""
    seed = 2166136261
    for byte in name.encode():
        seed = (seed ^ byte) * 16777619 & 0xFFFFFFFF
    x = numpy.arange(count, dtype=numpy.uint32) * numpy.uint32(0x9E3779B9) + numpy.uint32(seed)
    x ^= x >> numpy.uint32(16)
    x *= numpy.uint32(0x85EBCA6B)
    x ^= x >> numpy.uint32(13)
    x *= numpy.uint32(0xC2B2AE35)
    x ^= x >> numpy.uint32(16)
    return (low + (high - low) * (x.astype(numpy.float64) / 2**32)).astype(numpy.float32)


def weight(name, shape):
    kind = name.rsplit(".", 1)[1]
    count = int(numpy.prod(shape))
    if len(shape) > 1:
        limit = (6 / int(numpy.prod(shape[1:]))) ** 0.5
        values = draw(name, count, -limit, limit)
    elif kind in ("weight", "running_var"):
        values = draw(name, count, 0.5, 1.5)
    else:
        values = draw(name, count, -0.2, 0.2)
    return torch.from_numpy(values.reshape(shape))


@contextmanager
def scaled_layers(width):
    """In it, layers are built with fewer channels than torchvision asks for; three are an image's."""

    def scaled(channels):
        return channels if channels == 3 else max(1, round(channels * width))

    class Conv2d(torch.nn.Conv2d):
        def __init__(self, inputs, outputs, *args, **kwargs):
            super().__init__(scaled(inputs), scaled(outputs), *args, **kwargs)

    class BatchNorm2d(torch.nn.BatchNorm2d):
        def __init__(self, channels, *args, **kwargs):
            super().__init__(scaled(channels), *args, **kwargs)

    class Linear(torch.nn.Linear):
        def __init__(self, inputs, outputs, *args, **kwargs):
            super().__init__(scaled(inputs), scaled(outputs), *args, **kwargs)

    own = {kind.__name__: getattr(torch.nn, kind.__name__) for kind in (Conv2d, BatchNorm2d, Linear)}
    try:
        for kind in (Conv2d, BatchNorm2d, Linear):
            setattr(torch.nn, kind.__name__, kind)
        yield
    finally:
        for name, kind in own.items():
            setattr(torch.nn, name, kind)


def build(case):
    make = getattr(torchvision.models, case["id"])
    width, classes = case["width"], case["classes"]
    if case["id"].startswith("mobilenet"):
        return make(width_mult=width, num_classes=classes)
    options = {}
    if case["id"] in ("inception_v3", "googlenet"):
        options = {"aux_logits": False, "init_weights": False}
    with scaled_layers(width):
        return make(num_classes=round(classes / width), **options)


def check_names(model, case):
    """The names and shapes of the weights must be those of the case, in whatever order."""
    own = {name: list(value.shape) for name, value in model.state_dict().items() if BATCH_COUNTER not in name}
    asked = {name: shape for name, shape in case["parameters"]}
    different = sorted(name for name in {*own, *asked} if own.get(name) != asked.get(name))
    if different:
        told = [f"{name}: {own.get(name)} in torchvision, {asked.get(name)} here" for name in different[:10]]
        raise SystemExit(f"{case['id']} has other weights in torchvision.\n" + "\n".join(told))


def calibrate(model, images):
    """Gives every batch norm the statistics of what reaches it, as training would have."""
    norms = [module for module in model.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.train()
        norm.momentum = 1.0
    with torch.no_grad():
        model(images)
    for norm, momentum in zip(norms, momenta):
        norm.eval()
        norm.momentum = momentum


def last_axis_channels(value):
    value = value if value.dim() == 4 else value[:, :, None, None]
    return value.permute(0, 2, 3, 1)


def main():
    case = json.load(sys.stdin)
    torch.manual_seed(0)
    model = build(case)
    check_names(model, case)
    state = {name: weight(name, shape) for name, shape in case["parameters"]}
    model.load_state_dict(state, strict=False)
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0
    model.train(case["mode"] == "batch")

    seen = {}
    for name, module in model.named_modules():
        if name in case["blocks"]:
            # A copy: what follows may work in place.
            module.register_forward_hook(
                lambda _module, _inputs, output, name=name: seen.__setitem__(name, output.detach().clone())
            )
    side, images = case["side"], case["images"]
    drawn = draw("input", images * side * side * 3, -2, 2).reshape(images, side, side, 3)
    pixels = torch.from_numpy(drawn).permute(0, 3, 1, 2).contiguous()
    if case.get("calibrated"):
        calibrate(model, pixels)
    output = model(pixels)
    results = [last_axis_channels(seen[name]) for name in case["blocks"]]
    if case["gradients"]:
        loss = (output * torch.from_numpy(draw("loss", output.numel(), -1, 1)).reshape(output.shape)).sum()
        loss.backward()
        weights = dict(model.named_parameters())
        behind = model.state_dict()
        results += [weights[name].grad if name in weights else behind[name] for name, _ in case["parameters"]]
    if case.get("calibrated"):
        given = model.state_dict()
        results += [given[name].clone() for name, _ in case["parameters"] if ".running_" in name]
    if case.get("exact"):
        with torch.no_grad():
            model.double()(pixels.double())
        results += [last_axis_channels(seen[name]) for name in case["blocks"]]
    with os.fdopen(sys.stdout.fileno(), "wb", closefd=False) as out:
        for result in results:
            out.write(result.detach().contiguous().numpy().astype("<f4").tobytes())


main()
