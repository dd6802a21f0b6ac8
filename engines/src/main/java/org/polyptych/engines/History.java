package org.polyptych.engines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.refine.PositionRefinement;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * What a run leaves behind it, beside the engine's state: losses, time, and the checks on held-out frames with the best
 * object and probe so far. All that rules of stopping may ask.
 */
public final class History {
    private static final String CONDITIONS = "best_conditions";

    private final LossList losses = new LossList();
    private final LossList checks = new LossList();
    private final List<Long> resumes = new ArrayList<>();
    private int checksSinceBest;
    private double seconds;
    private Optional<Best> best = Optional.empty();

    /**
     * The best iteration by the loss of the held-out frames.
     *
     * @param iteration completed iterations
     * @param loss of the held-out frames
     * @param positions of the frames that are worked on
     * @param heldOut positions of the frames that are held out
     * @param conditions as found, of all frames in the order of the scan, without intensities
     * @param intensities of the frames that are worked on; empty if the engine has none
     * @param geometry the numbers that are refined of it, with their deviations; empty if there are none
     */
    public record Best(
            int iteration,
            double loss,
            Specimen specimen,
            Probe probe,
            Positions positions,
            Positions heldOut,
            Conditions conditions,
            Optional<double[]> intensities,
            double[] geometry) {}

    void add(double loss, double secondsNow) {
        losses.add(loss);
        seconds = secondsNow;
    }

    /** The losses of all iterations so far. */
    LossList losses() {
        return losses;
    }

    /** Wall-clock seconds of all iterations so far, also of those before a resume. */
    public double seconds() {
        return seconds;
    }

    void setSeconds(double secondsNow) {
        seconds = secondsNow;
    }

    /** The run goes on after the given number of iterations. */
    void resumed(int iteration) {
        resumes.add((long) iteration);
    }

    /** Where the run went on after it had ended, in words; empty if it never did. */
    String resumes() {
        return resumes.isEmpty()
                ? ""
                : "after iteration " + resumes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /**
     * Takes the loss of the held-out frames; a new best is kept with its object and probe.
     *
     * @param conditions as found, of all frames in the order of the scan, without intensities
     * @param intensities of the frames that are worked on; empty if there are none
     * @param geometry the numbers that are refined of it
     */
    void check(
            int iteration,
            double loss,
            EngineState state,
            Positions positions,
            Positions heldOut,
            Conditions conditions,
            Optional<double[]> intensities,
            double[] geometry) {
        checks.add(loss);
        if (best.isEmpty() || loss < best.get().loss()) {
            best = Optional.of(new Best(
                    iteration,
                    loss,
                    state.specimen(),
                    state.probe(),
                    positions,
                    heldOut,
                    conditions,
                    intensities.map(double[]::clone),
                    geometry));
            checksSinceBest = 0;
        } else {
            checksSinceBest++;
        }
    }

    public Optional<Best> best() {
        return best;
    }

    /** How many checks in a row were above the best. */
    int checksSinceBest() {
        return checksSinceBest;
    }

    /** The held-out losses, in order. */
    public double[] checks() {
        return checks.toArray();
    }

    /** All of it as named arrays that later iterations do not change. */
    Snapshot save() {
        Snapshot snapshot = new Snapshot();
        snapshot.doubles().put("losses", losses.toArray());
        snapshot.doubles().put("held_out_losses", checks.toArray());
        snapshot.doubles().put("seconds", new double[] {seconds});
        snapshot.longs()
                .put("resumes", resumes.stream().mapToLong(Long::longValue).toArray());
        snapshot.longs().put("checks_since_best", new long[] {checksSinceBest});
        best.ifPresent(kept -> {
            snapshot.longs().put("best_iteration", new long[] {kept.iteration()});
            snapshot.doubles().put("best_loss", new double[] {kept.loss()});
            PositionRefinement.put(snapshot, "best_positions", kept.positions());
            if (kept.geometry().length > 0) {
                snapshot.doubles().put("best_geometry", kept.geometry());
                Specimen object = kept.specimen();
                snapshot.doubles().put("best_pixels", new double[] {
                    object.pixelHeight(), object.pixelWidth(), object.centreY(), object.centreX()
                });
            }
            PositionRefinement.put(snapshot, "best_held_out_positions", kept.heldOut());
            Estimate.put(snapshot, "best_object", slices(kept.specimen()));
            snapshot.doubles()
                    .put("best_slice_spacing", kept.specimen().sliceSpacing().clone());
            snapshot.longs().put("best_variations", new long[] {kept.probe().variations()});
            Estimate.put(snapshot, "best_probe", modes(kept.probe()));
            SavedConditions.put(snapshot, CONDITIONS, kept.conditions());
            kept.intensities().ifPresent(factors -> snapshot.doubles().put("best_intensity", factors));
        });
        return snapshot;
    }

    /**
     * Puts back what {@link #save()} gave.
     *
     * @param state of the same problem, for the sizes of object and probe
     */
    void restore(Snapshot snapshot, EngineState state) {
        losses.set(snapshot.doubles().get("losses"));
        checks.set(snapshot.doubles().get("held_out_losses"));
        resumes.clear();
        Arrays.stream(snapshot.longs().get("resumes")).forEach(resumes::add);
        seconds = snapshot.doubles().get("seconds")[0];
        checksSinceBest = (int) snapshot.longs().get("checks_since_best")[0];
        best = Optional.empty();
        if (snapshot.longs().containsKey("best_iteration")) {
            Specimen specimen = placed(state.specimen(), snapshot.doubles().get("best_pixels"));
            // the engine that was best need not be the present one, which may have more variations
            Probe probe = state.probe()
                    .withVariations((int) snapshot.longs().get("best_variations")[0])
                    .copy();
            Estimate.fill(snapshot, "best_object", slices(specimen));
            double[] spacing = snapshot.doubles().get("best_slice_spacing");
            System.arraycopy(spacing, 0, specimen.sliceSpacing(), 0, spacing.length);
            Estimate.fill(snapshot, "best_probe", modes(probe));
            best = Optional.of(new Best(
                    (int) snapshot.longs().get("best_iteration")[0],
                    snapshot.doubles().get("best_loss")[0],
                    specimen,
                    probe,
                    PositionRefinement.get(snapshot, "best_positions"),
                    PositionRefinement.get(snapshot, "best_held_out_positions"),
                    SavedConditions.get(snapshot, CONDITIONS),
                    Optional.ofNullable(snapshot.doubles().get("best_intensity")),
                    snapshot.doubles().getOrDefault("best_geometry", new double[0])));
        }
    }

    /** With pixels of another size, where they were refined. */
    private static Specimen placed(Specimen specimen, double[] pixels) {
        return pixels == null
                ? specimen
                : new Specimen(specimen.images(), pixels[0], pixels[1], pixels[2], pixels[3], specimen.sliceSpacing());
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
