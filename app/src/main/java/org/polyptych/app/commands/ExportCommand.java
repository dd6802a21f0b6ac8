package org.polyptych.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.app.report.Pictures;
import org.polyptych.app.report.PngFile;
import org.polyptych.core.BadInputException;
import org.polyptych.io.NpzExport;
import org.polyptych.io.ProductFile;
import org.polyptych.io.TiffExport;
import org.polyptych.physics.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Results for other programs. */
@Command(
        name = "export",
        description = "Write a result for other programs: tiff (float, phase and amplitude, calibrated for ImageJ), npz"
                + " (NumPy arrays), or png (pictures: -o names a folder).")
final class ExportCommand implements Callable<Integer> {
    /** What can be written. */
    enum Format {
        TIFF,
        PNG,
        NPZ
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The result folder, or its result.h5.")
    private Path result;

    @Option(names = "--format", required = true, paramLabel = "tiff|png|npz", description = "What to write.")
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Default: result.tiff or result.npz in the current folder, for png the current folder.")
    private Path output;

    @Option(names = "--overwrite", description = "Replace files that are there.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        Result opened = ProductFile.read(ResultPath.of(result));
        List<Path> written =
                switch (format) {
                    case TIFF -> {
                        Path file = free(output == null ? Path.of("result.tiff") : output);
                        TiffExport.write(file, opened);
                        yield List.of(file);
                    }
                    case NPZ -> {
                        Path file = free(output == null ? Path.of("result.npz") : output);
                        NpzExport.write(file, opened);
                        yield List.of(file);
                    }
                    case PNG -> pictures(opened, output == null ? Path.of("") : output);
                };
        written.forEach(file -> spec.commandLine().getOut().println(file));
        return 0;
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
