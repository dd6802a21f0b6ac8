package org.polyptych.io.numpy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpzFile;
import org.polyptych.io.ScanWriter;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * Scans as PtychoPINN's npz: {@code diff3d} amplitudes as float32, {@code xcoords, ycoords} (and {@code xcoords_start,
 * ycoords_start}, the same) in pixels, {@code scan_index}, {@code probeGuess} where there is a probe, and what these have
 * no place for ({@link OwnArrays}).
 */
public final class PtychoPinnWriter implements ScanWriter {
    /** An npz is made in memory here, array by array. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

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
        scan.specimen().ifPresent(specimen -> lines.add("the object"));
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
        if ((long) frames.count() * pixels * Float.BYTES > MOST_BYTES) {
            throw new BadInputException(
                    scan.source() + ": " + frames.count() + " frames of " + frames.rows() + " x " + frames.columns()
                            + " make more than the 2 GiB that an npz of ours holds; use cxi, or choose --frames");
        }
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
        arrays.put(PtychoPinn.DIFF3D, NpyArray.of(amplitudes, frames.count(), frames.rows(), frames.columns()));
        scan.probe().ifPresent(probe -> arrays.put(PtychoPinn.PROBE, modes(probe)));
        OwnArrays.add(scan, arrays);
        NpzFile.write(target, arrays);
        return List.of(target);
    }

    /** PtychoPINN knows one mode; more come as [mode, y, x]. Of several variations the first is written. */
    private static NpyArray modes(Probe probe) {
        ComplexImage[] modes = new ComplexImage[probe.modes()];
        for (int m = 0; m < modes.length; m++) {
            modes[m] = probe.mode(0, m);
        }
        return modes.length == 1 ? NpyArray.of(modes) : NpyArray.of(modes, modes.length);
    }

    private static double[] inPixels(double[] metres, double pixel) {
        return java.util.Arrays.stream(metres).map(m -> m / pixel).toArray();
    }
}
