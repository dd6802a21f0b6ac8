package org.polyptych.io.hdf5;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;

/** Finds the frames of a virtual dataset in the files that it is made of; to be used only under the lock. */
final class PlaceReading {
    private final Path file;
    private final String label;
    private final long[] shape;
    private final int[] piece;
    private final int[] inPiece;
    private final List<FramePlaces.Piece> pieces = new ArrayList<>();
    /** By their names. */
    private final Map<String, Found> known = new HashMap<>();

    /**
     * A source that was looked at.
     *
     * @param piece its index; -1 where frames lie in a way that is not known
     * @param label of its dataset
     * @param frames that it has
     */
    private record Found(int piece, String label, long frames) {}

    private PlaceReading(Path file, String label, long[] shape) {
        this.file = file;
        this.label = label;
        this.shape = shape;
        this.piece = new int[(int) shape[0]];
        this.inPiece = new int[(int) shape[0]];
        Arrays.fill(piece, -1);
    }

    /**
     * @param file in which the virtual dataset lies
     * @param shape [frame, y, x]
     * @return nothing if only the library can put the frames together
     */
    static Optional<FramePlaces> of(Path file, String label, long[] shape, List<VirtualSource> sources) {
        if (shape.length != 3 || shape[0] > Runtime.getRuntime().maxMemory() / (4 * Long.BYTES)) {
            return Optional.empty();
        }
        PlaceReading reading = new PlaceReading(file, label, shape);
        for (VirtualSource source : sources) {
            if (!reading.take(source)) {
                return Optional.empty();
            }
        }
        boolean all = Arrays.stream(reading.piece).allMatch(p -> p >= 0);
        boolean alike =
                reading.pieces.stream().map(p -> p.layout().form()).distinct().count() == 1;
        return all && alike
                ? Optional.of(
                        new FramePlaces((int) shape[1], (int) shape[2], reading.pieces, reading.piece, reading.inPiece))
                : Optional.empty();
    }

    private boolean take(VirtualSource source) {
        VirtualSource.Run virtual = source.inVirtual();
        if (virtual == null || source.isNumbered()) {
            return false;
        }
        Found found = known.computeIfAbsent(source.file() + "\n" + source.dataset(), name -> look(source));
        if (found.piece < 0) {
            return false;
        }
        long last = source.inSource().frame(source.inSource().frames() - 1);
        if (last >= found.frames) {
            throw new BadInputException(label + " expects " + (last + 1) + " frames in " + found.label + ", which has "
                    + found.frames + "; is it still being written?");
        }
        for (long k = 0; k < virtual.frames(); k++) {
            long frame = virtual.frame(k);
            if (frame >= shape[0]) {
                return false;
            }
            piece[(int) frame] = found.piece;
            inPiece[(int) frame] = (int) source.inSource().frame(k);
        }
        return true;
    }

    private Found look(VirtualSource source) {
        LinkedFile link = new LinkedFile(file, source.file());
        Path path = link.found().orElseThrow(() -> link.missing(label + ": its dataset '" + source.dataset() + "'"));
        try (Hdf5File open = Hdf5File.open(path);
                Hdf5Dataset dataset = open.dataset(source.dataset())) {
            long[] its = dataset.shape();
            if (its.length != 3 || its[1] != shape[1] || its[2] != shape[2]) {
                return new Found(-1, dataset.label(), 0);
            }
            Optional<FrameLayout> layout = dataset.ownLayout();
            layout.ifPresent(found -> pieces.add(new FramePlaces.Piece(path, found)));
            return new Found(layout.isPresent() ? pieces.size() - 1 : -1, dataset.label(), its[0]);
        }
    }
}
