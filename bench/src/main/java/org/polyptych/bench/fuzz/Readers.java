package org.polyptych.bench.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.polyptych.core.BadInputException;
import org.polyptych.io.CheckpointFile;
import org.polyptych.io.Cxi;
import org.polyptych.io.NpzFile;
import org.polyptych.io.PositionFile;
import org.polyptych.io.ProbeFiles;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.io.SpecimenFiles;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Scan;

/** Everything that reads a file a user may name. */
public final class Readers implements ToIntFunction<Path> {
    /** More frames than this are promised by damaged files only. */
    private static final int FRAMES_LOOKED_AT = 200;

    private static final List<Consumer<Path>> HDF5 = List.of(
            Readers::scan, ProductFile::read, ProbeFiles::open, Readers::specimen, Cxi::howMade, CheckpointFile::read);
    private static final List<Consumer<Path>> NPZ =
            List.of(ProbeFiles::open, Readers::specimen, Readers::npz, Readers::scan);
    private static final List<Consumer<Path>> OTHERS =
            List.of(Readers::scan, ProbeFiles::open, Readers::specimen, Readers::positions);

    /** Says everything that a file may lack, so that a reader gets past its metadata. */
    private static final ReaderSettings EVERYTHING = ReaderSettings.of(
            Map.of("beam", "electron", "energy", "80000", "objectPixel", "1e-10", "scanRows", "1", "scanStep", "1e-9"));

    /**
     * Lets every reader read the file.
     *
     * @return how many could
     * @throws IllegalStateException if one refuses it otherwise than in one line that names the file
     */
    @Override
    public int applyAsInt(Path file) {
        String name = file.getFileName().toString();
        List<Consumer<Path>> readers = Files.isDirectory(file)
                ? List.of(Readers::scan)
                : Hdf5File.hasSignature(file) ? HDF5 : name.endsWith(".npz") ? NPZ : OTHERS;
        int could = 0;
        for (Consumer<Path> reader : readers) {
            try {
                reader.accept(file);
                could++;
            } catch (BadInputException e) {
                check(e, file);
            }
        }
        return could;
    }

    private static void check(BadInputException e, Path file) {
        String line = String.valueOf(e.getMessage());
        if (line.lines().count() != 1 || !line.contains(file.getParent().toString())) {
            throw new IllegalStateException("not one line that names the file: " + line, e);
        }
    }

    private static void scan(Path file) {
        try {
            frames(ScanFiles.open(file));
        } catch (BadInputException e) {
            check(e, file);
            frames(ScanFiles.open(file, EVERYTHING));
        }
    }

    private static void frames(Scan scan) {
        Frames frames = scan.frames();
        int step = Math.max(1, frames.count() / FRAMES_LOOKED_AT);
        float[] frame = new float[frames.rows() * frames.columns()];
        for (int j = 0; j < frames.count(); j += step) {
            frames.read(new int[] {j}, frame);
        }
    }

    private static void specimen(Path file) {
        SpecimenFiles.open(file, 1e-8, 1e-8, 0, 0);
    }

    private static void positions(Path file) {
        PositionFile.read(file, 1e-9, 1e-9);
    }

    private static void npz(Path file) {
        try (NpzFile arrays = NpzFile.open(file)) {
            for (String name : arrays.names()) {
                arrays.read(name);
            }
        }
    }
}
