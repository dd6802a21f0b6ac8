package org.polyptych.app.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/** HDF5 through the C library. */
final class FileTrials {
    private static final int N = 16;

    private FileTrials() {}

    /** Writes a small result with complex arrays and reads it back, bit by bit. */
    static String hdf5() throws Exception {
        Path folder = Files.createTempDirectory("polyptych-doctor");
        Path file = folder.resolve("trial.h5");
        try {
            Result written = something();
            ProductFile.write(file, written);
            Result read = ProductFile.read(file);
            if (!Arrays.equals(
                            written.specimen().image().re(),
                            read.specimen().image().re())
                    || !Arrays.equals(
                            written.specimen().image().im(),
                            read.specimen().image().im())) {
                throw new IllegalStateException("what was read is not what was written");
            }
            return "complex arrays written and read back to the bit (" + Files.size(file) + " bytes)";
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static Result something() {
        RandomStream random = new RandomStream(1, 0);
        ComplexImage image = ComplexImage.zeros(N, N);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) random.gaussian();
            image.im()[i] = (float) random.gaussian();
        }
        double pixel = 1e-8;
        return new Result(
                Specimen.of(image, pixel, pixel, 0, 0),
                Probe.of(image.copy()),
                new Positions(new double[] {0}, new double[] {0}),
                RealImage.zeros(N, N),
                new double[] {1},
                new Result.Provenance(
                        "trial",
                        "trial",
                        new XrayGeometry(N, N, pixel, pixel, 8800, 1),
                        "none",
                        "none",
                        1,
                        1,
                        Map.of(),
                        "trial",
                        "trial",
                        "2000-01-01T00:00:00Z",
                        0));
    }
}
