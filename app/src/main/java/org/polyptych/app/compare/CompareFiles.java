package org.polyptych.app.compare;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.polyptych.app.report.CompareCharts;
import org.polyptych.app.report.CompareData;
import org.polyptych.app.report.ComparePictures;
import org.polyptych.app.report.CompareReport;
import org.polyptych.app.report.PngFile;
import org.polyptych.core.WholeFile;

/** Writes the report of a comparison and what is in it; each file is whole or absent. */
final class CompareFiles {
    private final CompareFolder folder;
    private final Consumer<String> notes;

    /** @param notes told what could not be made */
    CompareFiles(CompareFolder folder, Consumer<String> notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /** The figures first: they need no graphics. */
    void write(CompareData data) {
        WholeFile.write(folder.file(CompareFolder.JSON), part -> Files.writeString(part, CompareJson.of(data) + "\n"));
        picture(CompareFolder.LOSS, () -> CompareCharts.loss(data));
        picture(CompareFolder.RINGS, () -> CompareCharts.rings(data));
        attempt(CompareFolder.PHASE, file -> pictures(data));
        attempt(CompareFolder.REPORT, file -> CompareReport.write(file, data));
    }

    private void pictures(CompareData data) {
        Optional<ComparePictures> pictures = ComparePictures.of(data);
        picture(CompareFolder.PHASE, () -> pictures.map(ComparePictures::phase));
        picture(CompareFolder.DETAIL, () -> pictures.map(ComparePictures::detail));
        picture(CompareFolder.AMPLITUDE, () -> pictures.map(ComparePictures::amplitude));
        picture(CompareFolder.PROBE, () -> pictures.map(ComparePictures::probe));
    }

    /** One that is no longer made is taken away, so that none is left of another comparison. */
    private void picture(String name, Supplier<Optional<BufferedImage>> picture) {
        attempt(name, file -> {
            Optional<BufferedImage> drawn = picture.get();
            if (drawn.isPresent()) {
                PngFile.write(file, drawn.get());
            } else {
                Files.deleteIfExists(file);
            }
        });
    }

    /** The way to make one file. */
    @FunctionalInterface
    private interface Making {
        void make(Path file) throws IOException;
    }

    private void attempt(String name, Making making) {
        try {
            making.make(folder.file(name));
        } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
            // Pictures may take more memory than is left, or find a Java without its graphics.
            notes.accept(name + " could not be made: "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
    }
}
