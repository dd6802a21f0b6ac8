package org.polyptych.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/**
 * The pair of files that Pty-Chi and Ptychodus read: counts in {@code NAME_dp.hdf5}, everything else in
 * {@code NAME_para.hdf5}. Either may be named; {@code .h5} will do; one file that holds all will do too.
 */
public final class PtychodusPair implements ScanFormat {
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
        if (!Hdf5File.hasSignature(file)) {
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
    public Scan read(Path file) {
        PairFiles pair = PairFiles.of(file);
        Frames frames = PatternReader.open(pair.patterns(), PairFiles.PATTERNS, ReadOut.counts(), memoryLimit);
        try (Hdf5File open = Hdf5File.open(pair.product())) {
            return scan(pair, frames, new Product(open));
        }
    }

    private static Scan scan(PairFiles pair, Frames frames, Product product) {
        List<String> notes = new ArrayList<>();
        notes.add("positions: taken as metres, +y down, +x right, as the layout has it");
        notes.add("patterns: 'dp' taken as counts, zero frequency at pixel (" + frames.rows() / 2 + ", "
                + frames.columns() / 2 + ")");
        PatternCentre.warning(frames).ifPresent(notes::add);

        Product.Pixel pixel = product.pixel();
        XrayGeometry geometry = new XrayGeometry(
                frames.rows(),
                frames.columns(),
                pixel.height(),
                pixel.width(),
                product.positive(Product.ENERGY),
                product.positive(Product.DISTANCE));
        noteMissing(geometry, notes);
        String comments = product.text("comments");
        if (comments.toLowerCase(Locale.ROOT).contains("nominal")) {
            notes.add("comments in the file: " + comments);
        }

        Positions positions = product.positions();
        int[] indexes = FrameIndexes.of(
                product.indexes(),
                positions.count(),
                frames.count(),
                pair.product().toString());
        if (indexes.length < frames.count()) {
            notes.add("frames: " + indexes.length + " of " + frames.count() + " used, as " + Product.INDEXES + " says");
        }
        PositionRange.noteUnits(positions, geometry, notes);
        Frames ordered = FrameIndexes.isIdentity(indexes, frames.count()) ? frames : frames.select(indexes);

        boolean[] mask = new boolean[frames.rows() * frames.columns()];
        Arrays.fill(mask, true);
        String name = product.text("name");
        return new Scan(
                name.isEmpty() ? stem(pair.product()) : name,
                pair.product().toString(),
                geometry,
                ordered,
                mask,
                positions,
                FoundProbe.of(product.file(), Product.PROBE, frames, notes),
                specimen(product, notes),
                Optional.empty(),
                List.copyOf(notes));
    }

    private static void noteMissing(XrayGeometry geometry, List<String> notes) {
        if (Double.isNaN(geometry.energyEv())) {
            notes.add("energy: unknown (" + Product.ENERGY + " missing or not positive)");
        }
        if (Double.isNaN(geometry.distance())) {
            notes.add("distance: unknown (" + Product.DISTANCE + " missing or not positive)");
        }
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
        if (finite && filled) {
            notes.add("object: one is in the file; it is used only if asked for");
            return Optional.of(specimen);
        }
        return Optional.empty();
    }

    private static String stem(Path product) {
        return product.getFileName().toString().replaceFirst("(_para|_dp)?\\.[^.]*$", "");
    }
}
