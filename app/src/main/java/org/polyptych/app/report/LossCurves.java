package org.polyptych.app.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The losses of a training over its rounds: of what it learns from, and of data set apart. */
public final class LossCurves {
    private static final Color TRAINING = new Color(0x1F5FA8);
    private static final Color APART = new Color(0xC4552D);
    private static final float WIDTH = 2.2f;

    /** Of fewer points each is marked. */
    private static final int FEW = 40;

    private static final double ROOM = 0.05;

    private LossCurves() {}

    /**
     * @param losses one a round, at least one
     * @param checks one every so many rounds; may be empty
     * @throws NoFontException where this machine cannot draw letters
     */
    public static BufferedImage of(double[] losses, double[] checks, int every, String lossName) {
        List<CurveChart.Curve> curves = new ArrayList<>();
        curves.add(curve("training", TRAINING, losses, 1));
        if (checks.length > 0) {
            curves.add(curve("validation", APART, checks, every));
        }
        return new CurveChart(
                        "Losses of the training",
                        ChartAxis.linear("round", 0, Math.max(1, losses.length)),
                        axis(lossName, losses, checks),
                        curves)
                .draw();
    }

    private static CurveChart.Curve curve(String name, Color colour, double[] values, int every) {
        double[] rounds = IntStream.range(0, values.length)
                .mapToDouble(k -> (k + 1.0) * every)
                .toArray();
        return new CurveChart.Curve(name, colour, WIDTH, new float[0], values.length <= FEW, rounds, values);
    }

    /** Logarithmic where all losses are above 0; some, such as likelihoods, are not. */
    private static ChartAxis axis(String name, double[] losses, double[] checks) {
        double[] all = DoubleStream.concat(DoubleStream.of(losses), DoubleStream.of(checks))
                .filter(Double::isFinite)
                .toArray();
        double least = DoubleStream.of(all).min().orElse(0);
        double most = DoubleStream.of(all).max().orElse(1);
        if (least > 0) {
            return ChartAxis.logarithmic(name, least, most);
        }
        double room = ROOM * Math.max(most - least, 1e-12);
        return ChartAxis.linear(name, least - room, most + room);
    }
}
