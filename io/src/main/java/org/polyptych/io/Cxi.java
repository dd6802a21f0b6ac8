package org.polyptych.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.matlab.MatlabFile;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * Coherent X-ray Imaging files (Maia, Nature Methods 9, 854, 2012), versions 140 to 160, and NXcxi_ptycho, which uses
 * CXI's names: the first entry, with one detector. {@link CxiFile} writes them.
 */
public final class Cxi implements GrowingFormat {
    private static final List<String> PATTERNS =
            List.of(CxiNames.DATA_LINKS + "/data", CxiNames.DATA, CxiNames.ENTRY + "/image_1/data");
    private static final long OLDEST = 140;
    private static final long NEWEST = 160;

    private final long memoryLimit;

    /** Frames that need more than half of Java's memory stay in the file. */
    public Cxi() {
        this(PatternReader.usualMemoryLimit());
    }

    /** @param memoryLimit how many bytes of amplitudes may be held in memory */
    Cxi(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    @Override
    public String name() {
        return "CXI (*.cxi, version 140 to 160, and NXcxi_ptycho)";
    }

    @Override
    public boolean recognises(Path file) {
        if (!MatlabFile.isOtherHdf5(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return !CxiResult.isIn(open)
                    && (open.isDataset(CxiNames.VERSION)
                            || open.isGroup(CxiNames.DETECTOR)
                            || open.isDataset(CxiNames.DATA_LINKS + "/data"));
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        return read(file, settings, PatternSource.whole(memoryLimit));
    }

    @Override
    public Scan read(Path file, ReaderSettings settings, PatternSource source) {
        try (Hdf5File open = Hdf5File.open(file)) {
            Metadata metadata = new Metadata(file, settings);
            List<String> notes = metadata.notes();
            noteVersion(open, notes);
            String patterns = metadata.dataset().orElseGet(() -> patterns(open));
            long[] shape = PatternReader.shape(open, patterns);
            int rows = (int) shape[1];
            int columns = (int) shape[2];
            long count = source.frames(shape[0], () -> CxiTranslations.placed(open));
            CxiGeometry reader = new CxiGeometry(open, rows, columns, metadata);
            DetectorAxes axes = reader.axes();
            reader.find(axes);
            if (CxiTranslations.areIn(open)) {
                notes.add(
                        "positions: translation taken as the sample's, in metres, so that the probe goes the other way");
                metadata.positions(positions(open, axes, count, source.growing(), notes));
            }
            boolean[] mask = CxiDetector.mask(open, shape[0], rows, columns, notes);
            float[] dark = CxiDetector.dark(open, rows, columns, notes);
            metadata.note("patterns: '" + patterns + "' taken as counts, zero frequency at pixel (" + rows / 2 + ", "
                    + columns / 2 + ")");
            Frames frames = source.open(file, patterns, new Counts(mask, dark));
            Optional<Probe> probe = FoundProbe.of(open, CxiNames.ILLUMINATION, frames, notes);
            Completed completed = metadata.complete(frames.count(), rows, columns);
            List<String> all = new ArrayList<>(completed.notes());
            reader.corner(axes, completed.geometry()).ifPresent(all::add);
            return new Completed(completed.geometry(), completed.positions(), withStored(open, all))
                    .scan(title(open), file, frames, mask, probe, CxiOwnGroup.specimen(open), CxiOwnGroup.truth(open));
        }
    }

    private static Positions positions(
            Hdf5File file, DetectorAxes axes, long frames, boolean growing, List<String> notes) {
        List<double[]> translations = CxiTranslations.read(file, frames, growing, notes);
        return InFile.made(file.path(), () -> axes.positions(translations));
    }

    /** How a scan that this program simulated was made; empty for others. */
    public static HowMade howMade(Path file) {
        try (Hdf5File open = Hdf5File.open(file)) {
            return CxiOwnGroup.howMade(open);
        }
    }

    /** What was known before the file was written, each line once. */
    private static List<String> withStored(Hdf5File file, List<String> notes) {
        return List.copyOf(new LinkedHashSet<>(
                Stream.concat(CxiOwnGroup.notes(file).stream(), notes.stream()).toList()));
    }

    private static String patterns(Hdf5File file) {
        return PATTERNS.stream()
                .filter(file::isDataset)
                .findFirst()
                .orElseThrow(() -> new BadInputException(file.path() + ": no dataset '" + CxiNames.DATA_LINKS
                        + "/data' nor '" + CxiNames.DATA + "' (counts [frame, y, x]); is this a CXI scan?"));
    }

    static String title(Hdf5File file) {
        Optional<String> title = Optional.empty();
        if (file.isDataset(CxiNames.TITLE)) {
            try (Hdf5Dataset dataset = file.dataset(CxiNames.TITLE)) {
                title = dataset.kind() == Hdf5Dataset.Kind.TEXT
                        ? dataset.texts().stream().findFirst()
                        : Optional.empty();
            }
        }
        return title.map(text -> text.replaceAll("\\s+", " ").strip())
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> file.path().getFileName().toString().replaceFirst("\\.[^.]*$", ""));
    }

    private static void noteVersion(Hdf5File file, List<String> notes) {
        Optional<Long> version = whole(file, CxiNames.VERSION);
        if (version.isEmpty()) {
            notes.add("format: the file does not say which version of CXI it is");
        } else if (version.get() < OLDEST || version.get() > NEWEST) {
            notes.add("warning: version " + version.get() + " of CXI; known here are " + OLDEST + " to " + NEWEST);
        }
        whole(file, "number_of_entries")
                .filter(n -> n > 1)
                .ifPresent(n -> notes.add("format: the first of " + n + " entries was read"));
    }

    private static Optional<Long> whole(Hdf5File file, String name) {
        if (!file.isDataset(name)) {
            return Optional.empty();
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            if (dataset.kind() != Hdf5Dataset.Kind.INTEGER) {
                return Optional.empty();
            }
            long[] values = dataset.longs();
            return values.length == 1 ? Optional.of(values[0]) : Optional.empty();
        }
    }

    @Override
    public Support support() {
        return new Support("cxi", "h5py, h5dump; a file of PETRA III");
    }
}
