package org.polyptych.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.Tilt;
import org.polyptych.physics.XrayGeometry;

/** Results of random numbers for tests. */
final class SomeResult {
    static final int ROWS = 6;
    static final int COLUMNS = 4;
    static final int OBJECT_ROWS = 11;
    static final int OBJECT_COLUMNS = 9;

    private final Random random = new Random(5);

    /** One variation, two modes, one slice. */
    static Result simple() {
        return new SomeResult().make(1, 1, 1, new XrayGeometry(ROWS, COLUMNS, 1e-8, 2e-8, 8800, Double.NaN));
    }

    /** Several of everything. */
    static Result rich() {
        return new SomeResult().make(3, 2, 3, new ElectronGeometry(ROWS, COLUMNS, 1e-11, 2e-11, 300e3, 1.5));
    }

    private Result make(int variations, int modes, int slices, Geometry geometry) {
        ComplexImage[][] probe = new ComplexImage[variations][2];
        ComplexImage[][] object = new ComplexImage[modes][slices];
        Arrays.stream(probe).forEach(row -> Arrays.setAll(row, m -> image(ROWS, COLUMNS)));
        Arrays.stream(object).forEach(row -> Arrays.setAll(row, m -> image(OBJECT_ROWS, OBJECT_COLUMNS)));
        double[] spacing = random.doubles(slices - 1).toArray();
        Map<String, String> settings = new TreeMap<>(Map.of("rpie.alpha", "0.1", "probe.modes", "2", "note", ""));
        return new Result(
                new Specimen(
                        object,
                        geometry.pixelHeight(),
                        geometry.pixelWidth(),
                        1.25e-6,
                        -3e-7,
                        spacing,
                        slices == 1 ? Tilt.NONE : new Tilt(0.15, -0.2)),
                new Probe(probe),
                new Positions(random.doubles(7).toArray(), random.doubles(7).toArray()),
                new RealImage(
                        OBJECT_ROWS,
                        OBJECT_COLUMNS,
                        image(OBJECT_ROWS, OBJECT_COLUMNS).re()),
                random.doubles(12).toArray(),
                new Result.Provenance(
                        "Île",
                        "scan.h5",
                        geometry,
                        "rpie",
                        "amplitude error (%)",
                        12,
                        -(1L << 60) + 1,
                        settings,
                        "Polyptych 0.1",
                        "2 cores",
                        "2026-11-21T04:00:00Z",
                        12.5,
                        "a plateau",
                        "after iteration 3",
                        Map.of("frames", "0123456789abcdef", "number of frames", "7")));
    }

    private ComplexImage image(int rows, int columns) {
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) random.nextGaussian();
            image.im()[i] = (float) random.nextGaussian();
        }
        return image;
    }

    /** Every number of a result, as its bits. */
    static List<Long> bits(Result result) {
        List<Long> bits = new ArrayList<>();
        Specimen specimen = result.specimen();
        Arrays.stream(specimen.images()).flatMap(Arrays::stream).forEach(image -> add(bits, image));
        for (int v = 0; v < result.probe().variations(); v++) {
            for (int m = 0; m < result.probe().modes(); m++) {
                add(bits, result.probe().mode(v, m));
            }
        }
        add(bits, result.illumination().values());
        add(bits, specimen.pixelHeight(), specimen.pixelWidth(), specimen.centreY(), specimen.centreX());
        add(bits, specimen.sliceSpacing());
        add(bits, specimen.tilt().y(), specimen.tilt().x());
        add(bits, result.positions().y());
        add(bits, result.positions().x());
        add(bits, result.losses());
        return bits;
    }

    private static void add(List<Long> bits, ComplexImage image) {
        bits.add((long) image.rows());
        add(bits, image.re());
        add(bits, image.im());
    }

    private static void add(List<Long> bits, float[] values) {
        for (float value : values) {
            bits.add((long) Float.floatToRawIntBits(value));
        }
    }

    private static void add(List<Long> bits, double... values) {
        bits.add((long) values.length);
        for (double value : values) {
            bits.add(Double.doubleToRawLongBits(value));
        }
    }
}
