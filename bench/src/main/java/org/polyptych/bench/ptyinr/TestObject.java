package org.polyptych.bench.ptyinr;

import java.nio.file.Path;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyFile;

/** What is scanned: the object of the protocol, and one that no network made. */
enum TestObject {
    /** 241 x 241: the tungsten surrogate of the test data. It came out of a sine network. */
    TUNGSTEN("objects/tungsten_surrogate_241.npy") {
        @Override
        ComplexImage cut(ComplexImage whole) {
            return whole;
        }
    },
    /**
     * 241 x 241 from the right half of a blood smear, scaled to the root mean square amplitude of the tungsten, so that
     * the noise of the protocol, which is absolute, means the same.
     */
    BLOODSMEAR("objects/bloodsmear_blue_512_c64.npy") {
        @Override
        ComplexImage cut(ComplexImage whole) {
            ComplexImage cut = whole.crop(135, 263, SIDE, SIDE);
            cut.scale(TUNGSTEN_RMS * Math.sqrt(cut.size() / cut.power()));
            return cut;
        }
    };

    static final int SIDE = 241;
    private static final double TUNGSTEN_RMS = 0.088005;

    private final String file;

    TestObject(String file) {
        this.file = file;
    }

    abstract ComplexImage cut(ComplexImage whole);

    /** @param data the folder of the test data */
    ComplexImage load(Path data) {
        return cut(NpyFile.read(data.resolve(file)).complexImages()[0]);
    }
}
