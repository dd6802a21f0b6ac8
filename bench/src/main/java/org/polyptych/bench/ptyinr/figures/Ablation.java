package org.polyptych.bench.ptyinr.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.bench.ptyinr.figures.AblationCell.Known;

/**
 * A small table: scans from left to right, methods from top to bottom. The methods stand in {@code ablations.yaml} beside
 * this class, those with {@code only: {figure: NAME}}.
 */
enum Ablation {
    /** Figure S15 of the paper. */
    START(
            "From random numbers: what holds the probe together (Fig. S15)",
            List.of(
                    new Column("zone plate 64", jittered(RasterScan.NANO, 64, 8, 6), Known.NOTHING),
                    new Column("zone plate 112", jittered(RasterScan.NANO, 112, 8, 7), Known.NOTHING),
                    new Column(
                            "Laue lens 220",
                            jittered("mll:layerY=50,layerX=50,defocusY=15,defocusX=25", 220, 6, 7),
                            Known.NOTHING)),
            List.of(
                    new Shown("probe.psnr", "probe's amplitude, dB", 1),
                    new Shown("probe.correlation", "correlation with the true probe", 3)),
            Panels.PROBE),

    /** Figure S16a. */
    OBJECT(
            "What the object is made of, probe known (Fig. S16a)",
            protocol(List.of(3, 32, 45), Known.PROBE),
            List.of(
                    new Shown("object.amplitude.psnr", "object's amplitude, dB", 1),
                    new Shown("object.phase.psnr.ramp_removed", "phase without ramp, dB", 1)),
            Panels.BARS),

    /** Figure S16b. */
    PROBE(
            "What the probe is made of, object known (Fig. S16b)",
            protocol(List.of(3, 32, 45), Known.OBJECT),
            List.of(
                    new Shown("probe.amplitude.psnr", "probe's amplitude, dB", 1),
                    new Shown("probe.phase.psnr", "phase, dB", 1)),
            Panels.BARS),

    /** Figures S17a and b. */
    LOSS(
            "Loss and noise, nothing known, step 8 (Fig. S17a, b)",
            List.of(
                    new Column("no noise", RasterScan.ofProtocol(8, ""), Known.NOTHING),
                    new Column("Poisson", RasterScan.ofProtocol(8, "poisson:alpha=10"), Known.NOTHING),
                    new Column("Gaussian", RasterScan.ofProtocol(8, "gaussian:sigma=100"), Known.NOTHING)),
            List.of(
                    new Shown("object.amplitude.psnr", "object's amplitude, dB", 1),
                    new Shown("object.phase.psnr.ramp_removed", "phase without ramp, dB", 1),
                    new Shown("probe.psnr", "probe's amplitude, dB", 1)),
            Panels.OBJECT),

    /** Figure S17c. */
    FREQUENCY(
            "The first frequency and the step, probe known (Fig. S17c)",
            protocol(List.of(8, 16, 32), Known.PROBE),
            List.of(
                    new Shown("object.amplitude.psnr", "object's amplitude, dB", 1),
                    new Shown("object.phase.psnr.ramp_removed", "phase without ramp, dB", 1)),
            Panels.OBJECT),

    /** Equation 1, which the published code leaves out. */
    MOTION(
            "A stage that flies",
            List.of(new Column("one step during each frame", new FlyingScan(64, 12, 6), Known.NOTHING)),
            List.of(new Shown("object.snr", "object, dB", 1), new Shown("object.phase.rms", "phase, rad rms", 3)),
            Panels.OBJECT),

    /** Not in the paper. */
    SHADOW(
            "Near field",
            List.of(new Column("cone beam, 1e7 photons a frame", new NearFieldScan(64, 8, 6), Known.NOTHING)),
            List.of(new Shown("object.snr", "object, dB", 1), new Shown("object.phase.rms", "phase, rad rms", 3)),
            Panels.OBJECT),

    /** Seconds each: what CI computes again. */
    SMALL(
            "Small forms of the above, drawn objects and beams",
            List.of(
                    new Column("random start", small(5, ""), Known.NOTHING),
                    new Column("probe known", small(10, ""), Known.PROBE),
                    new Column("object known", small(10, ""), Known.OBJECT),
                    new Column("Poisson", small(5, "poisson:peak=100"), Known.PROBE),
                    new Column("flying", new FlyingScan(48, 8, 6), Known.NOTHING),
                    new Column("shadow", new NearFieldScan(32, 5, 4), Known.NOTHING)),
            List.of(
                    new Shown("object.snr", "object, dB", 1),
                    new Shown("probe.correlation", "correlation with the true probe", 3)),
            Panels.NONE);

    /** What is drawn of it. */
    enum Panels {
        NONE,
        PROBE,
        OBJECT,
        BARS
    }

    /**
     * A scan, and what of it is given.
     *
     * @param label head of the column
     */
    record Column(String label, Experiment experiment, Known known) {
        /** As part of a file's name. */
        String slug() {
            return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        }
    }

    /**
     * A figure that is printed.
     *
     * @param key of the score
     * @param meaning with its unit
     * @param digits behind the point
     */
    record Shown(String key, String meaning, int digits) {}

    private final String title;
    private final List<Column> columns;
    private final List<Shown> shown;
    private final Panels panels;

    Ablation(String title, List<Column> columns, List<Shown> shown, Panels panels) {
        this.title = title;
        this.columns = columns;
        this.shown = shown;
        this.panels = panels;
    }

    String title() {
        return title;
    }

    List<Column> columns() {
        return columns;
    }

    List<Shown> shown() {
        return shown;
    }

    Panels panels() {
        return panels;
    }

    /** As typed, and as part of files' names. */
    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names of the methods, from top to bottom. */
    List<String> rows(Recipes recipes) {
        return recipes.names().stream()
                .filter(name -> columns.stream()
                        .anyMatch(column -> recipe(recipes, name, column).isPresent()))
                .toList();
    }

    /** Row by row. */
    List<AblationCell> cells(Recipes recipes) {
        List<AblationCell> cells = new ArrayList<>();
        for (String name : recipes.names()) {
            for (Column column : columns) {
                recipe(recipes, name, column).ifPresent(recipe -> cells.add(new AblationCell(this, column, recipe)));
            }
        }
        return cells;
    }

    private java.util.Optional<Recipe> recipe(Recipes recipes, String name, Column column) {
        return recipes.recipe(name, Map.of("figure", Set.of(slug()), "column", Set.of(column.slug())));
    }

    private static Experiment jittered(String beam, int frame, int across, int step) {
        return new RasterScan("circuit", beam, frame, across, step, step / 3.0, "");
    }

    private static Experiment small(int step, String noise) {
        return new RasterScan("circuit:pitch=16", "zoneplate:zone=40,defocus=40", 32, 6, step, 1.5, noise);
    }

    private static List<Column> protocol(List<Integer> steps, Known known) {
        return steps.stream()
                .map(step -> new Column("step " + step, RasterScan.ofProtocol(step, ""), known))
                .toList();
    }
}
