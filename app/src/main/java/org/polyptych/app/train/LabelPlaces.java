package org.polyptych.app.train;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ResultPositions;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * Where the frames of a scan lie on an object that was made of it. A result may have been made of other frames of the same
 * file, in another order, and may have moved them: frames are known by the place at which the scan says they are.
 *
 * @param positions one a frame of the scan
 * @param note how far they are from where the scan says, if they are elsewhere
 */
record LabelPlaces(Positions positions, Optional<String> note) {
    /**
     * @param file of the object
     * @param scan the frames to learn from
     * @param whole all frames of the scan's file
     * @throws BadInputException if the file holds positions that are not those of the scan's frames
     */
    static LabelPlaces of(Path file, Scan scan, Scan whole) {
        return ResultPositions.read(file)
                .map(result -> of(file, result, scan, whole))
                .orElseGet(() -> new LabelPlaces(scan.positions(), Optional.empty()));
    }

    /** As {@link #of(Path, Scan, Scan)}, of what the file holds. */
    static LabelPlaces of(Path file, ResultPositions result, Scan scan, Scan whole) {
        Positions said = result.said().orElse(result.found());
        Optional<int[]> own = frames(scan.positions(), said);
        if (own.isPresent()) {
            return found(file, scan, result.found().select(own.get()));
        }
        if (result.said().isEmpty()) {
            // nothing was moved: frames of which it was not made are where the scan says, too
            if (frames(result.found(), whole.positions()).isPresent()) {
                return new LabelPlaces(scan.positions(), Optional.empty());
            }
            // moved by a program that does not tell from where: as many are the same ones
            if (result.found().count() == whole.positions().count()) {
                return found(
                        file,
                        scan,
                        result.found()
                                .select(frames(scan.positions(), whole.positions())
                                        .orElseThrow()));
            }
            if (result.found().count() == scan.positions().count()) {
                return found(file, scan, result.found());
            }
        }
        throw new BadInputException(file + ": its " + said.count() + " positions are not those of the "
                + scan.positions().count() + " frames of " + scan.source()
                + "; name the result of this scan, made of all frames to learn from, with the same file.* settings");
    }

    private static LabelPlaces found(Path file, Scan scan, Positions positions) {
        double squares = 0;
        for (int j = 0; j < positions.count(); j++) {
            double down = (positions.y()[j] - scan.positions().y()[j])
                    / scan.geometry().pixelHeight();
            double right = (positions.x()[j] - scan.positions().x()[j])
                    / scan.geometry().pixelWidth();
            squares += down * down + right * right;
        }
        Optional<String> note = squares == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s: the object is cut at the positions in %s, %.2g pixels (root mean square) from where the scan"
                                + " says",
                        scan.name(),
                        file.getFileName(),
                        Math.sqrt(squares / positions.count())));
        return new LabelPlaces(positions, note);
    }

    /** For each position where it is among others, the first time the first of equal ones; empty if one is not. */
    private static Optional<int[]> frames(Positions wanted, Positions among) {
        Map<List<Double>, Deque<Integer>> places = new HashMap<>();
        for (int k = 0; k < among.count(); k++) {
            places.computeIfAbsent(place(among, k), key -> new ArrayDeque<>()).add(k);
        }
        int[] frames = new int[wanted.count()];
        for (int j = 0; j < frames.length; j++) {
            Deque<Integer> left = places.getOrDefault(place(wanted, j), new ArrayDeque<>());
            if (left.isEmpty()) {
                return Optional.empty();
            }
            frames[j] = left.remove();
        }
        return Optional.of(frames);
    }

    /** To the bit; 0 has no sign. */
    private static List<Double> place(Positions positions, int frame) {
        return List.of(positions.y()[frame] + 0.0, positions.x()[frame] + 0.0);
    }
}
