package org.polyptych.bench.ptychopinn;

import java.nio.file.Path;
import java.util.Locale;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Resampled;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.objects.TestObjects;

/** What kind of object is scanned: the three of the paper's Table 1. */
enum Field {
    /** Sharp, not isotropic; real, as in the paper. Drawn anew for every seed. */
    LINES {
        @Override
        ComplexImage image(Design design, Path data, long seed) {
            return drawn("lines:count=" + design.lines(), design, seed);
        }
    },
    /** Sharp and isotropic, with a phase. Drawn anew for every seed. */
    GRF {
        @Override
        ComplexImage image(Design design, Path data, long seed) {
            return drawn("grf:phase=tanh", design, seed);
        }
    },
    /**
     * Large and neither: a blood smear in blue light, complex ({@code bloodsmear_blue_512_c64.npy} of the test data), enlarged
     * two times to 1024 x 1024 pixels, so that its cells are wider than the beam. It stands for the paper's etched tungsten,
     * which is not to be had. There is one, whatever the seed.
     */
    LARGE {
        @Override
        ComplexImage image(Design design, Path data, long seed) {
            ComplexImage small = NpyFile.read(data.resolve("objects/bloodsmear_blue_512_c64.npy"))
                    .complexImages()[0];
            return Resampled.specimen(
                            Specimen.of(small, 2, 2, 0, 0),
                            Specimen.of(ComplexImage.zeros(2 * small.rows(), 2 * small.columns()), 1, 1, 0, 0))
                    .image();
        }
    };

    /** @param data the folder of the test data */
    abstract ComplexImage image(Design design, Path data, long seed);

    private static ComplexImage drawn(String kind, Design design, long seed) {
        return TestObjects.parse(kind).image(design.object(), design.object(), 1, seed);
    }

    /** As in names of files. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
