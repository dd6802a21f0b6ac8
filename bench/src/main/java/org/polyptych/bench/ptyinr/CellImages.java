package org.polyptych.bench.ptyinr;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpzFile;
import org.polyptych.physics.protocol.Comparison;

/**
 * What a run has found, for pictures: kept beside its figures.
 *
 * @param object on the pixels of the truth, 241 x 241, the raster's factor removed where there is one
 * @param probe its strongest mode, likewise
 */
record CellImages(ComplexImage object, ComplexImage probe) {
    private static final String OBJECT = "object";
    private static final String PROBE = "probe";

    static CellImages of(Comparison comparison) {
        ComplexImage object = comparison.found().crop(0, 0, TestObject.SIDE, TestObject.SIDE);
        return new CellImages(object, comparison.probe().orElseThrow());
    }

    void write(Path folder, String id) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put(OBJECT, NpyArray.of(new ComplexImage[] {object}));
        arrays.put(PROBE, NpyArray.of(new ComplexImage[] {probe}));
        NpzFile.write(file(folder, id), arrays);
    }

    /** Empty if the cell was not run, or diverged. */
    static Optional<CellImages> read(Path folder, String id) {
        Path file = file(folder, id);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (NpzFile npz = NpzFile.open(file)) {
            return Optional.of(new CellImages(
                    npz.read(OBJECT).complexImages()[0], npz.read(PROBE).complexImages()[0]));
        }
    }

    private static Path file(Path folder, String id) {
        return folder.resolve(id + ".npz");
    }
}
