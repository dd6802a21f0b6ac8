package org.polyptych.physics.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/**
 * The central pixels of the detector. Far field: as the angle that is kept shrinks, the specimen pixel grows by rows /
 * N, and the probe keeps its field of view with fewer, larger pixels: its spectrum is cut like the frames. Near field:
 * the pixels stay as they are, and the probe is cut like the frames.
 */
final class CentralCrop {
    private CentralCrop() {}

    /**
     * The scan with N x N pixels around the zero frequency, which stays at pixel N/2. A specimen found with the data and
     * the truth of a simulation have the old pixel, or a larger probe, and are left out, which a note says.
     *
     * @param n even
     * @throws BadInputException if the frames are smaller
     */
    static Scan of(Scan scan, int n) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        if (n > rows || n > columns) {
            throw new BadInputException(scan.source() + ": data.crop is " + n + ", but the frames have only " + rows
                    + " x " + columns + " pixels");
        }
        if (n == rows && n == columns) {
            return scan;
        }
        Geometry geometry = cropped(scan.geometry(), n);
        List<String> notes = new ArrayList<>(scan.notes());
        notes.add(String.format(
                Locale.ROOT,
                "data.crop: the central %d x %d of %d x %d detector pixels; the specimen pixel is %.4g x %.4g nm",
                n,
                n,
                rows,
                columns,
                geometry.pixelHeight() * 1e9,
                geometry.pixelWidth() * 1e9));
        boolean near = geometry.near().isPresent();
        if (scan.specimen().isPresent() && !near) {
            notes.add("data.crop: the object found with the data has another pixel size and is left out");
        }
        if (scan.truth().isPresent()) {
            notes.add("data.crop: the truth of the simulation has another " + (near ? "probe" : "pixel size")
                    + " and is left out");
        }
        return new Scan(
                scan.name(),
                scan.source(),
                geometry,
                frames(scan.frames(), n),
                mask(scan.mask(), rows, columns, n),
                scan.positions(),
                scan.probe().map(probe -> near ? middle(probe, n) : probe(probe, n)),
                near ? scan.specimen() : Optional.empty(),
                Optional.empty(),
                List.copyOf(notes),
                scan.background().map(counts -> background(counts, rows, columns, n)),
                scan.beams());
    }

    private static Geometry cropped(Geometry geometry, int n) {
        if (geometry instanceof XrayGeometry xray && xray.near().isPresent()) {
            return new XrayGeometry(
                    n, n, xray.pixelHeight(), xray.pixelWidth(), xray.energyEv(), xray.distance(), xray.near());
        }
        double height = geometry.pixelHeight() * geometry.rows() / n;
        double width = geometry.pixelWidth() * geometry.columns() / n;
        return switch (geometry) {
            case XrayGeometry xray -> new XrayGeometry(n, n, height, width, xray.energyEv(), xray.distance());
            case ElectronGeometry electron ->
                new ElectronGeometry(n, n, height, width, electron.voltage(), electron.distance());
        };
    }

    private static boolean[] mask(boolean[] mask, int rows, int columns, int n) {
        boolean[] cut = new boolean[n * n];
        for (int y = 0; y < n; y++) {
            System.arraycopy(mask, (y + rows / 2 - n / 2) * columns + columns / 2 - n / 2, cut, y * n, n);
        }
        return cut;
    }

    private static float[] background(float[] counts, int rows, int columns, int n) {
        float[] cut = new float[n * n];
        for (int y = 0; y < n; y++) {
            System.arraycopy(counts, (y + rows / 2 - n / 2) * columns + columns / 2 - n / 2, cut, y * n, n);
        }
        return cut;
    }

    private static Frames frames(Frames all, int n) {
        return new Frames() {
            @Override
            public int count() {
                return all.count();
            }

            @Override
            public int rows() {
                return n;
            }

            @Override
            public int columns() {
                return n;
            }

            @Override
            public long heapBytes() {
                return all.heapBytes();
            }

            @Override
            public void fetch(int[] indices) {
                all.fetch(indices);
            }

            @Override
            public void read(int[] indices, float[] buffer) {
                int columns = all.columns();
                int first = (all.rows() / 2 - n / 2) * columns + columns / 2 - n / 2;
                float[] whole = new float[all.rows() * columns];
                for (int k = 0; k < indices.length; k++) {
                    all.read(new int[] {indices[k]}, whole);
                    for (int y = 0; y < n; y++) {
                        System.arraycopy(whole, first + y * columns, buffer, (k * n + y) * n, n);
                    }
                }
            }
        };
    }

    /** Cuts the probe itself. */
    private static Probe middle(Probe probe, int n) {
        ComplexImage[][] cut = new ComplexImage[probe.variations()][probe.modes()];
        for (int v = 0; v < cut.length; v++) {
            for (int m = 0; m < cut[v].length; m++) {
                cut[v][m] = probe.mode(v, m).crop(probe.rows() / 2 - n / 2, probe.columns() / 2 - n / 2, n, n);
            }
        }
        return new Probe(cut);
    }

    /** Cuts the spectrum; unitary transforms keep the counts that are left. */
    static Probe probe(Probe probe, int n) {
        ComplexImage[][] cut = new ComplexImage[probe.variations()][probe.modes()];
        try (Fft2 whole = Fft2.of(probe.rows(), probe.columns());
                Fft2 small = Fft2.of(n, n)) {
            for (int v = 0; v < cut.length; v++) {
                for (int m = 0; m < cut[v].length; m++) {
                    ComplexImage wave = FftOrder.fromCentred(probe.mode(v, m));
                    whole.forward(wave.re(), wave.im());
                    ComplexImage spectrum = FftOrder.fromCentred(
                            FftOrder.toCentred(wave).crop(probe.rows() / 2 - n / 2, probe.columns() / 2 - n / 2, n, n));
                    small.inverse(spectrum.re(), spectrum.im());
                    cut[v][m] = FftOrder.toCentred(spectrum);
                }
            }
        }
        return new Probe(cut);
    }
}
