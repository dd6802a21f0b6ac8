package org.polyptych.bench.diffusion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.polyptych.bench.physics.Mosaic;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/**
 * Two rows an overlap, amplitude above and phase below, the truth first. All amplitudes are on one scale, that of the truth, and
 * so are the phases, about the truth's mean direction, so that no truth is cut in two where phases wrap.
 */
final class PanelsPicture {
    private static final int SHOWN = 256;

    /** Share of the phases at each end that are black or white: nuclei, beside which cells would be faint. */
    private static final double STRONG = 0.05;

    private final ComplexImage truth;
    private final double[] amplitudes;
    private final double[] phases;
    private final List<List<Tile>> rows = new ArrayList<>();

    private record Tile(String title, RealImage image, double low, double high) {}

    /**
     * An object found.
     *
     * @param image turned to the phase of the truth
     * @param nrmse over the full frame
     */
    record Found(ComplexImage image, double nrmse) {}

    PanelsPicture(ComplexImage truth) {
        this.truth = truth;
        this.amplitudes = range(truth.amplitude(), 0);
        this.phases = range(phase(truth), STRONG);
    }

    /** Begins the two rows of an overlap. */
    void overlap(Overlap overlap) {
        rows.add(new ArrayList<>());
        rows.add(new ArrayList<>());
        amplitude(overlap.percent() + "%: truth, amplitude", truth);
        phase("truth, phase", truth);
    }

    void add(String method, Found found) {
        amplitude(String.format(Locale.ROOT, "%s, NRMSE %.3f", method, found.nrmse()), found.image());
        phase(method + ", phase", found.image());
    }

    /** A place that stays white. */
    void none(String method) {
        RealImage white = RealImage.zeros(truth.rows(), truth.columns());
        Arrays.fill(white.values(), 1);
        rows.get(rows.size() - 2).add(new Tile(method + ": not run", white, 0, 1));
        rows.getLast().add(new Tile("", white, 0, 1));
    }

    private void amplitude(String title, ComplexImage image) {
        rows.get(rows.size() - 2).add(new Tile(title, image.amplitude(), amplitudes[0], amplitudes[1]));
    }

    private void phase(String title, ComplexImage image) {
        rows.getLast().add(new Tile(title, phase(image), phases[0], phases[1]));
    }

    void write(Path file) throws IOException {
        Mosaic mosaic = new Mosaic(SHOWN);
        for (List<Tile> row : rows) {
            mosaic.row();
            row.forEach(tile -> mosaic.add(tile.title(), tile.image(), tile.low(), tile.high()));
        }
        mosaic.write(file);
    }

    /** In radians about the truth's mean direction. */
    private RealImage phase(ComplexImage image) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < truth.size(); i++) {
            re += truth.re()[i];
            im += truth.im()[i];
        }
        double middle = Math.atan2(im, re);
        RealImage phase = RealImage.zeros(image.rows(), image.columns());
        for (int i = 0; i < image.size(); i++) {
            phase.values()[i] =
                    (float) Math.IEEEremainder(Math.atan2(image.im()[i], image.re()[i]) - middle, 2 * Math.PI);
        }
        return phase;
    }

    /** Of all values but a share at each end. */
    private static double[] range(RealImage image, double without) {
        float[] sorted = image.values().clone();
        Arrays.sort(sorted);
        int cut = (int) (without * sorted.length);
        double least = sorted[cut];
        return new double[] {least, Math.max(sorted[sorted.length - 1 - cut], least + 1e-6)};
    }
}
