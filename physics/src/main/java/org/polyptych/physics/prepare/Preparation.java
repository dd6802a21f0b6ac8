package org.polyptych.physics.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Scan;
import org.polyptych.physics.ScanExtent;

/**
 * Makes the scan that an engine sees from the scan that was read: region, then a background to be subtracted, then mask,
 * then bad frames, then crop, bin and upsample. The mask goes before the frames, since a blank frame shows only once hot pixels no longer fill it. Every change is a line
 * in the notes. With the default settings and a scan without blank frames, the scan stays as it is.
 */
public final class Preparation {
    private static final int PLACES = 10;

    private final DataSettings settings;
    private final List<String> notes = new ArrayList<>();
    private Scan scan;
    private int[] names;

    private Preparation(Scan scan, int[] names, DataSettings settings) {
        this.scan = scan;
        this.names = names;
        this.settings = settings;
    }

    /** {@link #of(Scan, int[], DataSettings)} for a scan that has all the frames of its file. */
    public static Scan of(Scan scan, DataSettings settings) {
        return of(scan, IntStream.range(0, scan.frames().count()).toArray(), settings);
    }

    /**
     * Applies the settings.
     *
     * @param names the index of each frame in its file, for notes and messages
     * @throws BadInputException if nothing is left, more frames are bad than the settings allow, or the positions span
     *     what no scan does
     */
    public static Scan of(Scan scan, int[] names, DataSettings settings) {
        Preparation preparation = new Preparation(scan, names, settings);
        ScanExtent.of(scan).mistake().ifPresent(mistake -> {
            throw new BadInputException(scan.source() + ": " + mistake);
        });
        preparation.cutRegion();
        preparation.subtractBackground();
        preparation.findPixels();
        preparation.leaveOutFrames();
        return preparation.result();
    }

    private void cutRegion() {
        if (settings.region().strip().equals(Region.ALL)) {
            return;
        }
        int all = names.length;
        int[] inside = Region.parse(settings.region()).frames(scan.positions());
        if (inside.length == 0) {
            throw new BadInputException(scan.source() + ": data.region=" + settings.region()
                    + " um holds no frame; the positions (y, x) lie in " + Region.span(scan.positions()) + " um");
        }
        keep(inside);
        notes.add("data.region=" + settings.region() + " um: holds " + inside.length + " of " + all + " frames");
    }

    private void subtractBackground() {
        if (!settings.subtractBackground()) {
            return;
        }
        float[] background = scan.background()
                .orElseThrow(() -> new BadInputException(scan.source()
                        + ": data.subtractBackground is true, but there is no measured background; give one with"
                        + " --background FILE (background-file in a plan)"));
        scan = scan.withFrames(new SubtractedFrames(scan.frames(), background)).withBackground(Optional.empty());
        notes.add("data.subtractBackground: the measured background is taken off the counts of every frame; what falls"
                + " below 0 counts as 0, which lifts dark pixels a little above their mean");
    }

    private void findPixels() {
        if (settings.mask() != DataSettings.MaskFrom.AUTO) {
            return;
        }
        BadPixels bad = BadPixels.of(scan);
        boolean[] mask = bad.removedFrom(scan.mask(), scan.source());
        scan = scan.withMask(mask);
        notes.add("data.mask=auto: " + bad.text(PLACES)
                + (bad.frames() < BadPixels.FEWEST_FRAMES
                        ? "; " + bad.frames() + " frames are too few to find hot and stuck pixels"
                        : ""));
    }

    private void leaveOutFrames() {
        if (settings.reject() == DataSettings.Reject.NONE) {
            return;
        }
        BadFrames all = BadFrames.of(scan);
        BadFrames bad = settings.reject() == DataSettings.Reject.AUTO ? all : all.empty();
        int count = scan.frames().count();
        if (bad.count() == 0) {
            return;
        }
        if (bad.empty().count() == count) {
            throw new BadInputException(scan.source() + ": every frame is empty: no counts on any good pixel");
        }
        if (bad.count() == count || bad.count() > settings.rejectAtMost() * count) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: %d of %d frames would be left out as bad, more than data.rejectAtMost=%s allows: %s; look at"
                            + " them, then leave them out with --frames, raise the limit, or set data.reject=none",
                    scan.source(),
                    bad.count(),
                    count,
                    settings.rejectAtMost(),
                    shortened(bad.text(names))));
        }
        notes.add("data.reject=" + settings.reject().name().toLowerCase(Locale.ROOT) + ": " + bad.count() + " of "
                + count + " frames left out, by their index in the file: " + bad.text(names));
        int[] frames = bad.frames();
        IntPredicate isBad = j -> Arrays.binarySearch(frames, j) >= 0;
        keep(IntStream.range(0, count).filter(isBad.negate()).toArray());
    }

    private static String shortened(String text) {
        return text.length() <= 160 ? text : text.substring(0, 150) + " ...";
    }

    private void keep(int[] frames) {
        scan = scan.select(frames);
        names = Arrays.stream(frames).map(j -> names[j]).toArray();
    }

    private Scan result() {
        Scan cropped = settings.crop() == 0 ? scan : CentralCrop.of(scan, settings.crop());
        Scan binned = settings.bin() == 1 ? cropped : BinnedScan.of(cropped, settings.bin());
        Scan sampled = settings.upsample() == 1 ? binned : UpsampledScan.of(binned, settings.upsample());
        notes.addAll(ScanDoubts.of(sampled));
        if (notes.isEmpty()) {
            return sampled;
        }
        List<String> all = new ArrayList<>(sampled.notes());
        all.addAll(notes);
        return sampled.withNotes(all);
    }
}
