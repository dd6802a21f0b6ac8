// Makes filters-zstd.h5: datasets written by the C libraries of HDF5's filters 32008 (bitshuffle + Zstandard) and 32015
// (Zstandard), compiled to WebAssembly, for FilterFilesTest. Values as in make_filters_h5.py.
//     npm install --legacy-peer-deps h5wasm@0.10.3 h5wasm-plugins@0.2.1 && node make_filters_zstd.mjs filters-zstd.h5
import * as h5wasm from 'h5wasm/node';
import { install_local_plugins } from 'h5wasm-plugins';

const module = await h5wasm.ready;
await install_local_plugins(module);

const SHAPES = {
  tiny: [[5, 2, 3], [1, 2, 3]],
  odd: [[3, 5, 5], [1, 5, 5]],
  block: [[1, 64, 64], [1, 64, 64]],
  more: [[1, 65, 67], [1, 65, 67]],
  parts: [[3, 21, 34], [2, 8, 16]],
};
const TYPES = { u1: ['<B', Uint8Array], u2: ['<H', Uint16Array], u4: ['<I', Uint32Array], f8: ['<d', Float64Array] };

function values(shape, Type) {
  const n = shape.reduce((a, b) => a * b);
  const mask = 0xffffffffn;
  return Type.from({ length: n }, (_, i) => {
    let x = (BigInt(i) * 2654435761n + 12345n) & mask;
    x = ((x ^ (x >> 15n)) * 2246822519n) & mask;
    const kind = x >> 24n;
    const v = kind < 246n ? 0n : kind < 254n ? kind & 3n : x & 0x7fffffn;
    return Number(v) % (Type === Uint8Array ? 256 : Type === Uint16Array ? 65536 : 2 ** 32);
  });
}

const file = new h5wasm.File(process.argv[2], 'w');
for (const [shapeName, [shape, chunks]] of Object.entries(SHAPES)) {
  for (const [type, [dtype, Type]] of Object.entries(TYPES)) {
    const common = { data: values(shape, Type), shape, dtype, chunks };
    const name = `${shapeName}-${type}`;
    file.create_dataset({ ...common, name: `bitshuffle-zstd-${name}`, compression: 32008, compression_opts: [0, 3, 3] });
    if (shapeName === 'more' || shapeName === 'parts') {
      file.create_dataset({ ...common, name: `zstd-${name}`, compression: 32015, compression_opts: [3] });
    }
  }
}
file.close();
