package org.polyptych.app.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.app.ScanSource;
import org.polyptych.app.inspect.CalibrationFinding;
import org.polyptych.app.inspect.Inspection;
import org.polyptych.app.inspect.OrientationFinding;
import org.polyptych.app.job.ChosenFrames;
import org.polyptych.app.plan.Plan;
import org.polyptych.app.plan.PlanWriter;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Scan;
import org.polyptych.physics.prepare.FrameSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a file holds. */
@Command(
        name = "inspect",
        description = "Say what a scan file holds: format, detector, scan, sampling, overlap, counts, what is assumed"
                + " and what is missing.")
final class InspectCommand implements Runnable {
    private static final String ENGINE = "rpie";
    private static final int LEAST_MODES = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file with the data, or 'demo'.")
    private String file;

    @Option(names = "--plan", paramLabel = "OUT.yaml", description = "Write a plan to start from; it must not exist.")
    private Path plan;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "What the file does not say, such as file.swap=true; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--frames",
            paramLabel = "SELECTION",
            description =
                    "Look only at these, by index from 0 in the file: 0:100, ::2, 3,7,20:30; with ! in front all but"
                            + " these; or evenly by position: farthest:1/9.")
    private String frames;

    @Option(
            names = "--orientation",
            description = "Try the 8 ways in which the axes of the scan may lie against those of the detector, by short"
                    + " reconstructions of some frames, and put the one that fits into the plan.")
    private boolean orientation;

    @Option(
            names = "--calibrate",
            description = "Of 4D-STEM: find the bright-field disc, the rotation between scan and detector, defocus,"
                    + " astigmatism and descan, and put what follows into the plan.")
    private boolean calibrate;

    @Option(
            names = "--virtual",
            paramLabel = "DIR",
            description =
                    "Of 4D-STEM: write virtual images, bright field, dark field and centre of mass, as PNG and TIFF"
                            + " into a new folder.")
    private Path virtual;

    @Option(
            names = "--annulus",
            paramLabel = "FROM-TOmrad",
            description = "With --virtual: also the image of an annular detector, such as 20-60mrad; may be repeated.")
    private List<String> annuli = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public void run() {
        if (plan != null && Files.exists(plan)) {
            throw new BadInputException(plan + ": exists; name another file for the plan");
        }
        String resolved = ScanSource.resolved(file, Path.of("").toAbsolutePath());
        Plan given = Plan.of(resolved, ENGINE)
                .withSettings(settings)
                .withFrames(Optional.ofNullable(frames).map(FrameSelection::parse));
        given.reconstruction();
        ChosenFrames chosen = ChosenFrames.of(
                ScanSource.open(resolved, given.reader()), given.frames(), Optional.empty(), Optional.empty());
        Scan scan = chosen.scan();
        VirtualFolder folder = VirtualFolder.asked(virtual, annuli);
        Inspection inspection = inspect(resolved, given, chosen);
        folder.write(scan);
        if (json) {
            spec.commandLine().getOut().println(Json.of(inspection));
        } else {
            inspection.lines().forEach(spec.commandLine().getOut()::println);
        }
        if (plan != null) {
            write(given, scan, inspection);
        }
    }

    private Inspection inspect(String resolved, Plan given, ChosenFrames chosen) {
        if (orientation && calibrate) {
            throw new BadInputException("--orientation and --calibrate both say how the scan lies; give one of them");
        }
        if (orientation && chosen.scan().geometry().near().isPresent()) {
            throw new BadInputException(
                    "--orientation is for the far field; of a near-field scan 'inspect' says by itself"
                            + " along which axes the frames move");
        }
        Inspection inspection = Inspection.of(file, ScanSource.format(resolved), chosen.scan(), chosen.indexes());
        if (orientation) {
            inspection =
                    inspection.with(OrientationFinding.of(chosen.scan(), given.reader(), Parallel.allProcessors()));
        }
        if (calibrate) {
            inspection =
                    inspection.with(CalibrationFinding.of(chosen.scan(), given.reader(), Parallel.allProcessors()));
        }
        return inspection;
    }

    private void write(Plan given, Scan scan, Inspection inspection) {
        List<String> head = new ArrayList<>();
        head.add("A plan to start from. Check it:  polyptych validate " + plan.getFileName());
        head.add("Run it:                          polyptych reconstruct " + plan.getFileName() + " -o FOLDER");
        head.add("");
        inspection.lines().forEach(head::add);
        // At least a second mode: few beams are fully coherent.
        int modes = Math.max(LEAST_MODES, scan.probe().map(p -> p.modes()).orElse(1));
        Map<String, String> chosen = new LinkedHashMap<>(Map.of("probe.modes", String.valueOf(modes)));
        chosen.putAll(given.settings());
        inspection.orientation().ifPresent(found -> chosen.putAll(found.settings()));
        inspection.calibration().ifPresent(found -> chosen.putAll(found.settings()));
        try {
            Files.writeString(plan, PlanWriter.write(given.withSettings(chosen), head));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        spec.commandLine().getErr().println("plan written to " + plan);
    }
}
