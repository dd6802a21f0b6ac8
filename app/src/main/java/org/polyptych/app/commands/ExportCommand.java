package org.polyptych.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.polyptych.app.ScanSource;
import org.polyptych.app.job.ChosenFrames;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.app.plan.Plan;
import org.polyptych.app.report.Pictures;
import org.polyptych.app.report.PngFile;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.FinerObject;
import org.polyptych.io.CxiResult;
import org.polyptych.io.NpzExport;
import org.polyptych.io.ResultFiles;
import org.polyptych.io.ScanWriter;
import org.polyptych.io.TiffExport;
import org.polyptych.io.ptypy.PtyrWriter;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.prepare.FrameSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Results and scans for other programs. */
@Command(
        name = "export",
        description = "Write a result or a scan for other programs. A result as tiff (float, phase and amplitude,"
                + " calibrated for ImageJ), npz (NumPy arrays), cxi, ptyr (PtyPy), or png (pictures: -o names a folder). A scan, of"
                + " any format that is read, as cxi, nxcxi (NXcxi_ptycho), pair (Ptychodus, Pty-Chi), npz (PtychoPINN), ptyd"
                + " (PtyPy) or what else is on the class path.")
final class ExportCommand implements Callable<Integer> {
    private static final String ENGINE = "rpie";
    private static final int MOST_FINER = 16;
    private static final List<String> OF_RESULTS = List.of("tiff", "png", "npz", "cxi", "ptyr");

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR|SCAN",
            description = "The result folder, or its result.h5; or a scan ('demo' is one too).")
    private String source;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description =
                    "What to write: of a result tiff, png, npz, cxi or ptyr; of a scan cxi, nxcxi, pair, npz, ptyd or another.")
    private String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Default: in the current folder result.tiff, .npz, .cxi or .ptyr, the pictures, or the scan's name with"
                            + " the format's ending.")
    private Path output;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "What the scan's file does not say, such as file.energy=8000; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--frames",
            paramLabel = "SELECTION",
            description = "Only these frames of the scan, by index from 0: 0:100, ::2, 3,7,20:30; with ! all but these;"
                    + " or evenly by position: farthest:1/9.")
    private String frames;

    @Option(
            names = "--upsample",
            paramLabel = "N",
            description =
                    "Of a result whose engine has a continuous representation of the object, such as ptyinr: the object on"
                            + " pixels N times finer, 1 to 16.")
    private Integer upsample;

    @Option(names = "--overwrite", description = "Replace files that are there.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        format = format.toLowerCase(Locale.ROOT);
        List<Path> written = isResult() ? result() : scan();
        written.forEach(file -> spec.commandLine().getOut().println(file));
        return 0;
    }

    private boolean isResult() {
        Path typed = Path.of(source);
        return Files.isDirectory(typed)
                ? Files.exists(typed.resolve(ResultFolder.RESULT)) || !ScanSource.isScan(source)
                : Files.exists(typed) ? ResultFiles.isResult(typed) : !source.equals(ScanSource.DEMO);
    }

    private List<Path> result() throws IOException {
        if (!settings.isEmpty() || frames != null) {
            throw new BadInputException(source + ": --set and --frames are for scans; this is a result");
        }
        Result opened = ResultFiles.read(ResultPath.of(Path.of(source)));
        Optional<FinerObject> finer = Optional.ofNullable(upsample).map(factor -> finer(opened, factor));
        Result shown = finer.map(FinerObject::result).orElse(opened);
        List<String> notes = finer.map(FinerObject::notes).orElse(List.of());
        List<Path> written =
                switch (format) {
                    case "tiff" -> one(".tiff", file -> TiffExport.write(file, shown, notes));
                    case "npz" -> one(".npz", file -> NpzExport.write(file, shown, notes));
                    case "cxi" -> one(".cxi", file -> CxiResult.write(file, shown, notes));
                    case "ptyr" -> one(".ptyr", file -> PtyrWriter.write(file, shown, notes));
                    case "png" -> pictures(shown, output == null ? Path.of("") : output);
                    default ->
                        throw new BadInputException(source + ": a result is not written as '" + format + "'; known: "
                                + String.join(", ", OF_RESULTS));
                };
        notes.forEach(note -> spec.commandLine().getErr().println("note: " + note));
        return written;
    }

    private FinerObject finer(Result opened, int factor) {
        if (factor < 1 || factor > MOST_FINER) {
            throw new BadInputException("--upsample must be 1 to " + MOST_FINER + ", got " + factor);
        }
        try {
            return FinerObject.of(opened, factor);
        } catch (BadInputException e) {
            throw new BadInputException(source + ": --upsample: " + e.getMessage(), e);
        }
    }

    private List<Path> one(String ending, Consumer<Path> writing) {
        Path file = free(output == null ? Path.of("result" + ending) : output);
        writing.accept(file);
        return List.of(file);
    }

    private List<Path> scan() {
        if (upsample != null) {
            throw new BadInputException(source + ": --upsample is for results; this is a scan");
        }
        ScanWriter writer = ScanWriter.named(format);
        String resolved = ScanSource.resolved(source, Path.of("").toAbsolutePath());
        Plan given = Plan.of(resolved, ENGINE)
                .withSettings(settings)
                .withFrames(Optional.ofNullable(frames).map(FrameSelection::parse));
        given.reconstruction();
        Scan scan = ChosenFrames.of(
                        ScanSource.open(resolved, given.reader()), given.frames(), Optional.empty(), Optional.empty())
                .scan();
        Path target = output == null ? Path.of(fileName(scan.name()) + writer.ending()) : output;
        writer.files(target).forEach(this::free);
        List<Path> written = writer.write(target, scan);
        writer.leftOut(scan)
                .forEach(what -> spec.commandLine()
                        .getErr()
                        .println("left out, as " + writer.name() + " has no place for it: " + what));
        return written;
    }

    /** A scan's name as that of a file. */
    private static String fileName(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}._-]+", "_");
        return plain.isEmpty() ? "scan" : plain;
    }

    private List<Path> pictures(Result opened, Path folder) throws IOException {
        if (!Files.isDirectory(folder.toAbsolutePath())) {
            throw new BadInputException(folder + ": there is no such folder; png writes three pictures into a folder");
        }
        Path phase = free(folder.resolve(ResultFolder.OBJECT_PHASE));
        Path amplitude = free(folder.resolve(ResultFolder.OBJECT_AMPLITUDE));
        Path probe = free(folder.resolve(ResultFolder.PROBE));
        PngFile.write(phase, Pictures.phase(opened));
        PngFile.write(amplitude, Pictures.amplitude(opened));
        PngFile.write(probe, Pictures.probe(opened));
        return List.of(phase, amplitude, probe);
    }

    private Path free(Path file) {
        if (Files.exists(file) && !overwrite) {
            throw new BadInputException(file + ": exists; name another file with -o, or say --overwrite");
        }
        return file;
    }
}
