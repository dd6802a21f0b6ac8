"""Makes zarr2.zip with zarr-python 2 and numcodecs, and shards.zip by hand after the specification of version 3.

Debian: python3-zarr. Number of pixel i = 12 y + x of frame j = 3 (scan row) + scan column: 1000 j + 7 i, in all stores.
    python3 make_zarr.py
"""
import gzip, json, os, shutil, struct, sys, tempfile, zipfile
import numpy as np

shape = (2, 3, 8, 12)
a, b, y, x = np.indices(shape)
counts = 1000 * (3 * a + b) + 7 * (12 * y + x)


def pack(folder, target):
    with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as out:
        for root, _, files in sorted(os.walk(folder)):
            for name in sorted(files):
                path = os.path.join(root, name)
                info = zipfile.ZipInfo(os.path.relpath(path, folder), (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                with open(path, 'rb') as f:
                    out.writestr(info, f.read())


def version2(folder):
    import zarr
    import numcodecs as nc
    stores = {
        'plain': dict(dtype='<u2', compressor=None),
        'zlib': dict(dtype='<i4', compressor=nc.Zlib(6)),
        'gzip-fortran-slash': dict(dtype='<u2', compressor=nc.GZip(6), order='F', dimension_separator='/'),
        'blosc-lz4': dict(dtype='<u2', compressor=nc.Blosc('lz4', 5, nc.Blosc.SHUFFLE)),
        'blosc-zstd-bits': dict(dtype='<u4', compressor=nc.Blosc('zstd', 5, nc.Blosc.BITSHUFFLE)),
        'blosc-blosclz': dict(dtype='<f4', compressor=nc.Blosc('blosclz', 5, nc.Blosc.SHUFFLE)),
        'zstd': dict(dtype='<f8', compressor=nc.Zstd(3)),
        'lz4': dict(dtype='<u2', compressor=nc.LZ4()),
        'shuffle-zlib': dict(dtype='<u2', compressor=nc.Zlib(6), filters=[nc.Shuffle(2)]),
        'big': dict(dtype='>u2', compressor=None),
        'big-float-blosc': dict(dtype='>f4', compressor=nc.Blosc('lz4', 5, nc.Blosc.SHUFFLE)),
    }
    for name, how in stores.items():
        filled = zarr.open(zarr.DirectoryStore(os.path.join(folder, name), dimension_separator=how.pop('dimension_separator', None)),
                           mode='w', shape=shape, chunks=(1, 2, 8, 7), fill_value=0, **how)
        filled[:] = counts
    group = zarr.open_group(os.path.join(folder, 'group'), mode='w')
    group.create_dataset('images/small', data=np.zeros((2, 2, 2), 'u1'))
    group.create_dataset('images/scan', data=counts.reshape(6, 8, 12).astype('<u2'), chunks=(4, 5, 5))
    group.create_dataset('line', data=np.zeros(1000))
    missing = zarr.open(os.path.join(folder, 'missing'), mode='w', shape=shape, chunks=(1, 2, 8, 7), dtype='<u2', fill_value=9)
    missing[0] = counts[0]


def crc32c(data):
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ (0x82f63b78 if n & 1 else 0)
        table.append(n)
    crc = 0xffffffff
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xff]
    return struct.pack('<I', crc ^ 0xffffffff)


def sharded(folder, at_end):
    """Files of 2 x 2 x 8 x 12 of chunks 1 x 1 x 4 x 6; the chunk of frame 5's upper left is missing (fill 3)."""
    os.makedirs(folder)
    outer, inner = (2, 2, 8, 12), (1, 1, 4, 6)
    index_codecs = [{'name': 'bytes', 'configuration': {'endian': 'little'}}, {'name': 'crc32c'}]
    meta = dict(
        zarr_format=3, node_type='array', shape=shape, data_type='uint16', fill_value=3, attributes={},
        chunk_grid=dict(name='regular', configuration=dict(chunk_shape=outer)),
        chunk_key_encoding=dict(name='default', configuration=dict(separator='/')),
        codecs=[dict(name='sharding_indexed', configuration=dict(
            chunk_shape=inner, index_location='end' if at_end else 'start', index_codecs=index_codecs,
            codecs=[{'name': 'transpose', 'configuration': {'order': [3, 0, 2, 1]}},
                    {'name': 'bytes', 'configuration': {'endian': 'big'}},
                    {'name': 'gzip', 'configuration': {'level': 5}}, {'name': 'crc32c'}]))])
    with open(os.path.join(folder, 'zarr.json'), 'w') as f:
        json.dump(meta, f)
    grid = tuple(o // i for o, i in zip(outer, inner))
    padded = np.full((2, 4, 8, 12), 3, '>u2')
    padded[:, :3] = counts
    for shard in range(2):
        body, index = b'', []
        start = 0 if at_end else 16 * int(np.prod(grid)) + 4
        for k in np.ndindex(grid):
            s = tuple(slice(n * i, (n + 1) * i) for n, i in zip(k, inner))
            block = padded[:, 2 * shard:2 * shard + 2][s]
            if shard == 1 and k[:2] == (1, 1) or shard == 1 and k == (1, 0, 0, 0):
                index.append((2**64 - 1, 2**64 - 1))
                continue
            packed = gzip.compress(np.ascontiguousarray(block.transpose(3, 0, 2, 1)).tobytes(), mtime=0)
            packed += crc32c(packed)
            index.append((start + len(body), len(packed)))
            body += packed
        table = b''.join(struct.pack('<QQ', *pair) for pair in index)
        table += crc32c(table)
        path = os.path.join(folder, 'c', '0', str(shard), '0')
        os.makedirs(path)
        with open(os.path.join(path, '0'), 'wb') as f:
            f.write(body + table if at_end else table + body)


here = os.path.dirname(os.path.abspath(__file__))
for name, make in (('zarr2.zip', version2), ('shards.zip', lambda f: (sharded(f + '/end', True), sharded(f + '/start', False)))):
    folder = tempfile.mkdtemp()
    make(folder)
    pack(folder, os.path.join(here, name))
    shutil.rmtree(folder)
