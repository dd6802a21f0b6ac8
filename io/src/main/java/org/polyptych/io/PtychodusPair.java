package org.polyptych.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.matlab.MatlabFile;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * The pair of files that Pty-Chi and Ptychodus read: counts in {@code NAME_dp.hdf5}, everything else in
 * {@code NAME_para.hdf5}. Either may be named; {@code .h5} will do; one file that holds all will do too.
 */
public final class PtychodusPair implements GrowingFormat {
    private final long memoryLimit;

    /** Frames that need more than half of Java's memory stay in the file. */
    public PtychodusPair() {
        this(PatternReader.usualMemoryLimit());
    }

    /** @param memoryLimit how many bytes of amplitudes may be held in memory */
    PtychodusPair(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    @Override
    public String name() {
        return "Ptychodus / Pty-Chi pair (*_dp.hdf5 with *_para.hdf5)";
    }

    @Override
    public boolean recognises(Path file) {
        if (!MatlabFile.isOtherHdf5(file)) {
            return false;
        }
        PairFiles.Content content = PairFiles.Content.of(file);
        return content.patterns() || content.product() || isNamedAsPair(file);
    }

    /** A file that is called as one of a pair gets to hear what it lacks. */
    private static boolean isNamedAsPair(Path file) {
        return file.getFileName().toString().matches(".*_(dp|para)\\.(hdf5|h5)");
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        return read(file, settings, PatternSource.whole(memoryLimit));
    }

    @Override
    public Scan read(Path file, ReaderSettings settings, PatternSource source) {
        PairFiles pair = PairFiles.of(file);
        try (Hdf5File open = Hdf5File.open(pair.product())) {
            Product product = new Product(open);
            long count = source.frames(stored(pair.patterns()), product::placed);
            Frames frames = source.open(pair.patterns(), PairFiles.PATTERNS, ReadOut.counts());
            Optional<Positions> positions = product.hasPositions()
                    ? Optional.of(source.growing() ? product.positions((int) count) : product.positions())
                    : Optional.empty();
            if (source.growing()) {
                requireOwnOrder(product, pair.product());
            }
            return scan(pair, frames, product, positions, source.growing(), new Metadata(file, settings));
        }
    }

    /** A list that says which frame each position belongs to may not be filled yet. */
    private static void requireOwnOrder(Product product, Path file) {
        product.indexes().filter(all -> !FrameIndexes.isAscending(all)).ifPresent(all -> {
            throw new BadInputException(file + ": " + Product.INDEXES
                    + " puts positions in another order than frames, which cannot be followed while the file grows; wait"
                    + " until it is whole, then reconstruct it");
        });
    }

    private static long stored(Path patterns) {
        try (Hdf5File open = Hdf5File.open(patterns)) {
            return PatternReader.shape(open, PairFiles.PATTERNS)[0];
        }
    }

    private static Scan scan(
            PairFiles pair,
            Frames frames,
            Product product,
            Optional<Positions> found,
            boolean growing,
            Metadata metadata) {
        boolean electrons = product.text(PtychodusPairWriter.BEAM).equals(Metadata.Beam.ELECTRON.text());
        metadata.beam(electrons ? Metadata.Beam.ELECTRON : Metadata.Beam.XRAY)
                .note("patterns: 'dp' taken as counts, zero frequency at pixel (" + frames.rows() / 2 + ", "
                        + frames.columns() / 2 + ")")
                .energy(product.positive(Product.ENERGY))
                .distance(product.positive(Product.DISTANCE))
                .lookedFor("energy", Product.ENERGY)
                .lookedFor("distance", Product.DISTANCE)
                .lookedFor(
                        "objectPixel",
                        "attributes " + Product.PIXEL_HEIGHT + " and " + Product.PIXEL_WIDTH
                                + " of 'object' or 'probe'");
        product.findPixel().ifPresent(pixel -> metadata.objectPixel(pixel.height(), pixel.width()));
        String comments = product.text("comments");
        if (comments.toLowerCase(Locale.ROOT).contains("nominal")) {
            metadata.note("comments in the file: " + comments);
        }
        Frames ordered = frames;
        if (found.isPresent()) {
            metadata.note("positions: taken as metres, +y down, +x right, as the layout has it");
            Positions positions = found.get();
            metadata.positions(positions);
            ordered = growing ? frames : ordered(pair, frames, product, positions, metadata);
        }
        Optional<Probe> probe = FoundProbe.of(product.file(), Product.PROBE, frames, metadata.notes());
        Optional<Specimen> specimen = specimen(product, metadata.notes());
        String name = product.text("name");
        boolean[] mask = mask(pair, frames);
        return metadata.complete(ordered.count(), frames.rows(), frames.columns())
                .scan(
                        name.isEmpty() ? stem(pair.product()) : name,
                        pair.product(),
                        ordered,
                        mask,
                        probe,
                        specimen,
                        Optional.empty());
    }

    /** The frames that have positions, in the order of these. */
    private static Frames ordered(
            PairFiles pair, Frames frames, Product product, Positions positions, Metadata metadata) {
        int[] indexes = FrameIndexes.of(
                product.indexes(),
                positions.count(),
                frames.count(),
                pair.product().toString());
        if (indexes.length < frames.count()) {
            metadata.note(
                    "frames: " + indexes.length + " of " + frames.count() + " used, as " + Product.INDEXES + " says");
        }
        return FrameIndexes.isIdentity(indexes, frames.count()) ? frames : frames.select(indexes);
    }

    private static Optional<Specimen> specimen(Product product, List<String> notes) {
        if (!product.file().isDataset(Product.OBJECT)) {
            return Optional.empty();
        }
        Specimen specimen;
        try {
            specimen = product.specimen();
        } catch (BadInputException e) {
            // Nobody needs the file's object for a reconstruction, so that it does not stop one.
            notes.add("object: the one in the file is left out: " + e.getMessage());
            return Optional.empty();
        }
        boolean finite = Arrays.stream(specimen.images()[0]).allMatch(ComplexImage::isFinite);
        boolean filled = Arrays.stream(specimen.images()[0]).anyMatch(layer -> layer.power() > 0);
        if (finite && filled && isFlat(specimen)) {
            notes.add("object: the one in the file is 1 everywhere, as good as none");
            return Optional.empty();
        }
        if (finite && filled) {
            notes.add("object: one is in the file; it is used only if asked for");
            return Optional.of(specimen);
        }
        return Optional.empty();
    }

    @Override
    public Support support() {
        return new Support("pair", "h5py; a pair of the APS");
    }

    private static boolean isFlat(Specimen specimen) {
        for (ComplexImage layer : specimen.images()[0]) {
            for (int i = 0; i < layer.size(); i++) {
                if (layer.re()[i] != 1 || layer.im()[i] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** True where a pixel is good: everywhere, unless our own group says otherwise. */
    private static boolean[] mask(PairFiles pair, Frames frames) {
        boolean[] mask = new boolean[frames.rows() * frames.columns()];
        Arrays.fill(mask, true);
        try (Hdf5File file = Hdf5File.open(pair.patterns())) {
            if (file.isDataset(PtychodusPairWriter.MASK)) {
                try (Hdf5Dataset dataset = file.dataset(PtychodusPairWriter.MASK)) {
                    long[] good = dataset.longs();
                    if (good.length != mask.length) {
                        throw new BadInputException(dataset.label() + " must have as many pixels as a frame, "
                                + mask.length + ", but its shape is " + dataset.shapeText());
                    }
                    for (int i = 0; i < mask.length; i++) {
                        mask[i] = good[i] != 0;
                    }
                }
            }
        }
        return mask;
    }

    private static String stem(Path product) {
        return product.getFileName().toString().replaceFirst("(_para|_dp)?\\.[^.]*$", "");
    }
}
