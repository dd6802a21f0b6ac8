package org.polyptych.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/** Reconstructions of any known format: product files ({@link ProductFile}), else what a {@link ResultFormat} knows. */
public final class ResultFiles {
    private ResultFiles() {}

    /** Whether there is a result in the file. */
    public static boolean isResult(Path file) {
        return ProductFile.isProduct(file) || formatOf(file).isPresent();
    }

    /**
     * Reads a result.
     *
     * @throws BadInputException if there is none in the file, or it is damaged
     */
    public static Result read(Path file) {
        return formatOf(file).map(format -> format.read(file)).orElseGet(() -> ProductFile.read(file));
    }

    /** The probe of a result, or of a product file that has nothing else. */
    static Probe readProbe(Path file) {
        return formatOf(file).map(format -> format.read(file).probe()).orElseGet(() -> ProductFile.readProbe(file));
    }

    /** The object of a result, or of a product file that has nothing else. */
    static Specimen readSpecimen(Path file) {
        return formatOf(file)
                .map(format -> format.read(file).specimen())
                .orElseGet(() -> ProductFile.readSpecimen(file));
    }

    private static Optional<ResultFormat> formatOf(Path file) {
        return Files.isRegularFile(file)
                ? ServiceLoader.load(ResultFormat.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(format -> format.recognises(file))
                        .findFirst()
                : Optional.empty();
    }
}
