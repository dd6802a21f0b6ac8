package org.polyptych.physics.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/**
 * A scan on larger detector pixels, B x B of them added to one. Far field: the angle that is seen stays, and with it the
 * pixel of object and probe, but coarser sampling of the detector sees B times less far around the probe, whose outer part
 * is cut off. Near field: the pixel of object and probe grows by B, and the field of view stays.
 *
 * <p>The zero frequency, pixel N/2, is the first of its B; the middle of the pixel that they make lies (B - 1) / 2 pixels
 * beyond it. In the far field such a shift of all patterns is a ramp of the probe's phase, which the probe of the file is
 * given and any that is found takes up.
 */
final class BinnedScan {
    /** A probe that loses more than this share of its power at the edge is worth a warning. */
    private static final double LOST = 0.01;

    private BinnedScan() {}

    /**
     * @param b pixels of a side that make one, 2 or more
     * @throws BadInputException if the frames cannot be divided so
     */
    static Scan of(Scan scan, int b) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        if (rows % (2 * b) != 0 || columns % (2 * b) != 0) {
            throw new BadInputException(
                    scan.source() + ": data.bin=" + b + " needs frames whose sides are multiples of " + 2 * b
                            + " pixels, but they have " + rows + " x " + columns + "; set data.crop too");
        }
        boolean near = scan.geometry().near().isPresent();
        Geometry geometry = binned(scan.geometry(), b);
        List<String> notes = new ArrayList<>(scan.notes());
        notes.add(String.format(
                Locale.ROOT,
                "data.bin: %d x %d detector pixels added to one, %d x %d to %d x %d; a sum with a bad pixel is bad; %s",
                b,
                b,
                rows,
                columns,
                geometry.rows(),
                geometry.columns(),
                near
                        ? String.format(
                                Locale.ROOT,
                                "the specimen pixel grows to %.4g x %.4g nm",
                                1e9 * geometry.pixelHeight(),
                                1e9 * geometry.pixelWidth())
                        : String.format(
                                Locale.ROOT,
                                "the specimen pixel stays, and the probe's window shrinks to %.4g x %.4g um",
                                1e6 * geometry.rows() * geometry.pixelHeight(),
                                1e6 * geometry.columns() * geometry.pixelWidth())));
        if (near
                && (scan.specimen().isPresent()
                        || scan.truth().isPresent()
                        || scan.probe().isPresent())) {
            notes.add("data.bin: object, probe and truth found with the data have smaller pixels and are left out");
        }
        Optional<Probe> probe = near ? Optional.empty() : scan.probe().map(wide -> narrowed(wide, geometry, notes));
        return new Scan(
                scan.name(),
                scan.source(),
                geometry,
                new BinnedFrames(scan.frames(), b),
                mask(scan.mask(), columns, b),
                scan.positions(),
                probe,
                near ? Optional.empty() : scan.specimen(),
                near
                        ? Optional.empty()
                        : scan.truth()
                                .map(t -> new Scan.Truth(t.specimen(), narrowed(t.probe(), geometry), t.positions())),
                List.copyOf(notes),
                scan.background().map(counts -> sums(counts, columns, b)),
                scan.beams());
    }

    private static Geometry binned(Geometry geometry, int b) {
        int rows = geometry.rows() / b;
        int columns = geometry.columns() / b;
        double grown = geometry.near().isPresent() ? b : 1;
        double height = geometry.pixelHeight() * grown;
        double width = geometry.pixelWidth() * grown;
        return switch (geometry) {
            case XrayGeometry xray ->
                new XrayGeometry(rows, columns, height, width, xray.energyEv(), xray.distance(), xray.near());
            case ElectronGeometry electron ->
                new ElectronGeometry(rows, columns, height, width, electron.voltage(), electron.distance());
        };
    }

    private static boolean[] mask(boolean[] mask, int columns, int b) {
        boolean[] all = new boolean[mask.length / b / b];
        Arrays.fill(all, true);
        for (int i = 0; i < mask.length; i++) {
            all[i / columns / b * (columns / b) + i % columns / b] &= mask[i];
        }
        return all;
    }

    /** Counts added up. */
    private static float[] sums(float[] counts, int columns, int b) {
        float[] all = new float[counts.length / b / b];
        for (int i = 0; i < counts.length; i++) {
            all[i / columns / b * (columns / b) + i % columns / b] += counts[i];
        }
        return all;
    }

    private static Probe narrowed(Probe wide, Geometry geometry, List<String> notes) {
        Probe narrow = narrowed(wide, geometry);
        double lost = 1 - narrow.power() / wide.power();
        if (lost > LOST) {
            notes.add(String.format(
                    Locale.ROOT,
                    "data.bin: warning: %.0f %% of the power of the probe found with the data lies outside the window"
                            + " that is left; where the true probe is as wide, data.upsample with the same number lets"
                            + " the model have it",
                    100 * lost));
        }
        return narrow;
    }

    /** The middle of a probe, with the ramp of the shifted patterns. */
    private static Probe narrowed(Probe wide, Geometry geometry) {
        int rows = geometry.rows();
        int columns = geometry.columns();
        double factor = (double) wide.rows() / rows;
        ComplexImage[][] cut = new ComplexImage[wide.variations()][wide.modes()];
        for (int v = 0; v < cut.length; v++) {
            for (int m = 0; m < cut[v].length; m++) {
                cut[v][m] = wide.mode(v, m)
                        .crop(wide.rows() / 2 - rows / 2, wide.columns() / 2 - columns / 2, rows, columns);
                DetectorShift.apply(cut[v][m], (1 - factor) / 2 / factor);
            }
        }
        return new Probe(cut);
    }
}
