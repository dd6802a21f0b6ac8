package org.polyptych.app.commands;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.polyptych.app.ScanSource;
import org.polyptych.app.inspect.Inspection;
import org.polyptych.app.simulate.DetectorOptions;
import org.polyptych.app.simulate.ElectronJob;
import org.polyptych.app.simulate.ElectronOptions;
import org.polyptych.app.simulate.GeometryOptions;
import org.polyptych.app.simulate.MeasuredOptions;
import org.polyptych.app.simulate.ObjectOptions;
import org.polyptych.app.simulate.ProbeOptions;
import org.polyptych.app.simulate.ScanOptions;
import org.polyptych.app.simulate.SimulateJob;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.io.CxiFile;
import org.polyptych.io.HowMade;
import org.polyptych.physics.Scan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a scan with its truth inside. */
@Command(
        name = "simulate",
        sortOptions = false,
        description =
                "Make a scan of a known object with a known beam and write it as CXI, with the truth in a group of"
                        + " its own. docs/simulate.md shows every object, beam and scan, docs/electron-simulate.md electrons"
                        + " through atoms.")
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(validate = false, order = 1, heading = "%nObject:%n")
    private ObjectOptions object = new ObjectOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nBeam:%n")
    private ProbeOptions probe = new ProbeOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nGeometry:%n")
    private GeometryOptions geometry = new GeometryOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nScan:%n")
    private ScanOptions scan = new ScanOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nDetector:%n")
    private DetectorOptions detector = new DetectorOptions();

    @ArgGroup(validate = false, order = 6, heading = "%nElectrons through atoms:%n")
    private ElectronOptions electrons = new ElectronOptions();

    @ArgGroup(validate = false, order = 7, heading = "%nA scan that exists:%n")
    private MeasuredOptions measured = new MeasuredOptions();

    @Option(names = "--seed", paramLabel = "N", description = "Of every random choice. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Default: one a processor. Does not change the result.")
    private Integer threads;

    @Option(names = "--overwrite", description = "Replace the file that is there.")
    private boolean overwrite;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "SCAN.h5",
            description = "The file to write.")
    private Path output;

    @Override
    public Integer call() {
        checkOutput();
        int workers = threads == null ? Parallel.allProcessors() : threads;
        if (workers < 1) {
            throw new BadInputException("--threads must be 1 or more, got " + threads);
        }
        Scan made;
        if (measured.given()) {
            MeasuredOptions.check(names());
            made = measured.thinned(detector, seed, workers);
        } else {
            String name = output.getFileName().toString().replaceFirst("\\.[^.]*$", "");
            PrintWriter err = spec.commandLine().getErr();
            electrons.check(names());
            made = electrons.given()
                    ? new ElectronJob(electrons, probe, geometry, scan, detector).run(name, seed, workers, err)
                    : new SimulateJob(object, probe, geometry, scan, detector).run(name, seed, workers, err);
        }
        HowMade how = new HowMade(OptionalLong.of(seed), typed());
        if (overwrite) {
            CxiFile.write(output, made, how);
        } else {
            CxiFile.writeNew(output, made, how);
        }
        Inspection.of(output.toString(), ScanSource.format(output.toString()), made, everyFrame(made))
                .lines()
                .forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    /** Of the options that were typed, the longest of each. */
    private List<String> names() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    private static int[] everyFrame(Scan scan) {
        return IntStream.range(0, scan.frames().count()).toArray();
    }

    /** Before anything is computed. */
    private void checkOutput() {
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BadInputException(output + ": cannot be written, the folder " + folder + " does not exist");
        }
        if (Files.isDirectory(output)) {
            throw new BadInputException(output + ": cannot be written, there is a folder of this name");
        }
        if (Files.exists(output) && !overwrite) {
            throw new BadInputException(output + ": exists; name another file with -o, or say --overwrite");
        }
    }

    /** The options as they were typed, for the file. */
    private Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            typed.put(option.longestName().replaceFirst("^--", ""), String.join(" ", option.originalStringValues()));
        }
        return typed;
    }
}
