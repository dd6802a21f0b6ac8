package org.polyptych.io.eiger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Counts;
import org.polyptych.io.CroppedFrames;
import org.polyptych.io.Metadata;
import org.polyptych.io.PatternReader;
import org.polyptych.io.frames.ConcatenatedFrames;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;

/**
 * The frames of a Dectris detector's master file: {@code entry/data/data_000001} and so on, as a rule links to files
 * beside it, or one dataset {@code entry/data/data} of them all, cut so that the beam lies in their middle.
 *
 * @param mask of the frames as they are cut: true where a pixel is good
 */
public record EigerFrames(CroppedFrames frames, boolean[] mask) {
    public static final String DATA = "entry/data";
    static final String ALL = "data";
    private static final String PART = "data_\\d+";

    /** Whether the frames are in parts, by the names in {@link #DATA}. */
    public static boolean inParts(Hdf5File file) {
        return file.names(DATA).stream().anyMatch(name -> name.matches(PART));
    }

    /**
     * Opens them, with notes on what was taken and left out.
     *
     * @param memoryLimit how many bytes of amplitudes may be held in memory
     * @throws BadInputException if there are none, or if a file is missing before the last ones
     */
    public static EigerFrames of(Hdf5File file, EigerHead head, Metadata metadata, long memoryLimit) {
        List<String> names = names(file, metadata);
        long[] shape = PatternReader.shape(file, names.getFirst());
        boolean[] good = head.mask((int) shape[1], (int) shape[2], metadata.notes());
        new EigerMarks(file, names, head).remove(good, metadata);
        Frames whole = whole(file, names, new Counts(good, null), memoryLimit);
        metadata.note("patterns: " + whole.count() + " frames of '" + String.join("', '", shortened(names))
                + "', taken as counts");
        CroppedFrames frames = head.aroundBeam(whole, metadata.notes());
        return new EigerFrames(frames, frames.cut(good));
    }

    /**
     * Links behind the last frames that were taken may lead nowhere; those before may not: without them each later frame
     * would get the position of an earlier one.
     */
    private static List<String> names(Hdf5File file, Metadata metadata) {
        if (metadata.dataset().isPresent()) {
            return List.of(metadata.dataset().get());
        }
        List<String> all = file.names(DATA);
        if (all.contains(ALL)) {
            return List.of(DATA + "/" + ALL);
        }
        List<String> parts = all.stream()
                .filter(name -> name.matches(PART))
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(name -> DATA + "/" + name)
                .toList();
        if (parts.isEmpty()) {
            throw new BadInputException(file.path() + ": no frames in '" + DATA + "'");
        }
        int there = parts.size();
        while (there > 1 && !file.isDataset(parts.get(there - 1))) {
            there--;
        }
        if (there < parts.size()) {
            metadata.note("patterns: " + (parts.size() - there) + " of " + parts.size()
                    + " links, the last ones, lead to files that are not there; their frames are left out");
        }
        return parts.subList(0, there);
    }

    private static List<String> shortened(List<String> names) {
        return names.size() <= 2 ? names : List.of(names.getFirst(), "...", names.getLast());
    }

    /** Either all of them stay in their files or none. */
    private static Frames whole(Hdf5File file, List<String> names, Counts counts, long memoryLimit) {
        double bytes = 0;
        for (String name : names) {
            long[] shape = PatternReader.shape(file, name);
            bytes += (double) Float.BYTES * shape[0] * shape[1] * shape[2];
        }
        List<Frames> parts = new ArrayList<>();
        for (String name : names) {
            parts.add(PatternReader.open(file.path(), name, counts, bytes > memoryLimit ? 0 : memoryLimit));
        }
        return new ConcatenatedFrames(parts, file.path().toString());
    }
}
