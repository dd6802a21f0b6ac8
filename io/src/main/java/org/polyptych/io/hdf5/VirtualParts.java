package org.polyptych.io.hdf5;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.MappedSpace.Run;

/**
 * Looks whether all parts of a virtual dataset are there, and as large as it takes them for: what is missing the library
 * fills in without a word. Parts may be virtual themselves. Under the lock only.
 */
final class VirtualParts {
    /** A dataset whose own parts are being looked at. */
    private static final long[] BEGUN = {};
    /** No dataset of more frames can be read. */
    private static final long MOST_FRAMES = 1 << 28;
    /** The dimensions of a frame. */
    private static final int FRAME = 2;

    private final Map<String, long[]> shapes = new HashMap<>();

    /**
     * @param file in which the virtual dataset lies
     * @param sources none if it is not virtual
     * @throws BadInputException if a part is missing or too short, or a frame has none
     */
    void check(Path file, long[] shape, List<VirtualSource> sources, String label) {
        if (sources.isEmpty()) {
            return;
        }
        for (VirtualSource source : sources) {
            if (source.isNumbered()) {
                checkNumbered(file, shape, source, label);
            } else {
                check(file, shape, source, label);
            }
        }
        checkFrames(shape, sources, label);
    }

    /** Each block along the dimension without an end is another source. */
    private void checkNumbered(Path file, long[] shape, VirtualSource source, String label) {
        long blocks = 0;
        for (int d = 0; source.to().boxes() != null && d < shape.length; d++) {
            Run run = source.to().boxes().getFirst()[d];
            blocks = run.isUnlimited() ? run.blocksWithin(shape[d]) : blocks;
        }
        for (long k = 0; k < blocks; k++) {
            check(file, shape, source.numbered(k), label);
        }
    }

    private void check(Path file, long[] shape, VirtualSource source, String label) {
        LinkedFile link = new LinkedFile(file, source.file());
        String name = file + "\n" + source.file() + "\n" + source.dataset();
        long[] known = shapes.get(name);
        if (known == BEGUN) {
            throw new BadInputException(label + " is said to be a part of itself; the file is damaged");
        }
        if (known == null) {
            shapes.put(name, BEGUN);
            known = shape(link, source, label);
            shapes.put(name, known);
        }
        if (source.from().boxes() == null) {
            checkAll(known, shape, source, label);
            return;
        }
        for (Run[] box : source.from().boxes()) {
            long[] needed = needed(box, source.to(), shape);
            boolean enough = known.length == needed.length;
            for (int d = 0; enough && d < needed.length; d++) {
                enough = known[d] >= needed[d];
            }
            if (!enough) {
                throw new BadInputException(label + " expects " + text(needed) + " in "
                        + link.found().orElseThrow()
                        + ": dataset '" + source.dataset() + "', which has " + text(known)
                        + "; is it still being written?");
            }
        }
    }

    /** A source of which everything is taken; of several numbered ones each fills a block. */
    private static void checkAll(long[] known, long[] shape, VirtualSource source, String label) {
        double needed = source.to().boxes() == null ? product(shape) : 0;
        for (int b = 0; source.to().boxes() != null && b < source.to().boxes().size(); b++) {
            double box = 1;
            for (int d = 0; d < shape.length; d++) {
                Run run = source.to().boxes().get(b)[d];
                box *= run.isUnlimited() ? Math.max(1, run.block()) : run.count() * run.block();
            }
            needed += box;
        }
        if (product(known) < needed) {
            throw new BadInputException(
                    label + " expects " + (long) needed + " numbers in " + source.file() + ": dataset '"
                            + source.dataset() + "', which has " + text(known) + "; is it still being written?");
        }
    }

    private static double product(long[] sizes) {
        return Arrays.stream(sizes).asDoubleStream().reduce(1, (a, b) -> a * b);
    }

    private long[] shape(LinkedFile link, VirtualSource source, String label) {
        Path path =
                link.found().orElseThrow(() -> link.missing(label + " is put together of several files; a part of it"));
        try (Hdf5File open = Hdf5File.open(path)) {
            if (!open.isDataset(source.dataset())) {
                throw new BadInputException(label + " is put together of several parts; one of them, dataset '"
                        + source.dataset() + "' of " + path + ", is missing");
            }
            try (Hdf5Dataset dataset = open.dataset(source.dataset(), this)) {
                return dataset.shape();
            }
        }
    }

    /** The least sizes of a source. One without an end goes as far as the virtual dataset does. */
    private static long[] needed(Run[] box, MappedSpace to, long[] shape) {
        long endless = 0;
        for (int d = 0; to.boxes() != null && d < shape.length; d++) {
            Run run = to.boxes().getFirst()[d];
            endless = run.isUnlimited() ? run.within(shape[d]) : endless;
        }
        long[] needed = new long[box.length];
        for (int d = 0; d < box.length; d++) {
            needed[d] = box[d].sizeFor(box[d].isUnlimited() ? endless : box[d].count() * box[d].block());
        }
        return needed;
    }

    /** Gaps within frames are a detector's, but no frame is nothing but a gap. */
    private static void checkFrames(long[] shape, List<VirtualSource> sources, String label) {
        int leading = shape.length == 1 ? 1 : shape.length - FRAME;
        double count = 1;
        for (int d = 0; d < leading; d++) {
            count *= shape[d];
        }
        if (leading < 1 || count > MOST_FRAMES) {
            return;
        }
        BitSet covered = new BitSet();
        sources.forEach(source -> source.to().mark(covered, shape, leading));
        int first = covered.nextClearBit(0);
        if (first < MappedSpace.places(shape, leading)) {
            throw new BadInputException(
                    label + " has no data for frame " + first + " of "
                            + MappedSpace.places(shape, leading)
                            + ": none of the parts that it is put together of holds it; write it anew with the frames there are");
        }
    }

    private static String text(long[] shape) {
        return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "));
    }
}
