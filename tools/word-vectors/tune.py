#!/usr/bin/env python3
"""Fits the word-vector table to the field: sentences that show one criterion come near each other.

    python tune.py BASE [--out DIR] [--leave-out ID ...] [--epochs N]

BASE is the table that build.py wrote. What moves it is the rubrics' own wording: the
exemplars that meet one criterion say one thing in different words. No graded answer is read. The recipe is in README.md beside this file.
"""

import os

# Before jax is imported: one thread, so that sums are always in the same order.
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import argparse
import hashlib
import pathlib
import re
import struct
import tomllib

import jax
import jax.numpy as jnp
import numpy as np
import optax

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEADER = 32
DIMS = 64
# What a likeness is worth: nothing up to FLOOR, then in a straight line (src/scoring/columns.rs).
FLOOR = 0.4
LONGEST, MOST = 24, 7  # words of a sentence, sentences of a group
SHARPNESS = 20.0
# How dear it is to move the whole table, a single row, a single weight.
KEEP_MAP, KEEP_ROW, KEEP_WEIGHT = 1e-3, 0.05, 0.01
FUNCTION_WORDS = frozenset(
    "a an the of to and or in on at by for with is are be it its this that as we i you they so if not no do does has"
    " have had was were will would can could may from than then there here their our your my he she his her them us"
    " into out up over also each all any one two".split()
)


class Table:
    """A table as build.py lays it out; only weights and rows are changed."""

    def __init__(self, data):
        self.data = data
        _, count, dims, slots, text = struct.unpack_from("<5I", data, 8)
        assert dims == DIMS
        at = HEADER + 2 * slots
        starts = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        keys = data[at : at + text]
        self.weights_at = at + text
        self.rows_at = self.weights_at + count
        self.key = {keys[starts[i] : starts[i + 1]].decode(): i for i in range(count)}
        self.weights = np.frombuffer(data, "u1", count, self.weights_at).astype(np.float32) / 255
        rows = np.frombuffer(data, "i1", count * DIMS, self.rows_at).reshape(count, DIMS)
        self.rows = unit(rows.astype(np.float32))

    def changed(self, weights, rows):
        """The bytes with other weights and rows."""
        scaled = np.rint(rows / np.abs(rows).max(1, keepdims=True) * 127).astype(np.int8)
        bytes_of = np.rint(np.clip(weights, 0, 1) * 255).astype(np.uint8)
        return self.data[: self.weights_at] + bytes_of.tobytes() + scaled.tobytes()

    def find(self, word):
        """The row of a word or of its singular."""
        forms = [word]
        if word.endswith("ies"):
            forms.append(word[:-3] + "y")
        if word.endswith("s") and len(word) > 3:
            forms += [word[:-1], word[:-2]]
        return next((self.key[form] for form in forms if form in self.key), None)

    def read(self, text):
        """The rows of a sentence's weighty words, phrases first."""
        words = re.findall(r"[a-z][a-z'-]*[a-z]|[a-z]", text.lower())
        found, at = [], 0
        while at < len(words):
            length = next((n for n in (3, 2) if " ".join(words[at : at + n]) in self.key and at + n <= len(words)), 1)
            if length > 1:
                found.append(self.key[" ".join(words[at : at + length])])
            else:
                word = words[at]
                for part in [word] if self.find(word) is not None else re.split(r"[-']", word):
                    row = None if not part or part in FUNCTION_WORDS else self.find(part)
                    if row is not None:
                        found.append(row)
            at += length
        return list(dict.fromkeys(found))[:LONGEST]


def unit(x):
    return x / (np.linalg.norm(x, axis=-1, keepdims=True) + 1e-9)


def load(path):
    return tomllib.loads(path.read_text("utf-8"))


def groups(left_out):
    """(rubric, [(sentences that meet a criterion, its own text)])."""
    shared = {one["id"]: one for one in load(ROOT / "rubrics/shared.toml")["criterion"]}
    for path in sorted((ROOT / "rubrics").glob("*.toml")):
        if path.stem in ("shared", "lexicon") or path.stem in left_out:
            continue
        criteria = []
        for one in load(path)["criterion"]:
            base = shared.get(one.get("use"), {})
            met = {**base.get("exemplars", {}), **one.get("exemplars", {})}.get("met", [])
            criteria.append((met, one.get("text") or base.get("text", "")))
        yield path.stem, criteria


def pack(table, group, size):
    sentences = np.zeros((size, MOST, LONGEST), np.int32)
    masks = np.zeros((size, MOST, LONGEST), np.float32)
    texts, text_masks = np.zeros((size, LONGEST), np.int32), np.zeros((size, LONGEST), np.float32)
    for i, (examples, text) in enumerate(group):
        read = [rows for rows in map(table.read, examples) if rows][:MOST]
        for j, rows in enumerate(read if len(read) > 2 else []):
            sentences[i, j, : len(rows)] = rows
            masks[i, j, : len(rows)] = 1
        rows = table.read(text)
        texts[i, : len(rows)] = rows
        text_masks[i, : len(rows)] = 1
    return sentences, masks, texts, text_masks


