package org.polyptych.io.velociprobe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Python;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/** Files laid out as Ptychodus and nxptycho read them; there is no measured one here. */
class VelociprobeTest {
    /** Six frames of 7 x 10 in two files of three, the beam on (3, 6), and a third link that leads nowhere. */
    private static final String MASTER = """
            import sys, os, h5py, numpy as np
            folder = sys.argv[1]
            frame, y, x = np.indices((6, 7, 10))
            counts = (100 * frame + 10 * y + x).astype(np.uint32)
            counts[:, 0, 9] = 2**32 - 1
            for k in range(2):
                with h5py.File(os.path.join(folder, 'fly_data_%06d.h5' % (k + 1)), 'w') as f:
                    f.create_dataset('entry/data/data', data=counts[3 * k:3 * k + 3], chunks=(1, 7, 10))
            with h5py.File(os.path.join(folder, 'fly_master.h5'), 'w') as f:
                for k in range(3):
                    f['entry/data/data_%06d' % (k + 1)] = h5py.ExternalLink('fly_data_%06d.h5' % (k + 1), 'entry/data/data')
                def put(name, value, unit):
                    f[name] = value
                    f[name].attrs['units'] = np.bytes_(unit)
                d = 'entry/instrument/detector/'
                put(d + 'detectorSpecific/photon_energy', 8800.0, 'eV')
                put(d + 'detector_distance', 1.9, 'm')
                put(d + 'beam_center_x', 6.0, 'pixel')
                put(d + 'beam_center_y', 3.0, 'pixel')
                put(d + 'x_pixel_size', 7.5e-5, 'm')
                put(d + 'y_pixel_size', 7.5e-5, 'm')
                mask = np.zeros((7, 10), np.uint32)
                mask[0, 9] = 1
                f[d + 'detectorSpecific/pixel_mask'] = mask
                put('entry/sample/goniometer/chi', [60.0], 'degree')
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @Test
    void linked_frames_are_cut_around_the_beam_and_the_stage_s_table_places_them() throws Exception {
        Path master = master();
        table(6, 0);
        for (long memory : new long[] {1 << 20, 0}) {
            Scan scan = new Velociprobe(memory).read(master, ReaderSettings.of(settings));
            assertThat(scan.frames().count()).isEqualTo(6);
            assertThat(scan.frames().rows()).isEqualTo(6);
            assertThat(scan.frames().columns()).isEqualTo(8);
            // the beam, pixel (3, 6) of the detector, is now on (3, 4)
            assertThat(scan.frames().frame(4)[3 * 8 + 4]).isEqualTo((float) Math.sqrt(436));
            assertThat(scan.mask()[7]).isFalse();
            assertThat(scan.mask()[8]).isTrue();
            XrayGeometry geometry = (XrayGeometry) scan.geometry();
            assertThat(geometry.energyEv()).isEqualTo(8800);
            assertThat(geometry.pixelHeight()).isCloseTo(geometry.wavelength() * 1.9 / (6 * 7.5e-5), within(1e-18));
            // x is seen by the cosine of 60 degrees; the outliers in the table are not
            assertThat(scan.positions().x()[5] - scan.positions().x()[0]).isCloseTo(5 * 100e-9 * 0.5, within(1e-18));
            assertThat(scan.positions().y()[5] - scan.positions().y()[0]).isCloseTo(-5 * 40e-9, within(1e-18));
            assertThat(scan.notes())
                    .anyMatch(note -> note.startsWith("patterns: 1 of 3 links, the last ones, lead to files"))
                    .anyMatch(note -> note.contains("laser interferometer"));
        }
        assertThat(ScanFiles.formatOf(master)).isInstanceOf(Velociprobe.class);
    }

    @Test
    void a_missing_file_before_others_is_named_since_later_frames_would_get_its_positions() throws Exception {
        Path master = master();
        table(6, 0);
        Files.delete(folder.resolve("fly_data_000001.h5"));
        assertThatThrownBy(() -> ScanFiles.open(master, ReaderSettings.of(settings)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("fly_master.h5", "fly_data_000001.h5", "missing");
    }

    @Test
    void frames_without_a_trigger_are_left_out() throws Exception {
        Path master = master();
        table(3, 2);
        Scan scan = ScanFiles.open(master, ReaderSettings.of(settings));
        assertThat(scan.frames().count()).isEqualTo(3);
        assertThat(scan.frames().frame(0)[3 * 8 + 4]).isEqualTo((float) Math.sqrt(236));
        table(3, 5);
        assertThatThrownBy(() -> ScanFiles.open(master, ReaderSettings.of(settings)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("3 triggers (5 to 7) for 6 frames; which belongs to which is not known");
    }

    @Test
    void without_a_table_the_setting_for_it_is_named() {
        Path master = master();
        assertThatThrownBy(() -> ScanFiles.open(master, ReaderSettings.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(
                        master + ": the file does not say where its 6 frames lie (--set file.positions=FILE");
    }

    @Test
    void a_table_of_two_columns_is_read_as_for_every_format() throws Exception {
        Path master = master();
        Path file = folder.resolve("fly_pos.csv");
        Files.writeString(file, "0,0\n0,1\n0,2\n1,0\n1,1\n1,2\n");
        settings.put("positions", file.toString());
        settings.put("positionsUnit", "um");
        Scan scan = ScanFiles.open(master, ReaderSettings.of(settings));
        assertThat(scan.positions().y()[3]).isCloseTo(1e-6, within(1e-18));
    }

    private Path master() {
        Python.withH5py(MASTER, folder);
        return folder.resolve("fly_master.h5");
    }

    /** Three readings a trigger, one of them far off. */
    private void table(int triggers, int first) throws Exception {
        StringBuilder text = new StringBuilder("# made for a test\n");
        for (int j = 0; j < triggers; j++) {
            for (int k = 0; k < 3; k++) {
                int off = k == 2 ? 5000 : k;
                text.append("0,%d,%d,0,0,77,0,%d\n".formatted(100 * j + off, -40 * j + off, first + j));
            }
        }
        Path file = folder.resolve("fly.txt");
        Files.writeString(file, text);
        settings.put("positions", file.toString());
    }
}
