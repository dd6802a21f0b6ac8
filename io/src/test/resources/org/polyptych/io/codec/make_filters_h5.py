"""Makes filters.h5: datasets written by the C libraries of the HDF5 filters that detectors use, for FilterFilesTest.

Debian 12: apt-get install python3-h5py hdf5-filter-plugin hdf5-filter-plugin-blosc-serial bitshuffle
    HDF5_PLUGIN_PATH=/usr/lib/x86_64-linux-gnu/hdf5/serial/plugins python3 make_filters_h5.py filters.h5

The values follow from a formula that the test knows too, so that they need not be kept. Those filters know no
Zstandard: make_filters_zstd.mjs.
"""

import sys

import h5py
import numpy as np

BLOSC, LZ4, BITSHUFFLE = 32001, 32004, 32008
TYPES = ["u1", "u2", "u4", "i4", "f4", "f8"]
# frames, rows, columns; frames, rows, columns of a chunk: bits of 4096 numbers of 2 bytes are one block
SHAPES = {
    "tiny": ((5, 2, 3), (1, 2, 3)),  # fewer than eight numbers
    "odd": ((3, 5, 5), (1, 5, 5)),  # one block of 24 and one number behind it
    "block": ((1, 64, 64), (1, 64, 64)),  # whole blocks, for every size of number
    "more": ((1, 65, 67), (1, 65, 67)),  # blocks, a shorter one, and three numbers
    "parts": ((3, 21, 34), (2, 8, 16)),  # parts of several frames, reaching beyond the edges
}


def values(shape, dtype):
    """Mostly zeros and small counts, some large numbers."""
    i = np.arange(np.prod(shape), dtype=np.uint64)
    x = (i * np.uint64(2654435761) + np.uint64(12345)) & np.uint64(0xFFFFFFFF)
    x = (x ^ (x >> np.uint64(15))) * np.uint64(2246822519) & np.uint64(0xFFFFFFFF)
    kind = x >> np.uint64(24)
    v = np.where(kind < 246, np.uint64(0), np.where(kind < 254, kind & np.uint64(3), x & np.uint64(0x7FFFFF)))
    return v.astype(np.uint32).astype(dtype).reshape(shape)


def main(path):
    with h5py.File(path, "w", libver="latest") as file:

        def write(name, shape, chunk, dtype, **how):
            file.create_dataset(name, data=values(shape, dtype), chunks=chunk, **how)

        for shape_name, (shape, chunk) in SHAPES.items():
            for dtype in TYPES:
                if shape_name in ("block", "more") and dtype in ("i4", "f4"):
                    continue
                name = f"{shape_name}-{dtype}"
                # 0: the usual block; 2: LZ4
                write(f"bitshuffle-lz4-{name}", shape, chunk, dtype, compression=BITSHUFFLE, compression_opts=(0, 2))
                write(f"lz4-{name}", shape, chunk, dtype, compression=LZ4, compression_opts=(0,))
        shape, chunk = SHAPES["more"]
        write("bitshuffle-only", shape, chunk, "u2", compression=BITSHUFFLE, compression_opts=(0, 0))
        write("bitshuffle-short-blocks", shape, chunk, "u2", compression=BITSHUFFLE, compression_opts=(64, 2))
        write("lz4-short-blocks", shape, chunk, "u2", compression=LZ4, compression_opts=(1000,))
        write("shuffle-gzip", shape, chunk, "u2", compression="gzip", shuffle=True)
        write("shuffle-gzip-checksum", shape, chunk, "u4", compression="gzip", shuffle=True, fletcher32=True)
        write("checksum", *SHAPES["odd"], "u1", fletcher32=True)
        write("lzf", shape, chunk, "u2", compression="lzf")
        write("shuffle-lz4", shape, chunk, "u4", compression=LZ4, compression_opts=(0,), shuffle=True)
        for method, compressor in enumerate(("blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd")):
            for shuffle in (0, 1, 2):
                for dtype in ("u2", "u4"):
                    name = f"blosc-{compressor}-{shuffle}-{dtype}"
                    how = (0, 0, 0, 0, 5, shuffle, method)
                    try:
                        write(name, shape, chunk, dtype, compression=BLOSC, compression_opts=how)
                    except (ValueError, OSError) as e:  # a Blosc without Snappy
                        print("left out", name, e)
        write("blosc-tiny", *SHAPES["tiny"], "u2", compression=BLOSC, compression_opts=(0, 0, 0, 0, 9, 2, 1))
        write("blosc-parts", *SHAPES["parts"], "f4", compression=BLOSC, compression_opts=(0, 0, 0, 0, 9, 1, 1))


if __name__ == "__main__":
    main(sys.argv[1])
