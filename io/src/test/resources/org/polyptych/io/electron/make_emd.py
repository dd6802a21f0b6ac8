"""Makes small EMD files with h5py, after the layouts that py4DSTEM wrote before and since 0.14 and that of EMD 0.2.

    python3 make_emd.py FOLDER

Pixel i = 12 y + x of frame j = 3 (scan row) + scan column has 1000 j + 7 i counts.
"""
import os, sys
import h5py
import numpy as np

shape = (2, 3, 8, 12)
a, b, y, x = np.indices(shape)
counts = 1000 * (3 * a + b) + 7 * (12 * y + x)


def dims(group, first, axes):
    for k, (size, step, name, unit) in enumerate(axes):
        d = group.create_dataset('dim%d' % (k + first), data=np.arange(size) * step)
        d.attrs['name'] = name
        d.attrs['units'] = unit


def before(f):
    """py4DSTEM 0.13: dim vectors from 1 on, metadata as attributes, data in chunks."""
    top = f.create_group('4DSTEM_experiment')
    top.attrs.update(emd_group_type=2, version_major=0, version_minor=13)
    cube = top.create_group('data/datacubes/datacube_0')
    cube.attrs['emd_group_type'] = 1
    cube.create_dataset('data', data=counts.astype('<u2'), chunks=(1, 1, 8, 12), compression='gzip')
    dims(cube, 1, [(2, 0.5, 'R_x', '[n_m]'), (3, 0.25, 'R_y', '[n_m]'), (8, 0.02, 'Q_x', '[n_m^-1]'), (12, 0.01, 'Q_y', '[n_m^-1]')])
    top['data'].create_group('diffractionslices')
    top.create_group('metadata/metadata_0/calibration').attrs['QR_rotation'] = 0.3
    top.create_group('metadata/metadata_0/microscope').attrs['accelerating_voltage'] = 300.0


def since(f):
    """EMD 1.0 as py4DSTEM writes it since 0.14: texts, dim vectors from 0 on, a group of calibration."""
    f.attrs.update(emd_group_type='file', version_major=1, version_minor=0, authoring_program='a test')
    root = f.create_group('dm_dataset_root')
    root.attrs.update(emd_group_type='root', python_class='Root')
    calibration = root.create_group('metadatabundle/calibration')
    calibration.attrs.update(emd_group_type='metadata', python_class='Calibration')
    root['metadatabundle'].attrs['emd_group_type'] = 'metadatabundle'
    for key, value in dict(Q_pixel_size=0.02, Q_pixel_units='A^-1', R_pixel_size=2.5, R_pixel_units='A', QR_flip=False).items():
        calibration.create_dataset(key, data=value)
    cube = root.create_group('dm_dataset')
    cube.attrs.update(emd_group_type='array', python_class='DataCube')
    data = cube.create_dataset('data', data=counts.astype('<u2'))
    data.attrs['units'] = 'pixel intensity'
    for k in range(4):
        d = cube.create_dataset('dim%d' % k, data=[0, 1])
        d.attrs.update(name='dim%d' % k, units='pixels')


def plain(f):
    """EMD 0.2: a stack of frames with mrad, floats, some below zero."""
    f.attrs.update(version_major=0, version_minor=2)
    group = f.create_group('data/stack')
    group.attrs['emd_group_type'] = 1
    values = counts.reshape(6, 8, 12).astype('<f4')
    values[0, 0, 0] = -5
    group.create_dataset('data', data=values)
    dims(group, 1, [(6, 1, 'frame', ''), (8, 0.5, 'y', '[mrad]'), (12, 0.5, 'x', '[mrad]')])
    f.create_group('microscope').attrs['voltage'] = 200000.0


for make in (before, since, plain):
    with h5py.File(os.path.join(sys.argv[1], make.__name__ + '.h5'), 'w', libver='latest') as f:
        make(f)
