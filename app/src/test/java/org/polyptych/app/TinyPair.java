package org.polyptych.app;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Scan;

/** The first frames of the demo's spiral as a Ptychodus pair, to be spoiled at will before it is written. */
public final class TinyPair {
    private static final int FRAMES = 12;

    private final Scan scan =
            DemoScan.simulate().select(IntStream.range(0, FRAMES).toArray());

    /** [frame][pixel]. */
    public final float[][] counts = new float[FRAMES][];

    public double[] y = scan.positions().y();
    public double[] x = scan.positions().x();
    public String patternsName = "dp";

    public TinyPair() {
        for (int j = 0; j < FRAMES; j++) {
            counts[j] = scan.frames().frame(j);
            for (int i = 0; i < counts[j].length; i++) {
                counts[j][i] = (float) Math.rint(counts[j][i] * counts[j][i]);
            }
        }
    }

    /** Writes {@code tiny_dp.hdf5} and {@code tiny_para.hdf5}; gives the latter. */
    public Path write(Path folder) {
        int rows = scan.geometry().rows();
        int columns = scan.geometry().columns();
        try (Hdf5Writer file = Hdf5Writer.create(folder.resolve("tiny_dp.hdf5"))) {
            file.compressedFrames(patternsName, counts, rows, columns);
        }
        Path product = folder.resolve("tiny_para.hdf5");
        try (Hdf5Writer file = Hdf5Writer.create(product)) {
            file.doubles("probe_position_y_m", y, y.length);
            file.doubles("probe_position_x_m", x, x.length);
            file.complex("object", new ComplexImage[] {ComplexImage.constant(200, 200, 1, 0)}, 1);
            file.complex("probe", new ComplexImage[] {scan.probe().orElseThrow().mode(0)}, 1);
            file.attribute("object", "pixel_height_m", scan.geometry().pixelHeight());
            file.attribute("object", "pixel_width_m", scan.geometry().pixelWidth());
            file.attribute("/", "probe_energy_eV", 8800.0);
            file.attribute("/", "detector_object_distance_m", scan.geometry().distance());
        }
        return product;
    }
}
