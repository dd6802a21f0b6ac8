// Makes the stores of zarr3.zip with zarrita: npm install zarrita; node make_zarr3.mjs FOLDER; cd FOLDER; zip -X -r zarr3.zip .
// The numbers are those of make_zarr.py.
import * as zarr from "zarrita";
import fs from "node:fs";
import path from "node:path";

const shape = [2, 3, 8, 12];
const target = process.argv[2];

class Folder {
  constructor(root) { this.root = root; }
  async get(key) {
    const file = path.join(this.root, key);
    return fs.existsSync(file) ? new Uint8Array(fs.readFileSync(file)) : undefined;
  }
  async set(key, value) {
    const file = path.join(this.root, key);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, value);
  }
}

const little = { name: "bytes", configuration: { endian: "little" } };
const big = { name: "bytes", configuration: { endian: "big" } };
const blosc = { name: "blosc", configuration: { cname: "zstd", clevel: 5, shuffle: "shuffle", typesize: 2, blocksize: 0 } };
const stores = {
  plain: { dtype: "uint16", codecs: [little] },
  zstd: { dtype: "int32", codecs: [little, { name: "zstd", configuration: { level: 3, checksum: false } }] },
  blosc: { dtype: "uint16", codecs: [little, blosc] },
  big: { dtype: "uint16", codecs: [big] },
  transpose: { dtype: "uint16", codecs: [{ name: "transpose", configuration: { order: [2, 0, 3, 1] } }, little] },
  dots: { dtype: "float64", codecs: [little], chunkSeparator: "." },
};
const types = { uint16: Uint16Array, float32: Float32Array, int32: Int32Array, float64: Float64Array };
for (const [name, how] of Object.entries(stores)) {
  const store = new Folder(path.join(target, name));
  const array = await zarr.create(store, { shape, chunkShape: [1, 2, 8, 7], fillValue: 0, ...how });
  const data = new types[how.dtype](2 * 3 * 96);
  for (let k = 0; k < data.length; k++) data[k] = 1000 * Math.floor(k / 96) + 7 * (k % 96);
  await zarr.set(array, null, { data, shape, stride: [288, 96, 12, 1] });
}
