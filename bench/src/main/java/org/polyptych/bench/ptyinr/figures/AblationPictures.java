package org.polyptych.bench.ptyinr.figures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polyptych.app.report.PngFile;
import org.polyptych.bench.ProbeLikeness;
import org.polyptych.bench.cells.Recipes;
import org.polyptych.bench.physics.AlignedPhase;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * Draws what was run: amplitude and phase of probes or objects beside the truth, or bars.
 *
 * @param cells where results are kept
 * @param recipes the methods
 * @param data the folder of the test data
 * @param seed the scans were made with
 */
record AblationPictures(Path cells, Recipes recipes, Path data, long seed) {
    private static final int SIDE = 132;

    /** Writes the pictures of an ablation that has any; {@code ptyinr-NAME.png}. */
    void write(Ablation ablation, AblationTable table, Path folder) throws IOException {
        boolean any =
                ablation.cells(recipes).stream().anyMatch(cell -> Files.exists(AblationTask.product(cells, cell)));
        if (!any || ablation.panels() == Ablation.Panels.NONE) {
            return;
        }
        Files.createDirectories(folder);
        BufferedImage picture = ablation.panels() == Ablation.Panels.BARS ? bars(ablation, table) : panels(ablation);
        PngFile.write(folder.resolve("ptyinr-" + ablation.slug() + ".png"), picture);
    }

    private BufferedImage bars(Ablation ablation, AblationTable table) {
        Ablation.Shown first = ablation.shown().getFirst();
        List<String> rows = ablation.rows(recipes);
        List<List<OptionalDouble>> values = ablation.columns().stream()
                .map(column -> rows.stream()
                        .map(row -> table.result(ablation, column, row)
                                .map(found -> found.score(first.key()))
                                .orElse(OptionalDouble.empty()))
                        .toList())
                .toList();
        return new Bars(
                        first.meaning(),
                        ablation.columns().stream().map(Ablation.Column::label).toList(),
                        rows.stream()
                                .map(row -> AblationTable.label(ablation, row))
                                .toList(),
                        values)
                .draw();
    }

    private BufferedImage panels(Ablation ablation) {
        boolean probe = ablation.panels() == Ablation.Panels.PROBE;
        List<Ablation.Column> columns = ablation.columns();
        Sheet sheet = new Sheet(columns.stream().map(Ablation.Column::label).toList(), 2 * SIDE, SIDE);
        List<Scan> scans = columns.stream()
                .map(column -> column.experiment().scan(data, seed))
                .toList();
        List<ComplexImage> truths =
                scans.stream().map(scan -> probe ? probe(scan) : truth(scan)).toList();
        List<Panel> panels = truths.stream()
                .map(truth -> probe ? Panel.ofProbe(truth) : Panel.ofObject(truth))
                .toList();
        List<Optional<BufferedImage>> first = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            first.add(Optional.of(panels.get(c).draw(truths.get(c), SIDE)));
        }
        sheet.row("truth", first);
        for (String row : ablation.rows(recipes)) {
            List<Optional<BufferedImage>> pictures = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                Panel panel = panels.get(c);
                Scan scan = scans.get(c);
                pictures.add(result(ablation, columns.get(c), row)
                        .map(result -> panel.draw(
                                probe
                                        ? ProbeLikeness.of(result.probe().mode(0), probe(scan))
                                                .probe()
                                        : object(result, scan),
                                SIDE)));
            }
            sheet.row(AblationTable.label(ablation, row), pictures);
        }
        return sheet.draw();
    }

    private Optional<Result> result(Ablation ablation, Ablation.Column column, String row) {
        return ablation.cells(recipes).stream()
                .filter(cell ->
                        cell.column().equals(column) && cell.recipe().name().equals(row))
                .map(cell -> AblationTask.product(cells, cell))
                .filter(Files::exists)
                .findFirst()
                .map(ProductFile::read);
    }

    private static ComplexImage probe(Scan scan) {
        return scan.truth().orElseThrow().probe().mode(0);
    }

    private static ComplexImage truth(Scan scan) {
        var truth = scan.truth().orElseThrow().specimen();
        return AlignedPhase.between(truth, scan.positions()).of(truth.image());
    }

    /** Brought onto the truth, or as it is where the two have nothing in common. */
    private static ComplexImage object(Result result, Scan scan) {
        try {
            return AlignedPhase.image(
                    result.specimen(), scan.truth().orElseThrow().specimen(), scan.positions());
        } catch (BadInputException e) {
            return AlignedPhase.between(result.specimen(), scan.positions())
                    .of(result.specimen().image());
        }
    }
}
