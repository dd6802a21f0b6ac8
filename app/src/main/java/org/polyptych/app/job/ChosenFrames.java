package org.polyptych.app.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.app.plan.Half;
import org.polyptych.core.BadInputException;
import org.polyptych.io.MaskFiles;
import org.polyptych.physics.Scan;
import org.polyptych.physics.prepare.FrameSelection;

/**
 * What a scan is cut down to before anything looks at its counts: first the frames selected, then every second of them,
 * and the mask of a file on top of the scan's own.
 *
 * @param indexes of each frame in its file
 */
public record ChosenFrames(Scan scan, int[] indexes) {

    /**
     * Cuts, and notes what was cut.
     *
     * @throws BadInputException if nothing is left
     */
    public static ChosenFrames of(
            Scan whole, Optional<FrameSelection> frames, Optional<Half> half, Optional<Path> maskFile) {
        int count = whole.frames().count();
        int[] selected = frames.map(some -> some.of(whole.positions()))
                .orElseGet(() -> IntStream.range(0, count).toArray());
        int[] indexes = half.map(one -> Arrays.stream(one.indices(selected.length))
                        .map(k -> selected[k])
                        .toArray())
                .orElse(selected);
        if (indexes.length == 0) {
            throw new BadInputException(whole.source() + ": the odd half of one frame is empty");
        }
        List<String> notes = new ArrayList<>(whole.notes());
        frames.ifPresent(some -> notes.add(
                "frames: '" + some + "' selects " + selected.length + " of " + count + " frames of the scan"));
        half.ifPresent(one -> notes.add("half: '" + one + "' takes " + indexes.length + " of " + selected.length
                + (frames.isPresent() ? " frames selected" : " frames of the scan")));
        boolean[] mask = maskFile.map(file -> masked(whole, file, notes)).orElse(whole.mask());
        Scan scan = indexes.length == count ? whole : whole.select(indexes);
        return new ChosenFrames(scan.withMask(mask).withNotes(notes), indexes);
    }

    private static boolean[] masked(Scan whole, Path file, List<String> notes) {
        boolean[] mask = whole.mask().clone();
        boolean[] good =
                MaskFiles.open(file, whole.frames().rows(), whole.frames().columns());
        int more = 0;
        for (int i = 0; i < mask.length; i++) {
            more += mask[i] && !good[i] ? 1 : 0;
            mask[i] &= good[i];
        }
        notes.add(
                "mask-file: " + more + " of " + mask.length + " pixels masked that were good; 0 or false taken as bad");
        return mask;
    }
}
