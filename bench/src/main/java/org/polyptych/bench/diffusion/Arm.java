package org.polyptych.bench.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.io.CxiFile;
import org.polyptych.io.HowMade;

/** A network that the tables ask, and what it is taught with. */
enum Arm {
    /** The prior of ten minutes. */
    PRIOR_QUICK("diffusion", Subject.CELLS, Map.of("diffusion.preset", "quick")),
    /** The prior of hours. */
    PRIOR_DEFAULT("diffusion", Subject.CELLS, Map.of("diffusion.preset", "default")),
    /** The prior of ten minutes, of circuits. */
    PRIOR_CIRCUITS_QUICK("diffusion", Subject.CIRCUITS, Map.of("diffusion.preset", "quick")),
    /** The U-Net behind AWF at 20% of overlap: 2000 reconstructions, with the iterations and the noise of the table. */
    UNET20(20),
    /** The same at 38%. */
    UNET38(38);

    private final String trainer;
    private final Subject subject;
    private final Map<String, String> settings;
    private final Optional<Overlap> overlap;

    Arm(String trainer, Subject subject, Map<String, String> settings) {
        this.trainer = trainer;
        this.subject = subject;
        this.settings = settings;
        this.overlap = Optional.empty();
    }

    Arm(int percent) {
        this.trainer = "unet";
        this.subject = Subject.CELLS;
        this.settings = Map.of("unet.pairs", "2000", "unet.iterations", "2000", "unet.noise", PatchTask.NOISE);
        this.overlap = Optional.of(Overlap.of(percent));
    }

    /** As typed, and as its files are called. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<Arm> all() {
        return Arrays.asList(values());
    }

    String trainer() {
        return trainer;
    }

    Subject subject() {
        return subject;
    }

    /**
     * Qualified, of the trainer.
     *
     * @param more those of other trainers are left out
     */
    Map<String, String> settings(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        more.forEach((key, value) -> {
            if (key.startsWith(trainer + ".")) {
                all.put(key, value);
            }
        });
        return all;
    }

    /**
     * The scan whose positions, probe and counts are learned for, if there is one: of a left half, so that nothing of a right
     * half is near.
     *
     * @param folder where it is written if it is not there
     */
    List<Path> scans(Path folder, Path data, Beam beam) {
        return overlap.map(taught -> {
                    Path file = folder.resolve(
                            "learn-" + beam.name().toLowerCase(Locale.ROOT) + "-overlap" + taught.percent() + ".h5");
                    if (!Files.exists(file)) {
                        PatchCell cell =
                                new PatchCell(taught, beam, new LeftPatch(), new Recipe("learn", "awf", 1, Map.of()));
                        CxiFile.writePlain(
                                file, new PatchTask(cell, new PatchTask.Where(data, 1, "")).scan(), HowMade.UNKNOWN);
                    }
                    return List.of(file);
                })
                .orElse(List.of());
    }
}
