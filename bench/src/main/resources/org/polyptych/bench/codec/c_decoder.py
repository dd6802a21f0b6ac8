"""The C decoders of HDF5's filters, timed at the request of bench.codec.Throughput.

    c_decoder.py make FILE FRAMES    writes frames as a detector gives them, through the C filters
    c_decoder.py serve FILE THREADS  for each line 'DATASET SECONDS' on standard input: decoded bytes a second

Needs HDF5_PLUGIN_PATH with the filters (see docs/formats/hdf5-filters.md). ctypes lets several threads decode at once.
"""

import ctypes
import os
import sys
import threading
import time

import h5py
import numpy as np

BLOSC, LZ4, BITSHUFFLE = 32001, 32004, 32008
ROWS, COLUMNS = 1062, 1028  # an Eiger 1M; no multiple of a block
CASES = {
    "bitshuffle-lz4-u2": ("u2", BITSHUFFLE, (0, 2)),
    "bitshuffle-lz4-u4": ("u4", BITSHUFFLE, (0, 2)),
    "lz4-u4": ("u4", LZ4, (0,)),
    "blosc-lz4-u2": ("u2", BLOSC, (0, 0, 0, 0, 5, 1, 1)),
}


def make(path, frames):
    random = np.random.default_rng(1)
    y, x = np.mgrid[:ROWS, :COLUMNS]
    mean = 300 * np.exp(-np.hypot(y - ROWS / 2, x - COLUMNS / 2) / 60) + 0.02
    with h5py.File(path, "w") as file:
        counts = random.poisson(mean, (frames, ROWS, COLUMNS))
        for name, (dtype, number, options) in CASES.items():
            file.create_dataset(
                name,
                data=counts.astype(dtype),
                chunks=(1, ROWS, COLUMNS),
                compression=number,
                compression_opts=options,
            )


def library(*names):
    for folder in (*os.environ.get("HDF5_PLUGIN_PATH", "").split(":"), ""):
        for name in names:
            try:
                return ctypes.CDLL(os.path.join(folder, name))
            except OSError:
                pass
    sys.exit("none of " + ", ".join(names))


def decoder(name, size):
    """A function of the chunk and the room for what comes out."""
    if name.startswith("bitshuffle"):
        call = library("libh5bshuf.so").bshuf_decompress_lz4
        call.restype = ctypes.c_int64
        call.argtypes = [ctypes.c_void_p, ctypes.c_void_p] + 3 * [ctypes.c_size_t]
        block = 8192 // size
        return lambda chunk, out: call(chunk.ctypes.data + 12, out.ctypes.data, out.nbytes // size, size, block)
    if name.startswith("blosc"):
        call = library("libblosc.so.1").blosc_decompress_ctx
        call.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        return lambda chunk, out: call(chunk.ctypes.data, out.ctypes.data, out.nbytes, 1)
    call = library("liblz4.so.1").LZ4_decompress_safe
    call.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int]

    def blocks(chunk, out):
        head = chunk[:12].tobytes()
        block = int.from_bytes(head[8:12], "big")
        at, done = 12, 0
        while done < out.nbytes:
            packed = int.from_bytes(chunk[at : at + 4].tobytes(), "big")
            room = min(block, out.nbytes - done)
            if packed == room:
                out.view(np.uint8).ravel()[done : done + room] = chunk[at + 4 : at + 4 + packed]
            else:
                call(chunk.ctypes.data + at + 4, out.ctypes.data + done, packed, room)
            at, done = at + 4 + packed, done + room

    return blocks


def rate(dataset, seconds, threads):
    frames = dataset.shape[0]
    chunks = [np.frombuffer(dataset.id.read_direct_chunk((k, 0, 0))[1], np.uint8) for k in range(frames)]
    outs = [np.empty(dataset.shape[1:], dataset.dtype) for _ in range(threads)]
    decode = decoder(dataset.name[1:], dataset.dtype.itemsize)
    decode(chunks[0], outs[0])
    assert np.array_equal(outs[0], dataset[0])
    done = [0] * threads
    end = time.perf_counter() + seconds

    def work(t):
        k = t
        while True:
            decode(chunks[k % frames], outs[t])
            done[t] += 1
            k += threads
            if time.perf_counter() >= end:
                break

    begin = time.perf_counter()
    workers = [threading.Thread(target=work, args=(t,)) for t in range(threads)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    return sum(done) * outs[0].nbytes / (time.perf_counter() - begin)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        with h5py.File(sys.argv[2]) as opened:
            for line in sys.stdin:
                case, duration = line.split()
                print(rate(opened[case], float(duration), int(sys.argv[3])), flush=True)
