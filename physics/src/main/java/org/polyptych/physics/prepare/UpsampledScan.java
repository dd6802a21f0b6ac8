package org.polyptych.physics.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/**
 * A far-field scan on a model S times finer than its detector, for a beam too wide to be sampled by it (D. J. Batey and
 * others, Physical Review A 89, 043801, 2014): the pixel of object and probe stays, the window of the probe is S times as
 * wide, and every detector pixel is S x S pixels of the model, over which its counts are spread evenly. The model has to
 * add them up before it compares: {@link org.polyptych.physics.Conditions#upsample()}.
 *
 * <p>Pixel N/2 of the detector is taken to be centred on the zero frequency; the first of its S x S finer pixels lies on it
 * here, so that patterns move by (S - 1) / 2 finer pixels, which is a ramp of the probe's phase.
 */
final class UpsampledScan {
    private UpsampledScan() {}

    /**
     * @param s 2 or more
     * @throws BadInputException for a near field, where the detector's pixel says how fine the object is
     */
    static Scan of(Scan scan, int s) {
        if (scan.geometry().near().isPresent()) {
            throw new BadInputException(scan.source() + ": data.upsample is for the far field; leave it out");
        }
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        Geometry geometry = upsampled(scan.geometry(), s);
        List<String> notes = new ArrayList<>(scan.notes());
        notes.add(String.format(
                Locale.ROOT,
                "data.upsample: the model has %d x %d pixels, %d x %d on each of the %d x %d of the detector, which counts"
                        + " their sum; the probe's window grows to %.4g x %.4g um",
                geometry.rows(),
                geometry.columns(),
                s,
                s,
                rows,
                columns,
                1e6 * geometry.rows() * geometry.pixelHeight(),
                1e6 * geometry.columns() * geometry.pixelWidth()));
        return new Scan(
                scan.name(),
                scan.source(),
                geometry,
                new UpsampledFrames(scan.frames(), s),
                mask(scan.mask(), columns, s),
                scan.positions(),
                scan.probe().map(narrow -> widened(narrow, geometry, s)),
                scan.specimen(),
                scan.truth().map(t -> new Scan.Truth(t.specimen(), widened(t.probe(), geometry, s), t.positions())),
                List.copyOf(notes),
                scan.background().map(counts -> spread(counts, columns, s)),
                scan.beams());
    }

    private static Geometry upsampled(Geometry geometry, int s) {
        int rows = geometry.rows() * s;
        int columns = geometry.columns() * s;
        double height = geometry.pixelHeight();
        double width = geometry.pixelWidth();
        return switch (geometry) {
            case XrayGeometry xray -> new XrayGeometry(rows, columns, height, width, xray.energyEv(), xray.distance());
            case ElectronGeometry electron ->
                new ElectronGeometry(rows, columns, height, width, electron.voltage(), electron.distance());
        };
    }

    private static boolean[] mask(boolean[] mask, int columns, int s) {
        boolean[] fine = new boolean[mask.length * s * s];
        for (int i = 0; i < fine.length; i++) {
            fine[i] = mask[UpsampledFrames.coarse(i, columns, s)];
        }
        return fine;
    }

    private static float[] spread(float[] counts, int columns, int s) {
        float[] fine = new float[counts.length * s * s];
        for (int i = 0; i < fine.length; i++) {
            fine[i] = counts[UpsampledFrames.coarse(i, columns, s)] / (s * s);
        }
        return fine;
    }

    /** The probe in the middle of its wider window, dark around, with the ramp of the shifted patterns. */
    private static Probe widened(Probe narrow, Geometry geometry, int s) {
        ComplexImage[][] wide = new ComplexImage[narrow.variations()][narrow.modes()];
        for (int v = 0; v < wide.length; v++) {
            for (int m = 0; m < wide[v].length; m++) {
                ComplexImage from = narrow.mode(v, m);
                ComplexImage to = ComplexImage.zeros(geometry.rows(), geometry.columns());
                int top = to.rows() / 2 - from.rows() / 2;
                int left = to.columns() / 2 - from.columns() / 2;
                for (int y = 0; y < from.rows(); y++) {
                    int at = (top + y) * to.columns() + left;
                    System.arraycopy(from.re(), y * from.columns(), to.re(), at, from.columns());
                    System.arraycopy(from.im(), y * from.columns(), to.im(), at, from.columns());
                }
                DetectorShift.apply(to, (s - 1) / 2.0);
                wide[v][m] = to;
            }
        }
        return new Probe(wide);
    }
}
