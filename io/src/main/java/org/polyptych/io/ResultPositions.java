package org.polyptych.io;

import java.nio.file.Path;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;

/**
 * Where the frames lie on the object of a result.
 *
 * @param found as used or refined
 * @param said where the scan says the same frames are, if the file tells that they were refined
 */
public record ResultPositions(Positions found, Optional<Positions> said) {
    /**
     * Reads no more than positions; empty for an object by itself.
     *
     * @throws BadInputException if they are damaged
     */
    public static Optional<ResultPositions> read(Path file) {
        if (!ResultFiles.isResult(file)) {
            return Optional.empty();
        }
        Optional<ResultPositions> read =
                ProductFile.isProduct(file) ? ofProduct(file) : Optional.of(of(ResultFiles.read(file)));
        return read.filter(positions -> positions.found.count() > 0);
    }

    private static ResultPositions of(Result result) {
        return new ResultPositions(result.positions(), result.refinedFrom());
    }

    private static Optional<ResultPositions> ofProduct(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            Product product = new Product(file);
            if (!product.hasPositions()) {
                return Optional.empty();
            }
            ResultPositions read = new ResultPositions(product.positions(), ProvenanceGroup.said(product));
            if (read.said.isPresent() && read.said.get().count() != read.found.count()) {
                throw new BadInputException(path + ": holds " + read.found.count()
                        + " positions that were refined from " + read.said.get().count() + "; the file is damaged");
            }
            return Optional.of(read);
        }
    }
}
