package org.polyptych.bench.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;

/** The decoders in C, driven by a Python program that makes the data too. */
final class CDecoder implements AutoCloseable {
    private static final String SCRIPT = "c_decoder.py";

    private final Process process;
    private final BufferedReader answers;

    private CDecoder(Process process) {
        this.process = process;
        this.answers = process.inputReader();
    }

    /** Writes frames through the C filters. */
    static void make(Path file, int frames, String plugins) throws IOException, InterruptedException {
        Process process = start(plugins, "make", file.toString(), String.valueOf(frames));
        if (process.waitFor() != 0) {
            throw new BadInputException(
                    "the C filters could not be used from Python (see above); --plugins names their folder");
        }
    }

    /** Stands ready to decode. */
    static CDecoder of(Path file, int threads, String plugins) throws IOException {
        return new CDecoder(start(plugins, "serve", file.toString(), String.valueOf(threads)));
    }

    private static Process start(String plugins, String... arguments) throws IOException {
        Path script = Files.createTempFile("c_decoder", ".py");
        try (InputStream in = CDecoder.class.getResourceAsStream(SCRIPT)) {
            Files.write(script, in.readAllBytes());
        }
        script.toFile().deleteOnExit();
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("HDF5_PLUGIN_PATH", plugins);
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder.start();
    }

    /** Decoded bytes a second. */
    double rate(String dataset, double seconds) throws IOException {
        process.outputWriter().write(dataset + " " + seconds + "\n");
        process.outputWriter().flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new BadInputException("the C decoder gave no answer (see above)");
        }
        return Double.parseDouble(answer);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
