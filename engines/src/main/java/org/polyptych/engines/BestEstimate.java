package org.polyptych.engines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.refine.PositionRefinement;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * What a reconstruction had found when the loss of the held-out frames was best; kept beside the {@link History}.
 *
 * @param iteration completed iterations
 * @param positions of the frames that are worked on
 * @param heldOut positions of the frames that are held out
 * @param conditions as found, of all frames in the order of the scan, without intensities
 * @param intensities of the frames that are worked on; empty if the engine has none
 * @param geometry the numbers that are refined of it, with their deviations; empty if there are none
 * @param madeFrom what the object is made from, where that is continuous
 * @param deviation of several reconstructions whose mean the object is; empty if there are not several
 */
record BestEstimate(
        int iteration,
        Specimen specimen,
        Probe probe,
        Positions positions,
        Positions heldOut,
        Conditions conditions,
        Optional<double[]> intensities,
        double[] geometry,
        Optional<MadeFrom> madeFrom,
        Optional<RealImage> deviation) {
    private static final String CONDITIONS = "best_conditions";

    BestEstimate {
        intensities = intensities.map(double[]::clone);
    }

    /** Adds it to what is saved of the history, which says the iteration. */
    void save(Snapshot snapshot) {
        PositionRefinement.put(snapshot, "best_positions", positions);
        if (geometry.length > 0) {
            snapshot.doubles().put("best_geometry", geometry);
            snapshot.doubles().put("best_pixels", new double[] {
                specimen.pixelHeight(), specimen.pixelWidth(), specimen.centreY(), specimen.centreX()
            });
        }
        PositionRefinement.put(snapshot, "best_held_out_positions", heldOut);
        Estimate.put(snapshot, "best_object", slices(specimen));
        snapshot.doubles().put("best_slice_spacing", specimen.sliceSpacing().clone());
        snapshot.longs().put("best_variations", new long[] {probe.variations()});
        Estimate.put(snapshot, "best_probe", modes(probe));
        SavedConditions.put(snapshot, CONDITIONS, conditions);
        intensities.ifPresent(factors -> snapshot.doubles().put("best_intensity", factors));
        madeFrom.ifPresent(made -> made.save(snapshot));
        deviation.ifPresent(image -> snapshot.floats().put("best_deviation", new float[][] {image.values()}));
    }

    /**
     * Makes again what {@link #save} has written.
     *
     * @param state of the same problem, for the sizes of object and probe
     */
    static BestEstimate restored(Snapshot snapshot, int iteration, EngineState state) {
        Specimen specimen = placed(state.specimen(), snapshot.doubles().get("best_pixels"));
        // the engine that was best need not be the present one, which may have more variations
        Probe probe = state.probe()
                .withVariations((int) snapshot.longs().get("best_variations")[0])
                .copy();
        Estimate.fill(snapshot, "best_object", slices(specimen));
        double[] spacing = snapshot.doubles().get("best_slice_spacing");
        System.arraycopy(spacing, 0, specimen.sliceSpacing(), 0, spacing.length);
        Estimate.fill(snapshot, "best_probe", modes(probe));
        return new BestEstimate(
                iteration,
                specimen,
                probe,
                PositionRefinement.get(snapshot, "best_positions"),
                PositionRefinement.get(snapshot, "best_held_out_positions"),
                SavedConditions.get(snapshot, CONDITIONS),
                Optional.ofNullable(snapshot.doubles().get("best_intensity")),
                snapshot.doubles().getOrDefault("best_geometry", new double[0]),
                MadeFrom.restored(snapshot),
                Optional.ofNullable(snapshot.floats().get("best_deviation"))
                        .map(images -> new RealImage(specimen.rows(), specimen.columns(), images[0])));
    }

    /** With pixels of another size, where they were refined. */
    private static Specimen placed(Specimen specimen, double[] pixels) {
        return pixels == null
                ? specimen
                : new Specimen(
                        specimen.images(),
                        pixels[0],
                        pixels[1],
                        pixels[2],
                        pixels[3],
                        specimen.sliceSpacing(),
                        specimen.tilt());
    }

    /** Of all variations. */
    private static List<ComplexImage> modes(Probe probe) {
        List<ComplexImage> modes = new ArrayList<>();
        for (int v = 0; v < probe.variations(); v++) {
            for (int m = 0; m < probe.modes(); m++) {
                modes.add(probe.mode(v, m));
            }
        }
        return modes;
    }

    private static List<ComplexImage> slices(Specimen specimen) {
        return Arrays.stream(specimen.images()).flatMap(Arrays::stream).toList();
    }
}
