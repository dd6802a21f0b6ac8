package org.polyptych.io.eiger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.io.Python;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;

/** Master files in the layout of Dectris' file writer, made by h5py. */
class EigerMasterTest {
    private static final String MASTER = """
            import h5py, numpy as np, os, sys
            os.chdir(sys.argv[1])
            N, Y, X = 7, 12, 16
            frames = (np.arange(N)[:, None, None] + 3 * np.arange(Y)[:, None] + np.arange(X)).astype('u4') + 1
            frames[:, 3, 5] = 2**32 - 1
            frames[:, 4, 4] = 2**32 - 1
            for k, part in enumerate((frames[:4], frames[4:])):
                with h5py.File(f'scan_data_{k + 1:06d}.h5', 'w') as f:
                    f.create_dataset('entry/data/data', data=part, chunks=(1, Y, X), compression='gzip')
            with h5py.File('scan_master.h5', 'w') as f:
                for k in range(3): # the third was never taken
                    f[f'entry/data/data_{k + 1:06d}'] = h5py.ExternalLink(f'scan_data_{k + 1:06d}.h5', 'entry/data/data')
                d = f.create_group('entry/instrument/detector')
                d['description'] = 'Dectris EIGER2 Si 500K'
                for name, value, units in (('detector_distance', 2.5, 'm'), ('x_pixel_size', 75e-6, 'm'),
                                           ('y_pixel_size', 0.075, 'mm'), ('beam_center_x', 7.2, 'pixel'),
                                           ('beam_center_y', 6.0, 'pixel')):
                    d[name] = value
                    d[name].attrs['units'] = units
                d['bit_depth_image'] = 32
                mask = np.zeros((Y, X), 'u4')
                mask[3, 5] = 1
                d['detectorSpecific/pixel_mask'] = mask
                f['entry/instrument/beam/incident_wavelength'] = 1.0
                f['entry/instrument/beam/incident_wavelength'].attrs['units'] = 'angstrom'
            """;

    @TempDir
    Path folder;

    private Path write(String more) {
        Python.withH5py(MASTER + more, folder);
        return folder.resolve("scan_master.h5");
    }

    private static ReaderSettings settings() {
        return SettingsReader.read(
                ReaderSettings.class, "file", Map.of("scanRows", "1", "scanColumns", "7", "scanStep", "1e-6"));
    }

    @Test
    void framesOfAllFilesAroundTheBeamWithWhatTheDetectorKnows() {
        Scan scan = ScanFiles.open(write(""), settings());
        assertThat(ScanFiles.formatOf(folder.resolve("scan_master.h5"))).isInstanceOf(EigerMaster.class);
        // the beam lies at y 6 of 12, x 7 of 16: columns 0 to 13
        assertThat(scan.frames().count()).isEqualTo(7);
        assertThat(scan.frames().rows()).isEqualTo(12);
        assertThat(scan.frames().columns()).isEqualTo(14);
        assertThat(scan.frames().frame(5)[2 * 14 + 9]).isEqualTo((float) Math.sqrt(5 + 3 * 2 + 9 + 1));
        assertThat(scan.geometry().wavelength()).isCloseTo(1e-10, within(1e-15));
        // wavelength x distance / (pixels x pixel)
        assertThat(scan.geometry().pixelHeight()).isCloseTo(1e-10 * 2.5 / (12 * 75e-6), within(1e-13));
        assertThat(scan.mask()[3 * 14 + 5]).as("pixel_mask").isFalse();
        assertThat(scan.mask()[4 * 14 + 4]).as("the largest number").isFalse();
        assertThat(scan.mask()[5 * 14 + 5]).isTrue();
        assertThat(String.join("\n", scan.notes()))
                .contains("EIGER2", "1 of 192 pixels are bad", "1 more pixels", "1 of 3 links");
    }

    @Test
    void aMissingFileBetweenOthersIsNamed() throws IOException {
        Path master = write("");
        Files.delete(folder.resolve("scan_data_000001.h5"));
        assertThatThrownBy(() -> ScanFiles.open(master, settings()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("scan_master.h5", "data_000001", "scan_data_000001.h5", "missing");
    }

    @Test
    void aVirtualDatasetOfAllFramesIsTakenFirst() {
        Path master = write("""
                with h5py.File('scan_master.h5', 'r+') as f:
                    layout = h5py.VirtualLayout(shape=(N, Y, X), dtype='u4')
                    layout[:4] = h5py.VirtualSource('scan_data_000001.h5', 'entry/data/data', shape=(4, Y, X))
                    layout[4:] = h5py.VirtualSource('scan_data_000002.h5', 'entry/data/data', shape=(3, Y, X))
                    f.create_virtual_dataset('entry/data/data', layout)
                """);
        Scan scan = ScanFiles.open(master, settings());
        assertThat(scan.frames().count()).isEqualTo(7);
        assertThat(scan.frames().frame(6)[9]).isEqualTo((float) Math.sqrt(6 + 9 + 1));
    }

    @Test
    void withoutPositionsTheLineSaysHowToGiveThem() {
        Path master = write("");
        assertThatThrownBy(() -> ScanFiles.open(master))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("positions", "file.positions");
    }
}
