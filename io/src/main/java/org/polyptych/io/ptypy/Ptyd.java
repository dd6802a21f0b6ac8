package org.polyptych.io.ptypy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Completed;
import org.polyptych.io.Counts;
import org.polyptych.io.InFile;
import org.polyptych.io.Metadata;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.frames.ConcatenatedFrames;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.matlab.MatlabFile;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/**
 * PtyPy's prepared scans: {@code chunks/K/data} (counts [frame, y, x]), {@code positions} [frame, (y, x)] in metres,
 * {@code weights} (0 where a pixel is bad); {@code meta/energy} in keV, {@code distance} and {@code psize} in metres. A
 * chunk may be a link to a file of its own. {@link PtydWriter} writes them.
 */
public final class Ptyd implements ScanFormat {
    static final String CHUNKS = "chunks";
    static final String META = "meta";
    static final double EV_PER_KEV = 1e3;

    /** A zero frequency further from pixel N/2 is worth a line. */
    private static final double FAR_OFF = 0.75;

    private final long memoryLimit;

    /** Frames that need more than half of Java's memory stay in the file. */
    public Ptyd() {
        this(PatternReader.usualMemoryLimit());
    }

    /** @param memoryLimit how many bytes of amplitudes may be held in memory */
    Ptyd(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    @Override
    public String name() {
        return "PtyPy scan (*.ptyd)";
    }

    @Override
    public Support support() {
        return new Support("ptypy", "PtyPy 0.9, h5py");
    }

    @Override
    public boolean recognises(Path file) {
        if (!MatlabFile.isOtherHdf5(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return open.isGroup(CHUNKS) && open.isGroup(META);
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        try (Hdf5File open = Hdf5File.open(file)) {
            Metadata metadata = new Metadata(file, settings).beam(Metadata.Beam.XRAY);
            List<String> chunks = chunks(open, metadata);
            long[] sizes = new long[chunks.size()];
            long bytes = 0;
            long[] first = PatternReader.shape(open, chunks.getFirst() + "/data");
            for (int k = 0; k < sizes.length; k++) {
                long[] shape = PatternReader.shape(open, chunks.get(k) + "/data");
                if (shape[1] != first[1] || shape[2] != first[2]) {
                    throw new BadInputException(file + ": its parts have frames of different sizes, " + first[1] + " x "
                            + first[2] + " and " + shape[1] + " x " + shape[2]);
                }
                sizes[k] = shape[0];
                bytes += Float.BYTES * shape[0] * shape[1] * shape[2];
            }
            // before the frames, which may hold marks of the detector where a weight is 0
            boolean[] mask = PtydWeights.mask(open, chunks, (int) first[1], (int) first[2], metadata.notes());
            Counts counts = new Counts(mask, null);
            List<Frames> parts = new ArrayList<>();
            for (String chunk : chunks) {
                // either all of them stay in the file or none
                parts.add(PatternReader.open(file, chunk + "/data", counts, bytes > memoryLimit ? 0 : memoryLimit));
            }
            Frames frames = new ConcatenatedFrames(parts, file.toString());
            readMeta(new PtypyNode(open, META), frames, metadata);
            readPositions(open, chunks, sizes, metadata);
            metadata.note("patterns: '" + CHUNKS + "/*/data' taken as counts, zero frequency at pixel ("
                    + frames.rows() / 2 + ", " + frames.columns() / 2 + ")");
            metadata.note("geometry: taken as far field (Fraunhofer); PtyPy keeps the propagation in its parameters and"
                    + " not in this file (file.nearField=true if it is near field)");
            metadata.note("probe: none in the file");
            Completed completed = metadata.complete(frames.count(), frames.rows(), frames.columns());
            String name = new PtypyNode(open, META).at("label").text().orElse(Completed.stem(file));
            return completed.scan(name, file, frames, mask, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** The chunks in the order of their numbers. */
    private static List<String> chunks(Hdf5File file, Metadata metadata) {
        List<String> names = file.names(CHUNKS).stream()
                .filter(name -> name.matches("\\d{1,9}"))
                .sorted(java.util.Comparator.comparingInt(Integer::parseInt))
                .map(name -> CHUNKS + "/" + name)
                .toList();
        List<String> there = names.stream().filter(file::isGroup).toList();
        if (there.isEmpty()) {
            throw new BadInputException(file.path() + ": no group '" + CHUNKS + "/0' with frames"
                    + (names.isEmpty() ? "" : " (it is a link to a file that is not there)"));
        }
        if (there.size() < names.size()) {
            metadata.note("frames: " + (names.size() - there.size()) + " of " + names.size()
                    + " chunks are links to files that are not there and are left out");
        }
        return there;
    }

    private static void readMeta(PtypyNode meta, Frames frames, Metadata metadata) {
        Optional<Double> energy = meta.at("energy").positive("keV").map(kev -> kev * EV_PER_KEV);
        Optional<Double> distance = meta.at("distance").positive("metres");
        Optional<double[]> pixel = meta.at("psize").pair("metres").filter(pair -> pair[0] > 0 && pair[1] > 0);
        energy.ifPresent(metadata::energy);
        distance.ifPresent(metadata::distance);
        pixel.ifPresent(pair -> metadata.detectorPixel(pair[0], pair[1]));
        if (energy.isPresent() && distance.isPresent() && pixel.isPresent()) {
            ExactGeometry.read(meta.file(), frames.rows(), frames.columns(), energy.get(), distance.get(), pixel.get())
                    .ifPresent(metadata::geometry);
        }
        metadata.lookedFor("energy", "'meta/energy' in keV")
                .lookedFor("distance", "'meta/distance' in metres")
                .lookedFor("detectorPixel", "'meta/psize' in metres");
        meta.at("center").pair("pixels").ifPresent(centre -> {
            double y = centre[0] - frames.rows() / 2;
            double x = centre[1] - frames.columns() / 2;
            if (Math.abs(y) > FAR_OFF || Math.abs(x) > FAR_OFF) {
                metadata.note("warning: meta/center puts the zero frequency at pixel (y " + centre[0] + ", x "
                        + centre[1] + "); it is read at (" + frames.rows() / 2 + ", " + frames.columns() / 2
                        + "), so that the probe will carry a phase ramp");
            }
        });
    }

    private static void readPositions(Hdf5File file, List<String> chunks, long[] sizes, Metadata metadata) {
        metadata.lookedFor("positions", "'chunks/*/positions', [frame, (y, x)] in metres");
        double[] y = new double[0];
        double[] x = new double[0];
        for (int k = 0; k < sizes.length; k++) {
            String name = chunks.get(k) + "/positions";
            if (!file.isDataset(name)) {
                return; // a list of None
            }
            try (Hdf5Dataset dataset = file.dataset(name)) {
                long[] shape = dataset.shape();
                if (shape.length != 2 || shape[0] != sizes[k] || shape[1] != 2) {
                    throw new BadInputException(dataset.label() + " must be [frame, (y, x)] in metres for the "
                            + sizes[k] + " frames beside it, but its shape is " + dataset.shapeText());
                }
                double[] pairs = dataset.doubles();
                int before = y.length;
                y = java.util.Arrays.copyOf(y, before + pairs.length / 2);
                x = java.util.Arrays.copyOf(x, before + pairs.length / 2);
                for (int j = 0; j < pairs.length / 2; j++) {
                    y[before + j] = pairs[2 * j];
                    x[before + j] = pairs[2 * j + 1];
                }
            }
        }
        double[] allY = y;
        double[] allX = x;
        metadata.positions(InFile.made(file.path(), () -> new Positions(allY, allX)));
        metadata.note("positions: of the probe on the object, (y, x) in metres, +y down, +x right, as PtyPy has them");
    }
}
