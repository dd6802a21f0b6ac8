"""Makes the small master file of an ARINA as Dectris' filewriter does, with links to two files of frames.

    python3 make_arina.py FOLDER
"""
import os, sys
import h5py
import numpy as np

folder, description = sys.argv[1], "Dectris ARINA Si"
j, y, x = np.indices((6, 8, 12))
counts = (1000 * j + 7 * (12 * y + x)).astype('<u2')
counts[:, 2, 3] = 65535  # what such detectors give for a dead pixel
for part, frames in ((1, counts[:4]), (2, counts[4:])):
    with h5py.File(os.path.join(folder, 'scan_data_%06d.h5' % part), 'w') as f:
        f.create_dataset('entry/data/data', data=frames, chunks=(1, 8, 12), compression='gzip')
with h5py.File(os.path.join(folder, 'scan_master.h5'), 'w') as f:
    for part in (1, 2):
        f['entry/data/data_%06d' % part] = h5py.ExternalLink('scan_data_%06d.h5' % part, 'entry/data/data')
    detector = f.create_group('entry/instrument/detector')
    detector.create_dataset('description', data=np.bytes_(description))
    detector.create_dataset('x_pixel_size', data=1e-4)
    detector.create_dataset('y_pixel_size', data=1e-4)
    detector.create_dataset('detector_distance', data=2.0)
    specific = detector.create_group('detectorSpecific')
    specific.create_dataset('ntrigger', data=2)
    specific.create_dataset('nimages', data=3)
    mask = np.zeros((8, 12), '<u4')
    mask[2, 3] = 2
    specific.create_dataset('pixel_mask', data=mask)
    wavelength = f.create_dataset('entry/instrument/beam/incident_wavelength', data=1.0)
    wavelength.attrs['units'] = 'angstrom'
