package org.polyptych.bench.electron;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.core.SharedData;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/** A scan that was simulated elsewhere, with its zero beam between pixels. */
class DuckyTest {
    private static final Map<String, String> SAID = Map.of(
            "beam", "electron",
            "energy", "80000",
            "detectorAngle", "0.0010439",
            "scanStep", "5e-10");

    @Test
    void columns_of_atoms_are_found() {
        Path frames = SharedData.file("electron/ducky_25x25x128x128_u16.npz");
        Scan scan = ScanFiles.open(frames, ReaderSettings.of(SAID));
        Result result = Reconstruction.with("lsqml", Map.of("probe.defocus", "4.74e-8"), 8, 1, 2)
                .run(scan, Observer.NONE);
        List<Column> atoms = AtomColumns.read(SharedData.file("electron/ducky_atoms_xyzZ.csv"), new double[] {40, 40});
        ColumnMatch match = Columns.match(result, atoms);
        assertThat(match.there()).isGreaterThan(6000);
        assertThat(match.precision()).as("precision of %s", match).isGreaterThan(0.9);
        assertThat(match.recall()).as("recall of %s", match).isGreaterThan(0.9);
        // beside the wrong atoms (the duck's mirror image) it must not be so
        List<Column> mirrored = atoms.stream()
                .map(atom -> new Column(atom.x(), atom.y(), atom.atoms()))
                .toList();
        assertThat(Columns.match(result, mirrored).recall()).isLessThan(0.5);
    }
}
