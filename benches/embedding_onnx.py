"""Writes the bundled embedding model for ONNX Runtime: dynamic int8 with a scale for every column of a weight.

    pip install gguf onnx onnxruntime
    python benches/embedding_onnx.py model.onnx

The graph uses ONNX Runtime's own fused operators (attention, normalisation with a residual, GELU), as its exporter for
BERT does. The word vectors stay in float32.
"""

import pathlib
import sys
import tempfile

import numpy as np
import onnx
from gguf import GGUFReader, dequantize
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

MODEL = pathlib.Path(__file__).resolve().parent.parent / "index/model/model.gguf"
LAYERS, HEADS, EPSILON = 12, 12, 1e-12
FUSED = "com.microsoft"


class Graph:
    """Nodes and weights; each call adds one node and gives the name of its result."""

    def __init__(self):
        self.nodes, self.weights = [], []

    def weight(self, name, values):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def __call__(self, operator, *inputs, domain="", results=1, **attributes):
        names = [f"{operator}_{len(self.nodes)}_{at}" for at in range(results)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, name=names[0], domain=domain, **attributes))
        return names[0]


def build():
    tensors = {tensor.name: tensor for tensor in GGUFReader(MODEL).tensors}
    graph = Graph()

    def dense(name):
        tensor = tensors[name]
        values = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        return values.reshape([int(size) for size in reversed(tensor.shape)])

    def put(name, values=None):
        return graph.weight(name, dense(name) if values is None else values)

    def normalise(states, residual, name):
        norm = [put(f"{name}.weight"), put(f"{name}.bias")]
        return graph("SkipLayerNormalization", states, residual, *norm, domain=FUSED, epsilon=EPSILON)

    def product(states, name):
        result = graph("MatMul", states, put(f"{name}.weight", dense(f"{name}.weight").T))
        return graph("Add", result, put(f"{name}.bias"))

    words = graph("Gather", put("token_embd.weight"), "ids")
    put("positions", dense("position_embd.weight") + dense("token_types.weight")[0])
    ends = graph("Slice", graph("Shape", "ids"), put("one", np.array([1])), put("two", np.array([2])))
    places = graph("Slice", "positions", put("zero", np.array([0])), ends)
    places = graph("Unsqueeze", places, "zero")
    states = normalise(words, places, "token_embd_norm")
    for number in range(LAYERS):
        layer = f"blk.{number}"
        parts = [f"{layer}.attn_{part}" for part in "qkv"]
        weight = put(f"{layer}.attention.weight", np.concatenate([dense(f"{part}.weight").T for part in parts], axis=1))
        bias = put(f"{layer}.attention.bias", np.concatenate([dense(f"{part}.bias") for part in parts]))
        mixed = graph("Attention", states, weight, bias, domain=FUSED, num_heads=HEADS)
        states = normalise(product(mixed, f"{layer}.attn_output"), states, f"{layer}.attn_output_norm")
        inner = graph("Gelu", product(states, f"{layer}.ffn_up"), domain=FUSED)
        states = normalise(product(inner, f"{layer}.ffn_down"), states, f"{layer}.layer_output_norm")
    mean = graph("ReduceMean", states, axes=[1], keepdims=0)
    graph.nodes.append(helper.make_node("LpNormalization", [mean], ["vector"], axis=1, p=2))
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "embedding",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])],
            [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, dense("token_embd_norm.weight").size])],
            graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)],
        ir_version=9,
    )


def write(path):
    """Writes the model in int8."""
    with tempfile.TemporaryDirectory() as folder:
        dense = pathlib.Path(folder) / "dense.onnx"
        onnx.save(build(), dense)
        quantize_dynamic(
            dense,
            path,
            op_types_to_quantize=["MatMul", "Attention"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


if __name__ == "__main__":
    write(sys.argv[1])
