package org.polyptych.bench.ptyinr.figures;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.bench.ProbeLikeness;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Scored;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.ptyinr.TestObject;
import org.polyptych.bench.ptyinr.figures.AblationCell.Known;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Protocol;

/**
 * Simulates, reconstructs and scores one cell, and keeps the result itself for pictures.
 *
 * @param cell what to run
 * @param where how to run it
 */
record AblationTask(AblationCell cell, Where where) implements Task {
    /** Key of the time that a processor spent. */
    static final String SECONDS = "processor.seconds";

    /**
     * What all cells share.
     *
     * @param data the folder of the test data
     * @param cells where results are kept
     * @param seed of noise and engine
     * @param threads of a run; they do not change the result
     * @param commit of the code
     */
    record Where(Path data, Path cells, long seed, int threads, String commit) {}

    /** The file of a cell's result. */
    static Path product(Path cells, AblationCell cell) {
        return cells.resolve(cell.id() + ".h5");
    }

    @Override
    public String id() {
        return cell.id();
    }

    @Override
    public Recipe recipe() {
        return cell.recipe();
    }

    @Override
    public void check() {
        reconstruction();
    }

    @Override
    public CellResult run() {
        Scan scan = cell.column().experiment().scan(where.data(), where.seed());
        Scan.Truth truth = scan.truth().orElseThrow();
        Known known = cell.column().known();
        Optional<Probe> probe = known == Known.PROBE ? Optional.of(truth.probe()) : Optional.empty();
        Optional<Specimen> object = known == Known.OBJECT ? Optional.of(truth.specimen()) : Optional.empty();
        double before = processorSeconds();
        Result result = reconstruction().run(scan, probe, object, Observer.NONE, () -> false);
        double seconds = processorSeconds() - before;
        ProductFile.write(product(where.cells(), cell), result);
        Map<String, Double> scores = scores(result, truth);
        scores.put(SECONDS, seconds);
        return Scored.of(this, result, scores, where.seed(), where.commit());
    }

    /** Of all threads of this process: it may be stopped now and then, and others may want the processor too. */
    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() * 1e-9;
    }

    /** Of every rule that fits; a run that found nothing may have few figures, but has them. */
    private static Map<String, Double> scores(Result result, Scan.Truth truth) {
        Comparison comparison = Comparison.of(result, truth);
        Map<String, Double> scores = new LinkedHashMap<>();
        add(scores, "aligned", comparison);
        if (scores.containsKey("object.nrmse")) {
            scores.put("object.snr", -20 * Math.log10(scores.get("object.nrmse")));
        }
        if (truth.specimen().rows() >= TestObject.SIDE && truth.specimen().columns() >= TestObject.SIDE) {
            add(scores, "ptyinr", comparison);
        }
        ProbeLikeness likeness = ProbeLikeness.of(
                comparison.probe().orElseThrow(), comparison.trueProbe().orElseThrow());
        scores.put("probe.correlation", likeness.correlation());
        scores.put("probe.psnr", likeness.psnr());
        // a file of figures has no infinity
        scores.values().removeIf(value -> !Double.isFinite(value));
        return scores;
    }

    private static void add(Map<String, Double> scores, String protocol, Comparison comparison) {
        try {
            Protocol.named(protocol)
                    .evaluate(comparison)
                    .scores()
                    .forEach(score -> scores.put(score.key(), score.value()));
        } catch (BadInputException e) {
            // what was found is too far from the truth to be laid on it: no figures of this protocol
        }
    }

    private Reconstruction reconstruction() {
        return cell.recipe().reconstruction(cell.column().known().settings(), where.seed(), where.threads());
    }
}
