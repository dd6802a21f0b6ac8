package org.polyptych.bench.ptyinr.figures;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.polyptych.app.report.ColorMap;
import org.polyptych.core.ComplexImage;

/**
 * Amplitude and phase of one image side by side, in colours that belong to the truth: its largest amplitudes are the
 * lightest, its range of phases is the range of colours. Of a probe the root of the amplitude is shown, so that its tails
 * can be seen.
 *
 * @param most amplitude of the lightest colour
 * @param low phase of the darkest colour, in radians
 * @param high phase of the lightest
 * @param probe phases go all the way round, and are grey where it is too dark to tell
 */
record Panel(double most, double low, double high, boolean probe) {
    /** Of the largest amplitude: less is too dark to have a phase. */
    private static final double DARK = 0.01;

    private static final int GREY = 0xDCDCDC;

    /** For probes like this one. */
    static Panel ofProbe(ComplexImage truth) {
        return new Panel(truth.amplitude().max(), -Math.PI, Math.PI, true);
    }

    /** For objects like this one. */
    static Panel ofObject(ComplexImage truth) {
        float[] phases = truth.phase().values();
        Arrays.sort(phases);
        float[] amplitudes = truth.amplitude().values();
        Arrays.sort(amplitudes);
        return new Panel(part(amplitudes, 0.995), part(phases, 0.005), part(phases, 0.995), false);
    }

    private static double part(float[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    BufferedImage draw(ComplexImage image, int side) {
        BufferedImage out = new BufferedImage(2 * side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int i = y * image.rows() / side * image.columns() + x * image.columns() / side;
                double amplitude = Math.hypot(image.re()[i], image.im()[i]) / most;
                double phase = Math.atan2(image.im()[i], image.re()[i]);
                out.setRGB(x, y, ColorMap.EMBER.rgb(Math.clamp(probe ? Math.sqrt(amplitude) : amplitude, 0, 1)));
                out.setRGB(side + x, y, phaseColour(amplitude, phase));
            }
        }
        return out;
    }

    private int phaseColour(double amplitude, double phase) {
        if (probe && amplitude < DARK) {
            return GREY;
        }
        double t = Math.clamp((phase - low) / (high - low), 0, 1);
        return probe ? ColorMap.CYCLE.rgb(t) : ColorMap.DUSK.rgb(t);
    }
}
