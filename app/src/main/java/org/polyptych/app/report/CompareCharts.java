package org.polyptych.app.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Threshold;

/** The charts of a comparison: one curve an engine, in the engine's colour. */
public final class CompareCharts {
    private static final Color THRESHOLD = new Color(0x7A8491);
    private static final float WIDTH = 2.2f;

    private CompareCharts() {}

    /**
     * Common loss against seconds, both logarithmic; empty where nobody was looked at.
     *
     * @throws NoFontException where this machine cannot draw letters
     */
    public static Optional<BufferedImage> loss(CompareData data) {
        List<CurveChart.Curve> curves = new ArrayList<>();
        double[] seconds = {Double.POSITIVE_INFINITY, 0};
        double[] losses = {Double.POSITIVE_INFINITY, 0};
        for (int k = 0; k < data.entries().size(); k++) {
            CompareEntry entry = data.entries().get(k);
            LossCurve curve = positive(entry.curve());
            if (curve.losses().length > 0) {
                curves.add(new CurveChart.Curve(
                        entry.name(),
                        EngineColours.of(k),
                        WIDTH,
                        EngineColours.dash(k),
                        true,
                        curve.seconds(),
                        curve.losses()));
                extend(seconds, curve.seconds());
                extend(losses, curve.losses());
            }
        }
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CurveChart(
                        "Common loss against time",
                        ChartAxis.logarithmic("seconds of iterations", seconds[0], seconds[1]),
                        ChartAxis.logarithmic("relative squared amplitude error", losses[0], losses[1]),
                        curves)
                .draw());
    }

    /**
     * Ring correlations of the halves with their thresholds; empty where there are none.
     *
     * @throws NoFontException where this machine cannot draw letters
     */
    public static Optional<BufferedImage> rings(CompareData data) {
        List<CurveChart.Curve> curves = new ArrayList<>();
        Optional<FourierRingCorrelation> first = Optional.empty();
        double least = 0;
        for (int k = 0; k < data.entries().size(); k++) {
            CompareEntry entry = data.entries().get(k);
            Optional<FourierRingCorrelation> found = entry.halves().flatMap(halves -> halves.curve());
            if (found.isPresent()) {
                first = first.or(() -> found);
                FourierRingCorrelation curve = found.get();
                least = Math.min(least, Arrays.stream(curve.correlation()).min().orElse(0));
                curves.add(new CurveChart.Curve(
                        entry.name(),
                        EngineColours.of(k),
                        WIDTH,
                        EngineColours.dash(k),
                        false,
                        frequencies(curve),
                        curve.correlation()));
            }
        }
        if (first.isEmpty()) {
            return Optional.empty();
        }
        FourierRingCorrelation rings = first.get();
        curves.add(threshold("half-bit", Threshold.HALF_BIT, rings, new float[] {2, 3}));
        curves.add(threshold("1/2", Threshold.HALF, rings, new float[] {}));
        curves.add(threshold("1/7", Threshold.SEVENTH, rings, new float[] {8, 5}));
        return Optional.of(new CurveChart(
                        "Ring correlation of the two halves",
                        ChartAxis.linear("spatial frequency (fraction of Nyquist)", 0, 1),
                        ChartAxis.linear("correlation", least < -0.01 ? Math.floor(10 * least) / 10 : 0, 1.02),
                        curves)
                .draw());
    }

    private static CurveChart.Curve threshold(
            String name, Threshold threshold, FourierRingCorrelation rings, float[] dash) {
        return new CurveChart.Curve(
                name,
                THRESHOLD,
                1.3f,
                dash,
                false,
                frequencies(rings),
                Arrays.stream(rings.pixels()).mapToDouble(threshold::at).toArray());
    }

    private static double[] frequencies(FourierRingCorrelation curve) {
        return IntStream.range(0, curve.pixels().length)
                .mapToDouble(curve::fractionOfNyquist)
                .toArray();
    }

    /** Only points that a logarithmic axis can show. */
    private static LossCurve positive(LossCurve curve) {
        LossCurve shown = LossCurve.EMPTY;
        for (int k = 0; k < curve.losses().length; k++) {
            if (curve.losses()[k] > 0 && curve.seconds()[k] > 0 && Double.isFinite(curve.losses()[k])) {
                shown = shown.with(curve.iterations()[k], curve.seconds()[k], curve.losses()[k]);
            }
        }
        return shown;
    }

    private static void extend(double[] range, double[] values) {
        for (double value : values) {
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        }
    }
}
