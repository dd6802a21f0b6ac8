package org.polyptych.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;
import org.polyptych.io.hdf5.Hdf5FrameWriter;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.io.hdf5.StoredType;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * Writes scans as CXI 160, which other programs open; {@link Cxi} gives back the very same bits. Counts are whole
 * numbers where all of them are, else float32 (float64 if they leave its range) whose square roots, rounded to float32,
 * are the amplitudes. What CXI has no place for, the truth above all, lies in the group {@code polyptych}. Energy,
 * distance and pixel sizes that are not known are left out. Frames pass one by one.
 */
public final class CxiFile {
    private static final int BLOCK = 16;
    private static final int BAD_PIXEL = 1;

    private CxiFile() {}

    /** {@link #write(Path, Scan, HowMade)} where nothing more is known. */
    public static void write(Path target, Scan scan) {
        write(target, scan, HowMade.UNKNOWN);
    }

    /**
     * Writes a scan; what was there is replaced once the new file is whole. A masked pixel without a possible amplitude
     * becomes 0.
     *
     * @throws BadInputException if a good pixel has an amplitude that is negative or not finite
     */
    public static void write(Path target, Scan scan, HowMade made) {
        WholeFile.write(target, part -> writeTo(part, scan, made, true));
    }

    /** {@link #write(Path, Scan, HowMade)} with frames that are not compressed: larger, and far faster to read. */
    public static void writePlain(Path target, Scan scan, HowMade made) {
        WholeFile.write(target, part -> writeTo(part, scan, made, false));
    }

    /**
     * {@link #write(Path, Scan, HowMade)} where nothing may be replaced.
     *
     * @throws BadInputException too if there is such a file, before or after the scan is written
     */
    public static void writeNew(Path target, Scan scan, HowMade made) {
        WholeFile.writeNew(target, part -> writeTo(part, scan, made, true));
    }

    private static void writeTo(Path part, Scan scan, HowMade made, boolean compressed) {
        try (Hdf5Writer file = Hdf5Writer.create(part)) {
            writeContent(file, scan, made, compressed);
        }
    }

    /** Everything that a CXI file has. */
    static void writeContent(Hdf5Writer file, Scan scan, HowMade made, boolean compressed) {
        writeContent(file, scan, made, () -> writePatterns(file, scan, compressed));
    }

    /** @param patterns writes the dataset of the frames */
    static void writeContent(Hdf5Writer file, Scan scan, HowMade made, Runnable patterns) {
        file.longs(CxiNames.VERSION, new long[] {160});
        file.longs("number_of_entries", new long[] {1});
        List.of(
                        CxiNames.ENTRY,
                        CxiNames.DATA_LINKS,
                        CxiNames.ENTRY + "/instrument_1",
                        CxiNames.DETECTOR,
                        CxiNames.SOURCE,
                        CxiNames.ENTRY + "/sample_1",
                        CxiNames.SAMPLE_GEOMETRY)
                .forEach(file::group);
        file.text(CxiNames.TITLE, scan.name());
        writeSource(file, scan);
        writeDetector(file, scan);
        patterns.run();
        file.link("/" + CxiNames.DATA, CxiNames.DATA_LINKS + "/data");
        writePositions(file, scan.positions());
        CxiOwnGroup.write(file, scan, made);
    }

    private static void writeSource(Hdf5Writer file, Scan scan) {
        double energy = ProvenanceGroup.energy(scan.geometry());
        if (energy > 0) {
            number(file, CxiNames.ENERGY, energy * CxiNumbers.JOULES_PER_EV);
            number(file, CxiNames.WAVELENGTH, scan.geometry().wavelength());
        }
        scan.probe().ifPresent(probe -> CxiOwnGroup.writeProbe(file, CxiNames.ILLUMINATION, probe));
    }

    private static void writeDetector(Hdf5Writer file, Scan scan) {
        Geometry geometry = scan.geometry();
        int rows = geometry.rows();
        int columns = geometry.columns();
        if (geometry.distance() > 0) {
            number(file, CxiNames.DISTANCE, geometry.distance());
        }
        double py = geometry.detectorPixelHeight();
        double px = geometry.detectorPixelWidth();
        if (py > 0 && px > 0) {
            number(file, CxiNames.Y_PIXEL, py);
            number(file, CxiNames.X_PIXEL, px);
            file.doubles(CxiNames.BASIS, new double[] {0, -px, -py, 0, 0, 0}, 3, 2);
            // The beam goes through the middle of pixel N/2.
            double[] corner = {(columns / 2 + 0.5) * px, (rows / 2 + 0.5) * py, geometry.distance()};
            file.doubles(CxiNames.CORNER, corner, 3);
        }
        long[] mask = new long[rows * columns];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = scan.mask()[i] ? 0 : BAD_PIXEL;
        }
        file.longs(CxiNames.MASK, StoredType.UINT32, mask, rows, columns);
    }

    private static void writePatterns(Hdf5Writer file, Scan scan, boolean compressed) {
        CountsToStore counts = CountsToStore.of(scan, BLOCK);
        Frames frames = scan.frames();
        int n = frames.count();
        try (Hdf5FrameWriter dataset = compressed
                ? file.frames(CxiNames.DATA, counts.type(), n, frames.rows(), frames.columns())
                : file.plainFrames(CxiNames.DATA, counts.type(), n, frames.rows(), frames.columns())) {
            CountsToStore.forEachBlock(
                    frames, BLOCK, (first, amplitudes) -> dataset.write(first, counts.of(amplitudes)));
        }
    }

    private static void writePositions(Hdf5Writer file, Positions positions) {
        double[] translation = new double[3 * positions.count()];
        for (int j = 0; j < positions.count(); j++) {
            translation[3 * j] = positions.x()[j];
            translation[3 * j + 1] = positions.y()[j];
        }
        file.doubles(CxiNames.TRANSLATION, translation, positions.count(), 3);
        for (String place : Arrays.asList(CxiNames.DATA_LINKS, CxiNames.DETECTOR)) {
            file.link("/" + CxiNames.TRANSLATION, place + "/translation");
        }
    }

    private static void number(Hdf5Writer file, String name, double value) {
        file.doubles(name, new double[] {value});
    }
}
