package org.polyptych.app.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.physics.prepare.FrameSelection;

/**
 * A comparison as asked for.
 *
 * @param scan a file, absolute, or {@code demo}
 * @param engines each as {@code reconstruct --engine} takes it, no two alike
 * @param iterations of every engine; its own number where absent
 * @param iterationsOf by engine, in place of that
 * @param settings of any of the engines, and the common ones; qualified key to value
 * @param probe that replaces the scan's own, absolute
 * @param object to start from, absolute
 * @param mask of more bad pixels, absolute
 * @param halves whether the two halves of the frames are reconstructed too
 */
public record CompareRequest(
        String scan,
        List<String> engines,
        OptionalInt iterations,
        Map<String, Integer> iterationsOf,
        Map<String, String> settings,
        Optional<Path> probe,
        Optional<Path> object,
        Optional<Path> mask,
        Optional<FrameSelection> frames,
        long seed,
        OptionalInt threads,
        boolean halves) {}
