"""The reader in PyTorch: the lower layers of the embedding model, frozen, and trained upper layers that see question and passage together."""

import gguf
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 12
DROPOUT = 0.1


def tensors(path):
    """{name: float32 tensor} of a GGUF file."""
    out = {}
    for tensor in gguf.GGUFReader(path).tensors:
        data = np.array(tensor.data)
        if tensor.tensor_type != gguf.GGMLQuantizationType.F32:
            data = gguf.quants.dequantize(data, tensor.tensor_type)
        out[tensor.name] = torch.tensor(data.reshape([int(n) for n in tensor.shape][::-1]).copy(), dtype=torch.float32)
    return out


class Layer(nn.Module):
    """One post-norm BERT layer (Devlin et al. 2019)."""

    NAMES = {"q": "attn_q", "k": "attn_k", "v": "attn_v", "o": "attn_output", "n1": "attn_output_norm", "up": "ffn_up", "down": "ffn_down", "n2": "layer_output_norm"}

    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def load(self, weights, number):
        """Takes its weights from those of the embedding model."""
        for own, name in self.NAMES.items():
            for part in ("weight", "bias"):
                getattr(getattr(self, own), part).data = weights[f"blk.{number}.{name}.{part}"].clone()

    def forward(self, x, mask):
        batch, length, _ = x.shape
        split = lambda y: y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
        dropout = DROPOUT if self.training else 0.0
        a = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask, dropout_p=dropout)
        x = self.n1(x + F.dropout(self.o(a.transpose(1, 2).reshape(batch, length, WIDTH)), dropout, self.training))
        return self.n2(x + F.dropout(self.down(F.gelu(self.up(x))), dropout, self.training))


class Lower(nn.Module):
    """Embeddings and the lower layers, which see one text. Never trained."""

    def __init__(self, weights, layers):
        super().__init__()
        self.embed, self.position, self.kind = weights["token_embd.weight"], weights["position_embd.weight"], weights["token_types.weight"].reshape(-1, WIDTH)[0]
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.weight.data, self.norm.bias.data = weights["token_embd_norm.weight"], weights["token_embd_norm.bias"]
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        for number, layer in enumerate(self.layers):
            layer.load(weights, number)
        self.eval()

    @torch.no_grad()
    def forward(self, texts, size=24):
        """For each list of token ids the states of its tokens, [tokens, WIDTH] in bfloat16."""
        out = [None] * len(texts)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), size):
            part = order[start : start + size]
            length = max(len(texts[i]) for i in part)
            ids, mask = torch.ones(len(part), length, dtype=torch.long), torch.zeros(len(part), length, dtype=torch.bool)
            for row, i in enumerate(part):
                ids[row, : len(texts[i])] = torch.tensor(texts[i])
                mask[row, : len(texts[i])] = True
            x = self.norm(self.embed[ids] + self.position[:length] + self.kind)
            for layer in self.layers:
                x = layer(x, mask[:, None, None, :])
            for row, i in enumerate(part):
                out[i] = x[row, : len(texts[i])].to(torch.bfloat16).clone()
        return out


class Reader(nn.Module):
    """The trained part: what a passage's tokens have to do with the question's, the upper layers, and two heads."""

    def __init__(self, weights, layers):
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        for number, layer in enumerate(self.layers):
            layer.load(weights, LAYERS - layers + number)
        self.part = nn.Parameter(torch.zeros(2, WIDTH))
        self.match = nn.Linear(2 * WIDTH + 3, WIDTH)
        nn.init.normal_(self.match.weight, std=0.02)
        nn.init.zeros_(self.match.bias)
        self.sharpness = nn.Parameter(torch.tensor(12.0))
        self.score, self.null = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1)
        self.register_buffer("mean", torch.zeros(WIDTH))

    def features(self, question, passage, question_ids, passage_ids):
        """[tokens of the passage, 2 * WIDTH + 3]: the question's states averaged by similarity, their product with the token's own,
        the highest similarity, whether the question has the same token, and how well the question is covered as a whole."""
        inner = question[1:-1]
        similarity = F.normalize(passage - self.mean, dim=1) @ F.normalize(inner - self.mean, dim=1).T
        aligned = (self.sharpness * similarity).softmax(1) @ inner
        same = torch.isin(passage_ids, question_ids[1:-1]).float()
        covered = similarity.max(0).values.mean()
        scalars = torch.stack([4 * similarity.max(1).values, 2 * same, (4 * covered).expand(len(passage))], 1)
        return torch.cat([aligned, passage * aligned, scalars], 1)

    def forward(self, pairs):
        """pairs: (question states, passage states, question ids, passage ids). For each pair (score of each passage token, score of «no answer»)."""
        length = max(len(q) + len(p) for q, p, _, _ in pairs)
        x, mask = torch.zeros(len(pairs), length, WIDTH), torch.zeros(len(pairs), length, dtype=torch.bool)
        for row, (q, p, q_ids, p_ids) in enumerate(pairs):
            q, p = q.float(), p.float()
            x[row, : len(q)] = q + self.part[0]
            x[row, len(q) : len(q) + len(p)] = p + self.part[1] + self.match(self.features(q, p, q_ids, p_ids))
            mask[row, : len(q) + len(p)] = True
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        tokens, null = self.score(x).squeeze(-1), self.null(x[:, 0]).squeeze(-1)
        return [(tokens[row, len(q) : len(q) + len(p)], null[row]) for row, (q, p, _, _) in enumerate(pairs)]
