package org.polyptych.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/**
 * Results for NumPy: {@code object} [(mode,) slice, y, x] and {@code probe} [(variation,) mode, y, x] as complex64,
 * {@code positions_m} [frame, (y, x)], {@code pixel_size_m} and {@code object_centre_m} (y, x), {@code
 * slice_spacing_m}, {@code tilt_rad} (y, x, if tilted), {@code illumination} [y, x], {@code losses}; {@code probe_pixel_size_m} (y, x); {@code opr_weights}
 * [frame, variation] where there are any; {@code notes}, lines of UTF-8 as bytes, where there are any.
 */
public final class NpzExport {
    private NpzExport() {}

    /** Writes a result; what was there is replaced once the new file is whole. */
    public static void write(Path target, Result result) {
        write(target, result, List.of());
    }

    /** @param notes what to know of it, a line each */
    public static void write(Path target, Result result, List<String> notes) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        Specimen specimen = result.specimen();
        arrays.put("object", object(specimen));
        double[][] weights = result.conditions().weights();
        if (weights != null) {
            double[] all =
                    Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
            arrays.put("opr_weights", NpyArray.of(all, weights.length, weights[0].length));
        }
        arrays.put("probe", probe(result.probe()));
        arrays.put("positions_m", positions(result.positions()));
        arrays.put("pixel_size_m", pair(specimen.pixelHeight(), specimen.pixelWidth()));
        Geometry geometry = result.provenance().geometry();
        arrays.put("probe_pixel_size_m", pair(geometry.pixelHeight(), geometry.pixelWidth()));
        arrays.put("object_centre_m", pair(specimen.centreY(), specimen.centreX()));
        arrays.put("slice_spacing_m", NpyArray.of(specimen.sliceSpacing(), specimen.sliceSpacing().length));
        if (!specimen.tilt().none()) {
            arrays.put(
                    "tilt_rad",
                    NpyArray.of(
                            new double[] {specimen.tilt().y(), specimen.tilt().x()}, 2));
        }
        RealImage illumination = result.illumination();
        arrays.put("illumination", NpyArray.of(illumination.values(), illumination.rows(), illumination.columns()));
        arrays.put("losses", NpyArray.of(result.losses(), result.losses().length));
        if (!notes.isEmpty()) {
            arrays.put("notes", NpyArray.ofBytes(String.join("\n", notes).getBytes(StandardCharsets.UTF_8)));
        }
        NpzFile.write(target, arrays);
    }

    private static NpyArray object(Specimen specimen) {
        ComplexImage[] images =
                Arrays.stream(specimen.images()).flatMap(Arrays::stream).toArray(ComplexImage[]::new);
        return specimen.modes() == 1
                ? NpyArray.of(images, specimen.slices())
                : NpyArray.of(images, specimen.modes(), specimen.slices());
    }

    private static NpyArray probe(Probe probe) {
        ComplexImage[] images = IntStream.range(0, probe.variations())
                .boxed()
                .flatMap(v -> IntStream.range(0, probe.modes()).mapToObj(m -> probe.mode(v, m)))
                .toArray(ComplexImage[]::new);
        return probe.variations() == 1
                ? NpyArray.of(images, probe.modes())
                : NpyArray.of(images, probe.variations(), probe.modes());
    }

    private static NpyArray positions(Positions positions) {
        double[] pairs = new double[2 * positions.count()];
        for (int j = 0; j < positions.count(); j++) {
            pairs[2 * j] = positions.y()[j];
            pairs[2 * j + 1] = positions.x()[j];
        }
        return NpyArray.of(pairs, positions.count(), 2);
    }

    private static NpyArray pair(double y, double x) {
        return NpyArray.of(new double[] {y, x}, 2);
    }
}
