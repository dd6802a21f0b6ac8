package org.polyptych.bench.diffusion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.Comparison;

/**
 * How far samples lie from their mean, beside how far the mean lies from the truth, pixel by pixel where there is light. What is
 * wanted of such a map is order (where it is larger, the error is larger), so the figure is a rank correlation; how large it is
 * in all is kept beside it.
 */
final class Deviation {
    static final String RANK = "deviation.rank";
    /** The same of both maps' root mean squares over {@link Surroundings}. */
    static final String AROUND = "deviation.rank.around";
    /** That of a pixel's error with the error around it: what a map has that knows how large errors are, and not which. */
    static final String BOUND = "deviation.rank.bound";

    static final String SIZE = "deviation.size";

    /** Squares of 5 x 5 pixels. */
    private static final int REACH = 2;

    private Deviation() {}

    /**
     * Figures by key: the rank correlations, and the root mean square of the deviation over that of the error. None of a result
     * that is one reconstruction.
     */
    static Map<String, Double> of(Result result, Scan.Truth truth) {
        return result.deviation()
                .map(deviation -> of(placed(deviation, result, truth), Comparison.of(result, truth)))
                .orElse(Map.of());
    }

    /** On the truth's pixels: engines have a margin around them. */
    private static float[] placed(RealImage deviation, Result result, Scan.Truth truth) {
        Specimen grid = result.specimen();
        Specimen as = Specimen.of(
                new ComplexImage(
                        deviation.rows(), deviation.columns(), deviation.values(), new float[deviation.size()]),
                grid.pixelHeight(),
                grid.pixelWidth(),
                grid.centreY(),
                grid.centreX());
        return Comparison.of(result.with(as, result.illumination()), truth)
                .found()
                .re();
    }

    private static Map<String, Double> of(float[] deviation, Comparison comparison) {
        boolean[] lit = comparison.lit();
        RealImage error = error(comparison.found(), comparison.truth(), lit);
        return of(deviation, error.values(), lit, error.columns());
    }

    static Map<String, Double> of(float[] deviation, float[] error, boolean[] lit, int columns) {
        int[] at = IntStream.range(0, lit.length).filter(i -> lit[i]).toArray();
        double[] said = IntStream.of(at).mapToDouble(i -> deviation[i]).toArray();
        double[] real = IntStream.of(at).mapToDouble(i -> error[i]).toArray();
        Surroundings around = new Surroundings(lit, columns, REACH);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(RANK, RankCorrelation.of(said, real));
        figures.put(AROUND, RankCorrelation.of(those(at, around.with(deviation)), those(at, around.with(error))));
        figures.put(BOUND, RankCorrelation.of(those(at, around.without(error)), real));
        figures.put(SIZE, Math.sqrt(squares(said) / squares(real)));
        return figures;
    }

    private static double[] those(int[] at, double[] map) {
        return IntStream.of(at).mapToDouble(i -> map[i]).toArray();
    }

    private static double squares(double[] values) {
        return DoubleStream.of(values).map(value -> value * value).sum();
    }

    /** Modulus of the difference, the common phase taken out. */
    static RealImage error(ComplexImage found, ComplexImage truth, boolean[] counts) {
        ComplexImage turned = found.copy();
        turn(turned, truth, counts);
        RealImage error = RealImage.zeros(found.rows(), found.columns());
        for (int i = 0; i < found.size(); i++) {
            error.values()[i] = (float) Math.hypot(turned.re()[i] - truth.re()[i], turned.im()[i] - truth.im()[i]);
        }
        return error;
    }

    /** Turns an image by the phase that makes the squares of its differences from the truth least, on the pixels that count. */
    static void turn(ComplexImage found, ComplexImage truth, boolean[] counts) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < found.size(); i++) {
            if (counts[i]) {
                re += (double) found.re()[i] * truth.re()[i] + (double) found.im()[i] * truth.im()[i];
                im += (double) found.re()[i] * truth.im()[i] - (double) found.im()[i] * truth.re()[i];
            }
        }
        double size = Math.hypot(re, im);
        double cos = size > 0 ? re / size : 1;
        double sin = size > 0 ? im / size : 0;
        for (int i = 0; i < found.size(); i++) {
            double before = found.re()[i];
            found.re()[i] = (float) (cos * before - sin * found.im()[i]);
            found.im()[i] = (float) (sin * before + cos * found.im()[i]);
        }
    }
}
