package org.polyptych.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.io.numpy.PtychoPinn;
import org.polyptych.physics.Scan;

/** Samples of the formats that are written here, and of HXN. */
public final class WriterSamples {
    private WriterSamples() {}

    /** In the last frame of {@link SomeScan}. */
    public static double countsOfLast() {
        double counts = 0;
        for (double amplitude : new SomeScan().amplitudes[SomeScan.FRAMES - 1]) {
            counts += amplitude * amplitude;
        }
        return counts;
    }

    /** A pair. */
    public static final class Pair implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return PtychodusPair.class;
        }

        @Override
        public double lastCounts() {
            return WriterSamples.countsOfLast();
        }

        @Override
        public Path write(Path folder) {
            return new PtychodusPairWriter()
                    .write(folder.resolve("small_dp.hdf5"), new SomeScan().scan())
                    .getLast();
        }
    }

    /** CXI, with a truth and how it was made. */
    public static final class OwnCxi implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Cxi.class;
        }

        @Override
        public double lastCounts() {
            return WriterSamples.countsOfLast();
        }

        @Override
        public Path write(Path folder) {
            Path file = folder.resolve("own.cxi");
            CxiFile.write(
                    file, new SomeScan().scan(), new HowMade(OptionalLong.of(3), Map.of("noise", "poisson:peak=1000")));
            return file;
        }
    }

    /** HXN. */
    public static final class SmallHxn implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return Hxn.class;
        }

        @Override
        public double lastCounts() {
            return WriterSamples.countsOfLast();
        }

        @Override
        public Path write(Path folder) {
            Path path = folder.resolve("hxn.h5");
            Scan scan = new SomeScan().scan();
            int count = scan.frames().count();
            try (Hdf5Writer file = Hdf5Writer.create(path)) {
                file.compressedFrames("diffamp", new SomeScan().amplitudes, SomeScan.ROWS, SomeScan.COLUMNS);
                double[] points = new double[2 * count];
                for (int j = 0; j < count; j++) {
                    points[j] = 1e6 * scan.positions().y()[j];
                    points[count + j] = 1e6 * scan.positions().x()[j];
                }
                file.doubles("points", points, 2, count);
                file.doubles("z_m", new double[] {0.5});
                file.doubles("lambda_nm", new double[] {0.1});
                file.doubles("ccd_pixel_um", new double[] {55}, 1);
            }
            return path;
        }
    }

    /** PtychoPINN. */
    public static final class SmallPinn implements ScanSample {
        @Override
        public Class<? extends ScanFormat> format() {
            return PtychoPinn.class;
        }

        @Override
        public double lastCounts() {
            return WriterSamples.countsOfLast();
        }

        @Override
        public Path write(Path folder) {
            return ScanWriter.named("npz")
                    .write(folder.resolve("pinn.npz"), new SomeScan().scan())
                    .getFirst();
        }
    }

    /** The scan without anything that is not asked for. */
    public static Scan bare() {
        Scan scan = new SomeScan().scan();
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
