package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.physics.Scan;

class NxCxiWriterTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_written_is_read_back_to_the_bit() {
        Scan scan = new SomeScan().scan();
        Path file = folder.resolve("some.nxs");
        new NxCxiWriter().write(file, scan);
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(Cxi.class);
        SameScan.check(ScanFiles.open(file), scan);
    }

    @Test
    void groups_have_their_classes_and_numbers_their_units() {
        Path file = folder.resolve("some.nxs");
        new NxCxiWriter().write(file, new SomeScan().scan());
        String said = Python.withH5py("""
                import sys, h5py
                with h5py.File(sys.argv[1]) as f:
                    e = f['entry_1']
                    print(e['definition'][()].decode(), e.attrs['NX_class'])
                    print([(n, e[n].attrs['NX_class']) for n in ('data_1', 'instrument_1', 'instrument_1/beam_1', \
                        'instrument_1/detector_1', 'instrument_1/source_1', 'sample_1')])
                    b = e['instrument_1/beam_1/energy']
                    print(round(b[()] / 1.602176634e-19, 6), b.attrs['units'], e['instrument_1/detector_1/distance'].attrs['units'])
                    print(e['data_1/data'].shape, e['data_1/x'].shape, e['data_1'].attrs['signal'], f['cxi_version'][()])
                """, file);
        assertThat(said.lines())
                .containsExactly(
                        "NXcxi_ptycho NXentry",
                        "[('data_1', 'NXdata'), ('instrument_1', 'NXinstrument'), ('instrument_1/beam_1', 'NXbeam'),"
                                + " ('instrument_1/detector_1', 'NXdetector'), ('instrument_1/source_1', 'NXsource'),"
                                + " ('sample_1', 'NXsample')]",
                        "8801.7 J m",
                        "(7, 10, 6) (7,) data 160");
    }
}
