package org.polyptych.app.job;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.polyptych.app.ScanSource;
import org.polyptych.app.plan.Plan;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.Version;
import org.polyptych.io.ProbeFiles;
import org.polyptych.io.SpecimenFiles;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * A plan with everything it names opened: ready to run.
 *
 * @param scan the frames to be used: all, or one half
 * @param probe that replaces the scan's own
 * @param specimen to start from
 */
public record Job(Plan plan, Reconstruction recipe, Scan scan, Optional<Probe> probe, Optional<Specimen> specimen) {

    /**
     * Opens what the plan names.
     *
     * @throws org.polyptych.core.BadInputException for anything that cannot be used
     */
    public static Job open(Plan plan) {
        Reconstruction recipe = plan.reconstruction();
        Scan whole = ScanSource.open(plan.scan(), plan.reader());
        Scan scan = plan.half()
                .map(half -> whole.select(half.indices(whole.frames().count())))
                .orElse(whole);
        Geometry geometry = scan.geometry();
        Optional<Probe> probe =
                plan.probeFile().map(file -> ProbeFiles.open(file, geometry.rows(), geometry.columns()));
        Positions positions = whole.positions();
        Optional<Specimen> specimen = plan.objectFile()
                .map(file -> SpecimenFiles.open(
                        file,
                        geometry.pixelHeight(),
                        geometry.pixelWidth(),
                        middle(positions.y()),
                        middle(positions.x())));
        return new Job(plan, recipe, scan, probe, specimen);
    }

    private static double middle(double[] values) {
        return (Arrays.stream(values).min().orElse(0)
                        + Arrays.stream(values).max().orElse(0))
                / 2;
    }

    /**
     * Runs and writes the folder; nothing is left if that fails, or if it is interrupted before the first iteration is
     * done.
     *
     * @param command what was typed, for the log
     * @param err where progress goes
     * @return the result, of fewer iterations than asked for if it was interrupted
     */
    public Result run(ResultFolder folder, String command, PrintWriter err, Interrupt interrupt) {
        try (folder) {
            Path part = folder.begin();
            Result result;
            try (RunLog log = new RunLog(part.resolve(ResultFolder.LOG));
                    Progress progress = new Progress(err, scan.frames().count())) {
                log.line("command", command);
                log.line("program", Version.program());
                log.line("machine", Version.machine(recipe.threads()));
                log.line("scan", scan.source());
                log.line("frames", String.valueOf(scan.frames().count()));
                log.notes(scan.notes());
                scan.notes().forEach(note -> err.println("note: " + note));
                Observer both = (report, total, seconds) -> {
                    log.stepped(report, total, seconds);
                    progress.stepped(report, total, seconds);
                };
                result = recipe.run(scan, probe, specimen, both, interrupt);
                if (result.provenance().iterations() < recipe.iterations()) {
                    log.line(
                            "interrupted",
                            "after iteration " + result.provenance().iterations());
                }
            }
            if (result.provenance().iterations() > 0) {
                ResultFiles.write(part, this, result);
                folder.commit();
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
