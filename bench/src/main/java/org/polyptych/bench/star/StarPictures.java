package org.polyptych.bench.star;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.polyptych.app.report.RingChart;
import org.polyptych.bench.StarSpokes;
import org.polyptych.bench.physics.Mosaic;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.metrics.FourierRingCorrelation;

/** What was found, as pictures: objects, probes, ring correlations and profiles across the spokes. */
final class StarPictures {
    private static final int SIDE = 210;

    /** The star's phase reaches about so far about its mean, in radians. */
    private static final double PHASE = 0.5;

    private final StarResults results;
    private final String reference;
    private final double[] radii;

    /** @param reference whose result of all frames everything is registered to */
    StarPictures(StarResults results, String reference, double[] radii) {
        this.results = results;
        this.reference = reference;
        this.radii = radii;
    }

    void write(Path folder) throws IOException {
        List<Integer> parts =
                results.cells().stream().map(StarCell::part).distinct().toList();
        phases(c -> c.dose() == StarCell.MEASURED, folder.resolve("ptyinr-star-phases.png"));
        for (int part : parts) {
            if (results.cells().stream().anyMatch(c -> c.part() == part && c.dose() > 0)) {
                String of = part == 1 ? "" : "-" + part;
                phases(c -> c.part() == part, folder.resolve("ptyinr-star-dose" + of + ".png"));
                probes(c -> c.part() == part, folder.resolve("ptyinr-star-dose-probes" + of + ".png"));
            }
            if (part > 1) {
                curves(part, folder.resolve("ptyinr-star-frc-" + part + ".png"));
            }
        }
        profiles(parts, folder.resolve("ptyinr-star-profiles.png"));
    }

    /** A row for each selection and dose, a column for each method. */
    private void phases(Predicate<StarCell> wanted, Path file) throws IOException {
        mosaic(
                wanted,
                file,
                (mosaic, cell, title) ->
                        results.phase(cell, reference).ifPresent(phase -> mosaic.add(title, phase, -PHASE, PHASE)));
    }

    private void probes(Predicate<StarCell> wanted, Path file) throws IOException {
        mosaic(
                wanted,
                file,
                (mosaic, cell, title) -> results.result(cell).map(Result::probe).ifPresent(probe -> {
                    RealImage amplitude = probe.mode(0).amplitude();
                    mosaic.add(title, amplitude, 0, amplitude.max());
                }));
    }

    /** Adds the picture of a cell. */
    private interface Panel {
        void add(Mosaic mosaic, StarCell cell, String title);
    }

    private void mosaic(Predicate<StarCell> wanted, Path file, Panel panel) throws IOException {
        Map<String, List<StarCell>> rows = results.cells().stream()
                .filter(wanted)
                .filter(cell -> results.phase(cell, reference).isPresent())
                .collect(Collectors.groupingBy(
                        cell -> cell.frames() + " " + cell.counts(), LinkedHashMap::new, Collectors.toList()));
        if (rows.isEmpty()) {
            return;
        }
        Mosaic mosaic = new Mosaic(SIDE);
        rows.values().forEach(row -> {
            mosaic.row();
            row.forEach(cell ->
                    panel.add(mosaic, cell, cell.recipe().name() + ", " + cell.frames() + ", " + cell.counts()));
        });
        mosaic.write(file);
    }

    /** With each method's own full result, and that of the reference. */
    private void curves(int part, Path file) throws IOException {
        Map<String, FourierRingCorrelation> curves = new LinkedHashMap<>();
        results.cells().stream()
                .filter(cell -> cell.part() == part && cell.dose() == StarCell.MEASURED)
                .forEach(cell -> {
                    String name = cell.recipe().name();
                    results.curve(cell, name).ifPresent(curve -> curves.put(name + " / own", curve));
                    if (!name.equals(reference)) {
                        results.curve(cell, reference).ifPresent(curve -> curves.put(name + " / " + reference, curve));
                    }
                });
        if (!curves.isEmpty()) {
            RingChart.write(file, curves);
        }
    }

    /** The same arc of both circles for every part, with the reference's full result beside each. */
    private void profiles(List<Integer> parts, Path file) throws IOException {
        Optional<StarSpokes> star = results.spokes(reference);
        Optional<RealImage> full = results.full(reference).flatMap(cell -> results.phase(cell, reference));
        if (star.isEmpty()) {
            return;
        }
        ProfileChart chart = new ProfileChart(star.get(), radii);
        for (int part : parts) {
            Map<String, RealImage> phases = new LinkedHashMap<>();
            phases.put(reference + ", all frames", full.orElseThrow());
            results.cells().stream()
                    .filter(cell -> cell.part() == part && cell.dose() == StarCell.MEASURED)
                    .filter(cell -> part > 1 || !cell.recipe().name().equals(reference))
                    .forEach(cell -> results.phase(cell, reference)
                            .ifPresent(phase -> phases.put(cell.recipe().name(), phase)));
            if (phases.size() > 1) {
                chart.row(part == 1 ? "all frames" : "1/" + part + " of the frames", phases);
            }
        }
        chart.write(file);
    }
}
