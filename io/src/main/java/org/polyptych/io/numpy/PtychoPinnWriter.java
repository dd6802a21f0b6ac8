package org.polyptych.io.numpy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.FlatSpecimen;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpzFile;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ScanWriter;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * Scans as PtychoPINN's npz, as its data contract names the arrays: {@code diffraction} amplitudes as float32, {@code
 * xcoords, ycoords} (and {@code xcoords_start, ycoords_start}, the same) in pixels, {@code scan_index}, {@code
 * objectGuess} [y, x] (1 everywhere where the scan has no object), {@code probeGuess} [y, x] where there is a probe, and
 * what these have no place for ({@link OwnArrays}).
 */
public final class PtychoPinnWriter implements ScanWriter {
    /** An npz is made in memory here, array by array. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8;
    /** The frames as numbers, and as the bytes of their array. */
    private static final int COPIES = 2;

    private final long memory;

    /** Takes half of Java's memory at most. */
    public PtychoPinnWriter() {
        this(PatternReader.usualMemoryLimit());
    }

    /** @param memory bytes that may be taken */
    PtychoPinnWriter(long memory) {
        this.memory = memory;
    }

    @Override
    public String format() {
        return "npz";
    }

    @Override
    public String name() {
        return "PtychoPINN npz";
    }

    @Override
    public String ending() {
        return ".npz";
    }

    @Override
    public List<String> leftOut(Scan scan) {
        List<String> lines = new ArrayList<>();
        scan.truth().ifPresent(truth -> lines.add("the truth of the simulation"));
        scan.specimen()
                .ifPresent(specimen -> lines.add("where the object lies"
                        + (specimen.modes() * specimen.slices() > 1 ? ", and all of it but its first slice" : "")));
        scan.probe()
                .filter(probe -> probe.variations() > 1)
                .ifPresent(probe -> lines.add("variations of the probe after the first"));
        return lines;
    }

    @Override
    public List<Path> write(Path target, Scan scan) {
        Geometry geometry = scan.geometry();
        if (geometry.near().isPresent()) {
            throw new BadInputException(
                    scan.source() + ": a near-field scan cannot be written as npz, which has no place for it; use cxi");
        }
        Frames frames = scan.frames();
        int pixels = frames.rows() * frames.columns();
        check(scan);
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        Positions positions = scan.positions();
        double[] x = inPixels(positions.x(), geometry.pixelWidth());
        double[] y = inPixels(positions.y(), geometry.pixelHeight());
        arrays.put(PtychoPinn.X, NpyArray.of(x, x.length));
        arrays.put(PtychoPinn.Y, NpyArray.of(y, y.length));
        arrays.put("xcoords_start", NpyArray.of(x, x.length));
        arrays.put("ycoords_start", NpyArray.of(y, y.length));
        arrays.put("scan_index", NpyArray.of(new long[x.length], x.length));
        float[] amplitudes = new float[frames.count() * pixels];
        frames.read(java.util.stream.IntStream.range(0, frames.count()).toArray(), amplitudes);
        arrays.put(PtychoPinn.DIFFRACTION, NpyArray.of(amplitudes, frames.count(), frames.rows(), frames.columns()));
        Specimen specimen = scan.specimen().orElseGet(() -> FlatSpecimen.of(scan));
        arrays.put(PtychoPinn.OBJECT, NpyArray.of(new ComplexImage[] {specimen.images()[0][0]}));
        scan.probe()
                .ifPresent(probe -> arrays.put(PtychoPinn.PROBE, NpyArray.of(new ComplexImage[] {probe.mode(0, 0)})));
        OwnArrays.add(scan, arrays);
        NpzFile.write(target, arrays);
        return List.of(target);
    }

    private void check(Scan scan) {
        Frames frames = scan.frames();
        double bytes = (double) frames.count() * frames.rows() * frames.columns() * Float.BYTES;
        String what = scan.source() + ": " + frames.count() + " frames of " + frames.rows() + " x " + frames.columns();
        if (bytes > MOST_BYTES) {
            throw new BadInputException(
                    what + " make more than the 2 GiB that an npz of ours holds; use cxi, or choose --frames");
        }
        if (COPIES * bytes > memory) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s take %.3g GiB of memory to be written as npz, more than the %.3g there are for it; use cxi, which"
                            + " is written frame by frame, or choose --frames, or give Java more",
                    what,
                    COPIES * bytes / 0x1p30,
                    memory / 0x1p30));
        }
        if (scan.specimen().isEmpty()) {
            FlatSpecimen.check(scan, format());
        }
    }

    private static double[] inPixels(double[] metres, double pixel) {
        return java.util.Arrays.stream(metres).map(m -> m / pixel).toArray();
    }
}
