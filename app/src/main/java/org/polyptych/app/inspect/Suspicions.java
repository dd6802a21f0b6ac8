package org.polyptych.app.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Scan;
import org.polyptych.physics.prepare.BadFrames;
import org.polyptych.physics.prepare.BadPixels;
import org.polyptych.physics.prepare.ScanDoubts;

/**
 * What looks wrong in a scan, found by the statistics that {@code data.reject=auto} and {@code data.mask=auto} use.
 *
 * @param badFrames by their index in the file
 * @param badPixels how many there are and where
 * @param doubts what is odd but may be meant
 * @param refusal what a reconstruction with default settings would say, where it would refuse the scan
 * @param advice what to do, a line each
 */
public record Suspicions(
        List<BadFrame> badFrames,
        String badFramesText,
        PixelCount badPixels,
        String badPixelsText,
        List<String> doubts,
        Optional<String> refusal,
        List<String> advice) {
    private static final int PLACES = 8;
    private static final int LISTED = 1000;

    /** A frame, and why it is suspicious. */
    public record BadFrame(int frame, String kind, String why) {}

    /**
     * Suspicious pixels.
     *
     * @param framesLookedAt how many frames the statistics are over
     * @param list the first thousand, by row and column
     */
    public record PixelCount(
            int framesLookedAt, int hot, int dead, int stuck, int notNumbers, List<BadPixels.Pixel> list) {}

    /**
     * Looks at every frame.
     *
     * @param indexes of each frame in its file
     */
    public static Suspicions of(Scan scan, int[] indexes) {
        BadPixels pixels = BadPixels.of(scan);
        BadFrames frames = BadFrames.of(scan);
        return new Suspicions(
                frames.list().stream()
                        .map(bad -> new BadFrame(
                                indexes[bad.frame()], bad.kind().name().toLowerCase(Locale.ROOT), bad.why()))
                        .toList(),
                frames.count() == 0 ? "none found" : frames.count() + ": " + frames.text(indexes),
                new PixelCount(
                        pixels.frames(),
                        pixels.hot().length,
                        pixels.dead().length,
                        pixels.stuck().length,
                        pixels.notNumbers().length,
                        pixels.list().stream().limit(LISTED).toList()),
                pixels.text(PLACES)
                        + (pixels.frames() < BadPixels.FEWEST_FRAMES
                                ? " (" + pixels.frames() + " frames are too few to find hot and stuck ones)"
                                : ""),
                ScanDoubts.of(scan),
                refusal(scan, indexes),
                advice(scan, frames, pixels));
    }

    private static Optional<String> refusal(Scan scan, int[] indexes) {
        try {
            Reconstruction.with("rpie", Map.of()).prepare(scan, indexes);
            return Optional.empty();
        } catch (BadInputException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static List<String> advice(Scan scan, BadFrames frames, BadPixels pixels) {
        List<String> advice = new ArrayList<>();
        if (pixels.tooMany()) {
            advice.add("more pixels look bad than can be: give a mask file (--mask FILE)");
        } else if (pixels.count() > 0) {
            advice.add("data.mask=auto masks the " + pixels.count() + " bad pixels");
        }
        int more = frames.count() - frames.empty().count();
        if (more > 0 && frames.count() < scan.frames().count()) {
            advice.add("data.reject=auto leaves out the " + more
                    + (frames.empty().count() > 0 ? " other" : "") + " bad frames; look at them first");
        }
        return advice;
    }
}
