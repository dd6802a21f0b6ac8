"""Writes the MATLAB files beside it, with SciPy (level 5) and h5py (7.3, laid out as MATLAB does). Run: python3 make_fixtures.py

The array counts(y, x, frame) is 100 frame + 10 y + x, 3 x 4 x 5 of them; the tests know that rule.
"""
import os

import h5py
import numpy as np
import scipy.io

HERE = os.path.dirname(os.path.abspath(__file__))
y, x, frame = np.indices((3, 4, 5))
counts = 100 * frame + 10 * y + x
wave = (y[:, :, 0] + 1j * x[:, :, 0]).astype(np.complex64)
variables = {
    "counts": counts.astype(np.uint16),
    "wave": wave,
    "modes": np.stack([wave, 2 * wave], axis=2).astype(np.complex128),
    "step": 2.5e-8,
    "label": "not a number",
    "pieces": np.array([np.arange(3), "two"], dtype=object),
    "p": {"lambda": 1e-10, "inner": {"table": np.arange(6.0).reshape(2, 3)}, "note": "text"},
    "several": np.array([(1.0,), (2.0,)], dtype=[("a", "f8")]),
    "nothing": np.zeros((0, 3)),
    "signed": np.array([[-1, 127]], dtype=np.int8),
    "large": np.array([[2**63 + 2**11]], dtype=np.uint64),
    "flag": np.array([[True, False]]),
}
scipy.io.savemat(os.path.join(HERE, "plain5.mat"), variables, do_compression=False)
scipy.io.savemat(os.path.join(HERE, "packed5.mat"), variables, do_compression=True)

grid = np.einsum("yxf->fyx", counts).reshape(5, 1, 3, 4)  # scan row, scan column, y, x
scipy.io.savemat(os.path.join(HERE, "grid5.mat"), {"grid": grid.astype(np.uint16)}, do_compression=True)


def put(f, name, values, kind):
    # MATLAB keeps A(:), so that HDF5 sees the dimensions in reverse
    values = np.ascontiguousarray(np.asarray(values).T)
    if np.iscomplexobj(values):
        pair = np.zeros(values.shape, dtype=[("real", values.real.dtype), ("imag", values.real.dtype)])
        pair["real"], pair["imag"] = values.real, values.imag
        values = pair
    f.create_dataset(name, data=values).attrs["MATLAB_class"] = np.bytes_(kind)


def put_head(path):
    with open(path, "r+b") as f:
        f.write(b"MATLAB 7.3 MAT-file, Platform: test, Created on: now HDF5 schema 1.00 .".ljust(124) + b"\x00\x02IM")


path = os.path.join(HERE, "plain73.mat")
with h5py.File(path, "w", userblock_size=512) as f:
    put(f, "counts", counts.astype(np.uint16), "uint16")
    put(f, "wave", wave, "single")
    put(f, "modes", variables["modes"], "double")
    put(f, "step", [[2.5e-8]], "double")
    put(f, "label", [[ord(c) for c in "not a number"]], "char")
    f.create_group("p").attrs["MATLAB_class"] = np.bytes_("struct")
    put(f, "p/lambda", [[1e-10]], "double")
    put(f, "p/inner/table", np.arange(6.0).reshape(2, 3), "double")
    f.create_dataset("nothing", data=np.array([0, 3], dtype=np.uint64)).attrs["MATLAB_class"] = np.bytes_("double")
    f["nothing"].attrs["MATLAB_empty"] = np.uint8(1)
put_head(path)

# Variables that happen to be called as other formats' datasets are.
path = os.path.join(HERE, "names73.mat")
with h5py.File(path, "w", userblock_size=512) as f:
    put(f, "dp", counts.astype(np.uint16), "uint16")
    put(f, "probe", wave, "single")
    put(f, "diffamp", [[1.0]], "double")
put_head(path)

# A PtyLab scan: positions(frame, 2) are rows and columns in metres.
scipy.io.savemat(
    os.path.join(HERE, "ptylab5.mat"),
    {
        "ptychogram": counts.astype(np.float32),
        "encoder": np.stack([np.arange(5) * 1e-7, np.arange(5) * -2e-7], axis=1),
        "wavelength": 1e-10,
        "dxd": 5e-5,
        "zo": 2.0,
        "probe": wave,
    },
    do_compression=True,
)
