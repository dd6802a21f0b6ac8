package org.polyptych.bench.ptyinr;

import java.nio.file.Path;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.simulation.objects.TestObjects;

/**
 * What is scanned: the object of the protocol, one that no network made, and a third that settings are sought on. All are
 * 241 x 241 and have the root mean square amplitude of the tungsten, so that the noise of the protocol, which is
 * absolute, means the same.
 */
public enum TestObject {
    /** The tungsten surrogate of the test data. It came out of a sine network. */
    TUNGSTEN {
        @Override
        public ComplexImage load(Path data) {
            return NpyFile.read(data.resolve("objects/tungsten_surrogate_241.npy"))
                    .complexImages()[0];
        }
    },
    /** From the right half of a blood smear. */
    BLOODSMEAR {
        @Override
        public ComplexImage load(Path data) {
            ComplexImage whole = NpyFile.read(data.resolve("objects/bloodsmear_blue_512_c64.npy"))
                    .complexImages()[0];
            return scaled(whole.crop(135, 263, SIDE, SIDE));
        }
    },
    /** Drawn cells, crowded and with a phase between those of the two above: for {@link Tuning}, never scored. */
    CELLS {
        @Override
        public ComplexImage load(Path data) {
            return scaled(TestObjects.parse("cells:radius=16,cover=1.2,amplitude=0.88,phase=-1.2")
                    .image(SIDE, SIDE, 1, 3));
        }
    };

    /** Of all of them, in pixels. */
    public static final int SIDE = 241;

    /** Those of the tables. */
    static final List<TestObject> SCORED = List.of(TUNGSTEN, BLOODSMEAR);

    private static final double TUNGSTEN_RMS = 0.088005;

    /** @param data the folder of the test data */
    public abstract ComplexImage load(Path data);

    private static ComplexImage scaled(ComplexImage image) {
        image.scale(TUNGSTEN_RMS * Math.sqrt(image.size() / image.power()));
        return image;
    }
}
