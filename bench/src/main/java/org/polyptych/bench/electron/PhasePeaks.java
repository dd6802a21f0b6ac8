package org.polyptych.bench.electron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.Units;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.phase.PhaseRamp;
import org.polyptych.physics.simulation.GaussianBlur;

/**
 * Columns as an image shows them: every pixel of the phase that is above its eight neighbours is one, its place that of the
 * parabolas through it and its neighbours. The phase is that of all slices together, without its ramp and mean, of a wave
 * blurred a little, because single pixels are noise. Phases beyond pi are not unwrapped.
 */
final class PhasePeaks {
    /** Standard deviation of the blur in Å, far below the distance of two columns. */
    static final double BLUR = 0.225;

    private PhasePeaks() {}

    /**
     * All peaks, in the scan's coordinates.
     *
     * @param window in which the ramp is sought
     */
    static List<Column> in(Specimen specimen, Window window) {
        RealImage phase = phase(specimen, window);
        double height = specimen.pixelHeight() / Units.METRES_PER_ANGSTROM;
        double width = specimen.pixelWidth() / Units.METRES_PER_ANGSTROM;
        double top = specimen.centreY() / Units.METRES_PER_ANGSTROM - specimen.rows() / 2 * height;
        double left = specimen.centreX() / Units.METRES_PER_ANGSTROM - specimen.columns() / 2 * width;
        List<Column> peaks = new ArrayList<>();
        for (int y = 1; y < phase.rows() - 1; y++) {
            for (int x = 1; x < phase.columns() - 1; x++) {
                if (isPeak(phase, y, x)) {
                    double dy = vertex(phase.at(y - 1, x), phase.at(y, x), phase.at(y + 1, x));
                    double dx = vertex(phase.at(y, x - 1), phase.at(y, x), phase.at(y, x + 1));
                    peaks.add(new Column(top + (y + dy) * height, left + (x + dx) * width, 0));
                }
            }
        }
        return peaks;
    }

    private static RealImage phase(Specimen specimen, Window window) {
        int rows = specimen.rows();
        int columns = specimen.columns();
        ComplexImage through = specimen.transmission();
        float[] scanned = new float[through.size()];
        int top = (int) specimen.rowOf(window.y().least() * Units.METRES_PER_ANGSTROM);
        int bottom = (int) specimen.rowOf(window.y().most() * Units.METRES_PER_ANGSTROM);
        int left = (int) specimen.columnOf(window.x().least() * Units.METRES_PER_ANGSTROM);
        int right = (int) specimen.columnOf(window.x().most() * Units.METRES_PER_ANGSTROM);
        for (int y = Math.max(0, top); y < Math.min(rows, bottom); y++) {
            Arrays.fill(scanned, y * columns + Math.max(0, left), y * columns + Math.min(columns, right), 1);
        }
        ComplexImage flat = PhaseRamp.find(through, scanned).removedFrom(through);
        double pixel = Math.min(specimen.pixelHeight(), specimen.pixelWidth()) / Units.METRES_PER_ANGSTROM;
        GaussianBlur.mirrored(flat.re(), rows, columns, BLUR / pixel);
        GaussianBlur.mirrored(flat.im(), rows, columns, BLUR / pixel);
        return flat.phase();
    }

    private static boolean isPeak(RealImage phase, int y, int x) {
        float value = phase.at(y, x);
        for (int row = y - 1; row <= y + 1; row++) {
            for (int column = x - 1; column <= x + 1; column++) {
                if ((row != y || column != x) && phase.at(row, column) >= value) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Where between -1/2 and 1/2 the parabola through three values is highest, the middle one being the greatest. */
    private static double vertex(double before, double here, double behind) {
        return 0.5 * (behind - before) / (2 * here - before - behind);
    }
}
