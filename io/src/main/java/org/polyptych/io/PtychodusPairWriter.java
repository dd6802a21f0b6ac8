package org.polyptych.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;
import org.polyptych.io.hdf5.Hdf5FrameWriter;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * Scans as the pair of files that Pty-Chi and Ptychodus read. Both ask for an object: where the scan has none, a flat one
 * (1 everywhere) of the scan's size is written, which {@link PtychodusPair} does not take for one that was found. A mask
 * and the kind of beam, for which the layout has no place, lie in {@code polyptych}.
 */
public final class PtychodusPairWriter implements ScanWriter {
    static final String OWN = "polyptych";
    static final String MASK = OWN + "/mask";
    static final String BEAM = "polyptych_beam";
    private static final int BLOCK = 16;

    @Override
    public String format() {
        return "pair";
    }

    @Override
    public String name() {
        return "Ptychodus / Pty-Chi pair";
    }

    @Override
    public String ending() {
        return "_dp.hdf5";
    }

    /** Patterns and product: {@code NAME_dp.hdf5} and {@code NAME_para.hdf5}, whichever of them is named. */
    @Override
    public List<Path> files(Path target) {
        String stem = target.getFileName().toString().replaceFirst("(_dp|_para)?(\\.(hdf5|h5))?$", "");
        return List.of(target.resolveSibling(stem + "_dp.hdf5"), target.resolveSibling(stem + "_para.hdf5"));
    }

    @Override
    public List<String> leftOut(Scan scan) {
        List<String> lines = new ArrayList<>();
        scan.truth().ifPresent(truth -> lines.add("the truth of the simulation"));
        return lines;
    }

    @Override
    public List<Path> write(Path target, Scan scan) {
        if (scan.geometry().near().isPresent()) {
            throw new BadInputException(scan.source()
                    + ": a near-field scan cannot be written as pair, which has no place for it; use cxi");
        }
        if (scan.specimen().isEmpty()) {
            FlatSpecimen.check(scan, format());
        }
        List<Path> files = files(target);
        // neither gets its name before both are whole: halves of two scans would be taken for one
        WholeFile.write(
                files.get(0),
                patterns -> writePatterns(patterns, scan),
                files.get(1),
                product -> writeProduct(product, scan));
        return files;
    }

    private static void writePatterns(Path part, Scan scan) {
        CountsToStore counts = CountsToStore.of(scan, BLOCK);
        Frames frames = scan.frames();
        try (Hdf5Writer file = Hdf5Writer.create(part)) {
            try (Hdf5FrameWriter dataset =
                    file.frames(PairFiles.PATTERNS, counts.type(), frames.count(), frames.rows(), frames.columns())) {
                CountsToStore.forEachBlock(
                        frames, BLOCK, (first, amplitudes) -> dataset.write(first, counts.of(amplitudes)));
            }
            long[] good = new long[scan.mask().length];
            boolean all = true;
            for (int i = 0; i < good.length; i++) {
                good[i] = scan.mask()[i] ? 1 : 0;
                all &= scan.mask()[i];
            }
            if (!all) {
                file.group(OWN);
                file.longs(MASK, good, frames.rows(), frames.columns());
            }
        }
    }

    private static void writeProduct(Path part, Scan scan) {
        Geometry geometry = scan.geometry();
        int count = scan.positions().count();
        try (Hdf5Writer file = Hdf5Writer.create(part)) {
            scan.probe().ifPresent(probe -> {
                CxiOwnGroup.writeProbe(file, Product.PROBE, probe);
                file.attribute(Product.PROBE, Product.PIXEL_HEIGHT, geometry.pixelHeight());
                file.attribute(Product.PROBE, Product.PIXEL_WIDTH, geometry.pixelWidth());
            });
            ProductFile.writeSpecimen(file, scan.specimen().orElseGet(() -> FlatSpecimen.of(scan)));
            ProductFile.writeLosses(file, new double[0]);
            file.doubles(PairFiles.POSITION_Y, scan.positions().y(), count);
            file.doubles(PairFiles.POSITION_X, scan.positions().x(), count);
            file.longs(Product.INDEXES, LongStream.range(0, count).toArray(), count);
            file.attribute("/", "name", scan.name());
            file.attribute("/", "comments", "converted from " + scan.source());
            double energy = ProvenanceGroup.energy(geometry);
            // all three are asked for by other programs; 0 is their unknown
            file.attribute("/", Product.PHOTONS, scan.probe().map(Probe::power).orElse(0.0));
            file.attribute("/", Product.ENERGY, energy > 0 ? energy : 0);
            file.attribute("/", Product.DISTANCE, geometry.distance() > 0 ? geometry.distance() : 0);
            for (String unknown : ProductFile.UNKNOWN) {
                file.attribute("/", unknown, 0.0);
            }
            if (geometry instanceof ElectronGeometry) {
                file.attribute("/", BEAM, Metadata.Beam.ELECTRON.text());
            }
        }
    }
}
