package org.polyptych.bench.dgp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.bench.StarPhase;
import org.polyptych.bench.electron.Column;
import org.polyptych.core.RealImage;
import org.polyptych.core.Units;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.Region;

/**
 * How a column's phase goes on along the beam: in each slice the mean within {@link #REACH} of the column, less the mean of the
 * slice over the rectangle that was scanned, since a constant of a slice cannot be known.
 *
 * @param depths of the slices in Å, the first at 0
 * @param phases in radians, one a slice
 */
record DepthProfile(double[] depths, double[] phases) {
    /** Å. */
    static final double REACH = 0.5;

    /** Of each column. */
    static List<DepthProfile> of(Specimen specimen, List<Column> columns, Positions scanned) {
        Region window = PhasePair.rectangle(specimen, scanned);
        List<RealImage> slices = new ArrayList<>();
        for (var slice : specimen.images()[0]) {
            RealImage phase = StarPhase.of(window.of(slice));
            float mean = (float) (phase.sum() / phase.size());
            for (int i = 0; i < phase.size(); i++) {
                phase.values()[i] -= mean;
            }
            slices.add(phase);
        }
        double[] depths = depths(specimen);
        return columns.stream()
                .map(column -> new DepthProfile(
                        depths,
                        slices.stream()
                                .mapToDouble(slice -> around(column, slice, window, specimen))
                                .toArray()))
                .toList();
    }

    /** The mean of several. */
    static DepthProfile mean(List<DepthProfile> profiles) {
        double[] sum = new double[profiles.getFirst().phases().length];
        for (DepthProfile profile : profiles) {
            Arrays.setAll(sum, s -> sum[s] + profile.phases()[s] / profiles.size());
        }
        return new DepthProfile(profiles.getFirst().depths(), sum);
    }

    static double[] depths(Specimen specimen) {
        double[] depths = new double[specimen.slices()];
        for (int s = 1; s < depths.length; s++) {
            depths[s] = depths[s - 1] + specimen.sliceSpacing()[s - 1] / Units.METRES_PER_ANGSTROM;
        }
        return depths;
    }

    private static double around(Column column, RealImage slice, Region window, Specimen specimen) {
        double row = specimen.rowOf(column.y() * Units.METRES_PER_ANGSTROM) - window.top();
        double at = specimen.columnOf(column.x() * Units.METRES_PER_ANGSTROM) - window.left();
        double down = REACH * Units.METRES_PER_ANGSTROM / specimen.pixelHeight();
        double across = REACH * Units.METRES_PER_ANGSTROM / specimen.pixelWidth();
        double sum = 0;
        int count = 0;
        for (int y = (int) Math.max(0, Math.floor(row - down)); y <= row + down && y < slice.rows(); y++) {
            for (int x = (int) Math.max(0, Math.floor(at - across)); x <= at + across && x < slice.columns(); x++) {
                if (Math.hypot((y - row) / down, (x - at) / across) <= 1) {
                    sum += slice.at(y, x);
                    count++;
                }
            }
        }
        return sum / count;
    }

    /**
     * How far it falls between two layers: of all pairs of slices, the lesser of the two less the least between them, as a part
     * of the whole range. 1 if there is nothing between two equal layers, 0 if there is one only. The profile is smoothed by
     * (1, 2, 1) / 4 first, which takes a {@linkplain #checkerboard() checkerboard} out.
     */
    double contrast() {
        double[] smooth = new double[phases.length];
        for (int s = 0; s < smooth.length; s++) {
            double before = phases[Math.max(0, s - 1)];
            double behind = phases[Math.min(smooth.length - 1, s + 1)];
            smooth[s] = (before + 2 * phases[s] + behind) / 4;
        }
        double range = Arrays.stream(smooth).max().orElseThrow()
                - Arrays.stream(smooth).min().orElseThrow();
        double best = 0;
        for (int first = 0; first < smooth.length; first++) {
            double least = smooth[first];
            for (int second = first + 1; second < smooth.length; second++) {
                least = Math.min(least, smooth[second]);
                best = Math.max(best, Math.min(smooth[first], smooth[second]) - least);
            }
        }
        return range > 0 ? best / range : 0;
    }

    /**
     * The share of the profile's power about its mean in periods of less than four slices: near 1 if it changes from slice to slice,
     * 7/15 in the mean if 16 slices are noise, near 0 if it is smooth.
     */
    double checkerboard() {
        int count = phases.length;
        double mean = Arrays.stream(phases).average().orElseThrow();
        double power = Arrays.stream(phases)
                .map(phase -> (phase - mean) * (phase - mean))
                .sum();
        double fast = 0;
        for (int k = count / 4 + 1; 2 * k <= count; k++) {
            double re = 0;
            double im = 0;
            for (int s = 0; s < count; s++) {
                re += phases[s] * Math.cos(2 * Math.PI * k * s / count);
                im += phases[s] * Math.sin(2 * Math.PI * k * s / count);
            }
            // but for Nyquist's, each stands for its negative too
            fast += (2 * k == count ? 1 : 2) * (re * re + im * im);
        }
        return fast / (count * power);
    }
}
