package org.polyptych.engines.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.Parallel;
import org.polyptych.engines.AmplitudeError;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Defocus;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * Looks for the plane of a probe that may be far from it, before there is an object: for planes within a range, a short
 * reconstruction of some neighbouring frames with the probe from there, held fixed; the least loss wins, and the planes
 * about it are looked at more closely. Steps of the first round are those over which the probe's outermost waves turn by
 * one radian, but no more than 25 planes.
 */
public final class DefocusSearch {
    private static final int FRAMES = 49;
    private static final int ITERATIONS = 12;
    private static final int FEWEST = 9;
    private static final int MOST = 25;
    private static final int CLOSER = 3;
    private static final String ENGINE = "rpie";

    private final Scan few;
    private final Defocus defocus;
    private final int threads;
    private final Map<Double, Double> losses = new TreeMap<>();

    private DefocusSearch(Scan few, Defocus defocus, int threads) {
        this.few = few;
        this.defocus = defocus;
        this.threads = threads;
    }

    /**
     * @param scan in the order of its positions, so that what is found does not depend on the file's
     * @param probe at 0
     * @param range metres up and down the beam
     * @param threads at least 1; does not change what is found
     * @return the distance, in metres downstream, to the best plane
     */
    public static double of(Scan scan, Probe probe, double range, int threads) {
        Geometry geometry = scan.geometry();
        DefocusSearch search = new DefocusSearch(
                scan.select(neighbours(scan.positions())),
                new Defocus(probe, geometry.pixelHeight(), geometry.pixelWidth(), geometry.wavelength()),
                threads);
        int half = Math.clamp((int) Math.ceil(range / depth(probe, geometry)), FEWEST / 2, MOST / 2);
        double step = range / half;
        for (int k = -half; k <= half; k++) {
            search.look(k * step);
        }
        for (int round = 0; round < CLOSER; round++) {
            step /= 2;
            double best = search.best();
            for (double z : List.of(best - step, best + step)) {
                if (Math.abs(z) <= range) {
                    search.look(z);
                }
            }
        }
        return search.best();
    }

    private double best() {
        return losses.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private void look(double z) {
        losses.computeIfAbsent(z, this::loss);
    }

    private double loss(double z) {
        Map<String, String> settings = Map.of(
                "positions.round",
                "true",
                "probe.known",
                "true",
                "probe.modes",
                String.valueOf(defocus.at(0).modes()));
        Result result = Reconstruction.with(ENGINE, settings, ITERATIONS, 1, threads)
                .run(few, Optional.of(defocus.at(z)), Optional.empty(), Observer.NONE, () -> false);
        try (Parallel parallel = new Parallel(threads)) {
            return new AmplitudeError(few, true, parallel).of(result.specimen(), result.probe());
        }
    }

    /** The distance over which the outermost waves, at twice the probe's rms angle, turn by one radian. */
    private static double depth(Probe probe, Geometry geometry) {
        ComplexImage spectrum = probe.mode(0).copy();
        int rows = spectrum.rows();
        int columns = spectrum.columns();
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.forward(spectrum.re(), spectrum.im());
        }
        double light = 0;
        double square = 0;
        for (int i = 0; i < spectrum.size(); i++) {
            int ky = i / columns;
            int kx = i % columns;
            double fy = (2 * ky < rows ? ky : ky - rows) / (rows * geometry.pixelHeight());
            double fx = (2 * kx < columns ? kx : kx - columns) / (columns * geometry.pixelWidth());
            double w = (double) spectrum.re()[i] * spectrum.re()[i] + (double) spectrum.im()[i] * spectrum.im()[i];
            light += w;
            square += w * (fy * fy + fx * fx);
        }
        return 1 / (Math.PI * geometry.wavelength() * 4 * square / light);
    }

    /** The frames nearest to the one in the middle. */
    private static int[] neighbours(Positions positions) {
        double y = Arrays.stream(positions.y()).average().orElse(0);
        double x = Arrays.stream(positions.x()).average().orElse(0);
        return IntStream.range(0, positions.count())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        j -> Math.hypot(positions.y()[j] - y, positions.x()[j] - x)))
                .limit(FRAMES)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
