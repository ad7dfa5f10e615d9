"""Writes the trained reader as GGUF, matrices in eight bits.

Usage: export.py WEIGHTS.pt OUT.gguf [--exact]   (--exact: float32, for comparing)
"""

import argparse

import gguf
import numpy as np
import torch

from model import LAYERS, WIDTH, Layer


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("weights")
    parser.add_argument("out")
    parser.add_argument("--exact", action="store_true")
    arguments = parser.parse_args()
    state = torch.load(arguments.weights, map_location="cpu")
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    writer = gguf.GGUFWriter(arguments.out, "voetnoot-reader")
    writer.add_uint32("reader.lower_layers", LAYERS - layers)
    writer.add_uint32("reader.block_count", layers)

    def dense(name, tensor):
        writer.add_tensor(name, tensor.detach().float().contiguous().numpy().astype(np.float32))

    def matrix(name, tensor):
        data = tensor.detach().float().contiguous().numpy()
        if arguments.exact:
            writer.add_tensor(name, data)
        else:
            kind = gguf.GGMLQuantizationType.Q8_0
            writer.add_tensor(name, gguf.quants.quantize(data, kind), raw_dtype=kind)

    for number in range(layers):
        for own, name in Layer.NAMES.items():
            weight, bias = state[f"layers.{number}.{own}.weight"], state[f"layers.{number}.{own}.bias"]
            (matrix if weight.dim() == 2 else dense)(f"blk.{number}.{name}.weight", weight)
            dense(f"blk.{number}.{name}.bias", bias)
    dense("part.question", state["part"][0])
    dense("part.passage", state["part"][1])
    dense("mean", state["mean"])
    dense("sharpness", state["sharpness"].reshape(1))
    matrix("match.weight", state["match.weight"][:, : 2 * WIDTH])
    dense("match.bias", state["match.bias"])
    dense("match_scalars.weight", state["match.weight"][:, 2 * WIDTH :].T)
    for own, name in (("score", "score"), ("null", "none")):
        dense(f"{name}.weight", state[f"{own}.weight"].reshape(-1))
        dense(f"{name}.bias", state[f"{own}.bias"])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main()
