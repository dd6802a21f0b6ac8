package org.polyptych.app.stream;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.app.report.Pictures;
import org.polyptych.app.report.PngFile;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/** The result so far and its pictures, in their place at any time. */
final class LiveFiles {
    private final ResultFolder folder;
    private final Path part;
    private final Consumer<String> notes;
    private final Set<String> failed = new HashSet<>();

    /** @param part where the folder is written */
    LiveFiles(ResultFolder folder, Path part, Consumer<String> notes) {
        this.folder = folder;
        this.part = part;
        this.notes = notes;
    }

    /** @param probe whether it is another one than before */
    void show(Result result, LookTable table, boolean probe) {
        ProductFile.write(part.resolve(ResultFolder.RESULT), result);
        picture(ResultFolder.OBJECT_PHASE, Pictures::phase, result);
        picture(ResultFolder.OBJECT_AMPLITUDE, Pictures::amplitude, result);
        if (probe) {
            picture(ResultFolder.PROBE, Pictures::probe, result);
        }
        table.write(part.resolve(ResultFolder.LOOKS));
        folder.show();
    }

    /** The network as it is now; gives its place. */
    Path show(Adaptation network, Scan scan) {
        network.write(part.resolve(ResultFolder.MODEL), scan);
        folder.show();
        return folder.target().resolve(ResultFolder.MODEL);
    }

    /** One that cannot be made keeps nobody from the others. */
    private void picture(String name, Function<Result, BufferedImage> drawing, Result result) {
        try {
            PngFile.write(part.resolve(name), drawing.apply(result));
        } catch (IOException | RuntimeException | LinkageError e) {
            if (failed.add(name)) {
                notes.accept(name + " cannot be made: " + e.getMessage());
            }
        }
    }
}
