package org.polyptych.bench.star;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.bench.ProbeLikeness;
import org.polyptych.bench.StarPhase;
import org.polyptych.bench.StarSpokes;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Threshold;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.Subject;

/** The cells that were run, and what they look like beside each other. */
final class StarResults {
    /** Stands for the result of another program, of which nothing but the pixels is known. */
    static final String PEER = "peer";

    private final Path folder;
    private final List<StarCell> cells;
    private final int size;
    private final Optional<ComplexImage> peer;
    private final Map<String, Optional<Result>> read = new HashMap<>();
    private final Map<String, StarPair> pairs = new HashMap<>();

    /**
     * @param folder with products and figures
     * @param cells all there may be
     * @param size side of the square in the middle that is compared, in pixels
     * @param peer another program's result of all frames, if there is one
     */
    StarResults(Path folder, List<StarCell> cells, int size, Optional<ComplexImage> peer) {
        this.folder = folder;
        this.cells = cells;
        this.size = size;
        this.peer = peer;
    }

    List<StarCell> cells() {
        return cells;
    }

    boolean hasPeer() {
        return peer.isPresent();
    }

    /** The cell of all frames as they were measured, by a method. */
    Optional<StarCell> full(String name) {
        return cell(1, StarCell.MEASURED, name);
    }

    Optional<StarCell> cell(int part, int dose, String name) {
        return cells.stream()
                .filter(c -> c.part() == part
                        && c.dose() == dose
                        && c.recipe().name().equals(name))
                .findFirst();
    }

    /** Its figures, if it was run by this very recipe. */
    Optional<CellResult> figures(StarCell cell) {
        return new CellFolder(folder).result(cell.id(), cell.recipe());
    }

    /** Its result, if it was run by this very recipe and did not fail. */
    Optional<Result> result(StarCell cell) {
        return read.computeIfAbsent(
                cell.id(),
                id -> figures(cell)
                        .filter(figures -> !figures.failed())
                        .filter(figures -> Files.exists(StarTask.product(folder, cell)))
                        .map(figures -> ProductFile.read(StarTask.product(folder, cell))));
    }

    /** A cell beside the result of all frames by a method, or beside {@link #PEER}, if both are there. */
    Optional<StarPair> pair(StarCell cell, String reference) {
        Optional<Result> found = result(cell);
        Optional<Subject> other = subject(reference);
        if (found.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(pairs.computeIfAbsent(
                cell.id() + " / " + reference,
                key -> StarPair.of(
                        Subject.of(cell.id(), found.get()),
                        other.get(),
                        reference.equals(PEER) ? Placement.CENTRE : Placement.AUTOMATIC,
                        size)));
    }

    private Optional<Subject> subject(String reference) {
        return reference.equals(PEER)
                ? peer.map(image -> Subject.of(PEER, image))
                : full(reference).flatMap(this::result).map(result -> Subject.of("full " + reference, result));
    }

    /** The ring correlation with it. */
    Optional<FourierRingCorrelation> curve(StarCell cell, String reference) {
        return pair(cell, reference).map(StarPair::curve);
    }

    /** The half-bit crossing of that, of Nyquist; 1 where it is never crossed. */
    Optional<Double> halfBit(StarCell cell, String reference) {
        return curve(cell, reference)
                .map(curve -> curve.crossing(Threshold.HALF_BIT).fractionOfNyquist());
    }

    /** How much the probe is like the one of all frames by a method. */
    Optional<Double> probe(StarCell cell, String reference) {
        return result(cell)
                .flatMap(found -> full(reference)
                        .flatMap(this::result)
                        .map(full -> ProbeLikeness.of(
                                        found.probe().mode(0), full.probe().mode(0))
                                .correlation()));
    }

    /** The star as all frames show it by a method. */
    Optional<StarSpokes> spokes(String reference) {
        return full(reference).flatMap(cell -> phase(cell, reference)).map(StarSpokes::of);
    }

    /** The phase of the square, without shift and ramp against a reference. */
    Optional<RealImage> phase(StarCell cell, String reference) {
        return pair(cell, reference).map(pair -> StarPhase.of(pair.alignment().image()));
    }

    /** {@link ScanPower} of a picture of the square at the frequencies of a cell's frames. */
    Optional<Double> scanPower(RealImage phase, StarCell cell, String reference) {
        Optional<Specimen> grid = full(reference).flatMap(this::result).map(Result::specimen);
        return result(cell)
                .flatMap(found -> grid.map(specimen -> {
                    Region middle = Region.central(specimen.image(), size, size);
                    double[] rows = IntStream.range(0, found.positions().count())
                            .mapToDouble(j -> specimen.rowOf(found.positions().y()[j]) - middle.top())
                            .toArray();
                    double[] columns = IntStream.range(0, found.positions().count())
                            .mapToDouble(
                                    j -> specimen.columnOf(found.positions().x()[j]) - middle.left())
                            .toArray();
                    int[] inside = IntStream.range(0, rows.length)
                            .filter(j -> rows[j] >= 0
                                    && rows[j] < middle.rows()
                                    && columns[j] >= 0
                                    && columns[j] < middle.columns())
                            .toArray();
                    return ScanPower.of(
                            phase,
                            IntStream.of(inside).mapToDouble(j -> rows[j]).toArray(),
                            IntStream.of(inside).mapToDouble(j -> columns[j]).toArray());
                }));
    }
}