def logits(base, weights, params, packed, to_text):
    """For each sentence, how near each thing is: its nearest other sentence, or its text."""
    turn, moves, gains = params
    sentences, masks, texts, text_masks = packed
    size = sentences.shape[0]

    def rows(ids):
        x = base[ids] @ turn + moves[ids]
        return x / (jnp.linalg.norm(x, axis=-1, keepdims=True) + 1e-6)

    flat, flat_masks = sentences.reshape(-1, LONGEST), masks.reshape(-1, LONGEST)
    targets, target_masks = (texts, text_masks) if to_text else (flat, flat_masks)
    worth = jnp.sqrt(weights[targets]) * jnp.exp(gains[targets]) * target_masks
    near = jnp.einsum("qld,kmd->qklm", rows(flat), rows(targets))
    near = jnp.where(flat_masks[:, None, :, None] > 0, near, -1.0).max(axis=2)
    found = (jax.nn.relu(near - FLOOR) / (1 - FLOOR) * worth[None]).sum(-1) / (worth.sum(-1)[None] + 1e-6)
    if to_text:
        return jnp.where(text_masks.sum(-1)[None] > 0, found, -1e3)
    there = masks.sum(-1) > 0
    other = 1 - jnp.eye(size)[:, None, :, None] * jnp.eye(MOST)[None, :, None, :]
    found = jnp.where(there[None, None] * other > 0, found.reshape(size, MOST, size, MOST), -1e3)
    return (jax.nn.logsumexp(found * 25, axis=-1) / 25).reshape(-1, size)


def loss(params, base, weights, packed):
    size = packed[0].shape[0]
    right = jnp.repeat(jnp.arange(size), MOST)
    there = (packed[1].sum(-1) > 0).reshape(-1).astype(jnp.float32)
    total = 0.0
    for to_text, part in ((False, 1.0), (True, 0.5)):
        chances = jax.nn.log_softmax(logits(base, weights, params, packed, to_text) * SHARPNESS, axis=-1)
        total -= part * (chances[jnp.arange(right.size), right] * there).sum() / there.sum()
    turn, moves, gains = params
    kept = KEEP_MAP * ((turn - jnp.eye(DIMS)) ** 2).sum()
    return total + kept + KEEP_ROW * (moves**2).sum() + KEEP_WEIGHT * (gains**2).sum()


def found_first(params, base, weights, packs):
    """The share of sentences whose nearest thing is their own: by other sentences, by texts."""
    shares = []
    for to_text in (False, True):
        hits = total = 0
        for packed in packs:
            size = packed[0].shape[0]
            there = packed[1].sum(-1).reshape(-1) > 0
            first = np.array(logits(base, weights, params, packed, to_text)).argmax(1)
            hits += int((first == np.repeat(np.arange(size), MOST))[there].sum())
            total += int(there.sum())
        shares.append(round(hits / max(total, 1), 3))
    return shares


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "src" / "scoring")
    parser.add_argument("--leave-out", nargs="*", default=[], help="prompts that are only measured")
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    table = Table(args.base.read_bytes())
    taken = list(groups(set(args.leave_out)))
    kept_back = [one for one in groups(set()) if one[0] in args.leave_out]
    size = max(len(group) for _, group in taken + kept_back)
    packs = [pack(table, group, size) for _, group in taken]
    unseen = [pack(table, group, size) for _, group in kept_back]
    base, weights = jnp.array(table.rows), jnp.array(table.weights)
    count = len(table.rows)
    params = (jnp.eye(DIMS), jnp.zeros((count, DIMS)), jnp.zeros(count))
    print("before", found_first(params, base, weights, unseen), flush=True)
    optimiser = optax.adam(3e-3)
    state = optimiser.init(params)
    gradient = jax.jit(jax.grad(loss))
    order = np.random.default_rng(0)
    for _ in range(args.epochs):
        for i in order.permutation(len(packs)):
            updates, state = optimiser.update(gradient(params, base, weights, packs[i]), state)
            params = optax.apply_updates(params, updates)
    print("after", found_first(params, base, weights, unseen), flush=True)
    turn, moves, gains = (np.array(one) for one in params)
    data = table.changed(table.weights * np.exp(2 * gains), table.rows @ turn + moves)
    digest = hashlib.sha256(data).hexdigest()
    (args.out / "words.bin").write_bytes(data)
    (args.out / "words.bin.sha256").write_text(f"{digest}  words.bin\n")
    print(f"{count} rows, {len(data)} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()
