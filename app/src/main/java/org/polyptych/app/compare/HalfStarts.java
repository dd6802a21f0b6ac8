package org.polyptych.app.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.app.ScanSource;
import org.polyptych.app.job.Job;
import org.polyptych.app.plan.Half;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.RunSettings;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Positions;
import org.polyptych.physics.simulation.SpecimenPlacement;

/**
 * What the two halves of the frames begin with: a flat object with noise of its own for each, the same for all engines.
 * Where nothing is learned from the data each half then keeps noise of its own, which lowers their correlation; from a
 * common flat start they would agree there without having seen anything.
 */
final class HalfStarts {
    /** Standard deviation of the complex noise, relative to the flat object's 1. */
    static final double NOISE = 0.05;

    private static final long STREAM = -31;

    private final CompareFolder folder;
    private final Job full;

    /** @param full the run with all frames, opened */
    HalfStarts(CompareFolder folder, Job full) {
        this.folder = folder;
        this.full = full;
    }

    /** Of each half; different from the full run's, so that no two are alike. */
    static long seed(long seed, Half half) {
        return seed + (half == Half.ODD ? 1 : 2);
    }

    /** Why the halves would not be apart from each other, in one line, if that is so. */
    Optional<String> pointless() {
        return full.recipe().run().object().known()
                ? Optional.of(
                        "object.known is true: both would have the same object, so that their agreement says nothing")
                : Optional.empty();
    }

    /** Whether a start was given, which both halves then share. */
    boolean given() {
        return full.specimen().isPresent() || full.recipe().run().object().start() == RunSettings.Start.FILE;
    }

    /** What is said of it in the report. */
    String said() {
        return given()
                ? "The halves are every second frame, from different seeds; both started from the object that was given, so"
                        + " that agreement may in part be that of the start."
                : String.format(
                        Locale.ROOT,
                        "The halves are every second frame, from different seeds, each from a flat object with %.0f %%"
                                + " complex noise of its own; the starting probe is the same for both.",
                        100 * NOISE);
    }

    /** The start of a half as a file, written if need be; empty where one was given. */
    Optional<Path> start(Half half) {
        if (given()) {
            return Optional.empty();
        }
        Path file = folder.file(CompareFolder.STARTS).resolve(half + ".npy");
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        NpyFile.write(file, NpyArray.of(new ComplexImage[] {image(half)}));
        return Optional.of(file);
    }

    /** As large as the object that a run with all frames begins with, so that all results have the same pixels. */
    private ComplexImage image(Half half) {
        Positions all =
                ScanSource.open(full.plan().scan(), full.plan().reader()).positions();
        int[] needed = SpecimenPlacement.needed(full.scan().geometry(), all);
        int margin = full.recipe().run().object().margin();
        ComplexImage image = ComplexImage.zeros(needed[0] + 2 * margin, needed[1] + 2 * margin);
        RandomStream random = new RandomStream(seed(full.plan().seed(), half), STREAM);
        double each = NOISE / Math.sqrt(2);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) (1 + each * random.gaussian());
            image.im()[i] = (float) (each * random.gaussian());
        }
        return image;
    }
}
