package org.polyptych.io.ptypy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;
import org.polyptych.io.CountsToStore;
import org.polyptych.io.ScanWriter;
import org.polyptych.io.hdf5.Hdf5FrameWriter;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.io.hdf5.StoredType;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/**
 * X-ray scans as PtyPy's {@code .ptyd}, in one chunk; {@link Ptyd} and PtyPy's {@code PtydScan} read them. Counts as
 * {@link CountsToStore} chooses, the mask as weights 0 and 1. Near field is refused, since PtyPy keeps the propagation in its
 * parameters. A probe, an object and a truth have no place in it. Frames pass one by one.
 */
public final class PtydWriter implements ScanWriter {
    private static final int BLOCK = 16;
    private static final String CHUNK = Ptyd.CHUNKS + "/0";

    @Override
    public String format() {
        return "ptyd";
    }

    @Override
    public String name() {
        return "PtyPy scan";
    }

    @Override
    public String ending() {
        return ".ptyd";
    }

    @Override
    public List<String> leftOut(Scan scan) {
        List<String> lines = new ArrayList<>();
        scan.truth().ifPresent(truth -> lines.add("the truth of the simulation"));
        scan.probe().ifPresent(probe -> lines.add("the probe"));
        scan.specimen().ifPresent(specimen -> lines.add("the object"));
        if (scan.geometry().rows() != scan.geometry().columns()) {
            lines.add("what lies outside of the central square, once PtyPy opens it");
        }
        return lines;
    }

    /**
     * Writes a scan.
     *
     * @throws BadInputException if it is not of X-rays or of the near field, or energy or distance are not known, or a
     *     good pixel has an amplitude that is negative or not finite
     */
    @Override
    public List<Path> write(Path target, Scan scan) {
        Geometry geometry = scan.geometry();
        if (!(geometry instanceof XrayGeometry xray)) {
            throw new BadInputException(target + ": PtyPy's scans are of X-rays; this one is of electrons");
        }
        if (!(xray.energyEv() > 0 && xray.distance() > 0)) {
            throw new BadInputException(
                    target + ": PtyPy's scans need the energy and the distance to the detector, which " + scan.source()
                            + " does not say (--set file.energy=EV, --set file.distance=METRES)");
        }
        if (geometry.near().isPresent()) {
            throw new BadInputException(
                    scan.source() + ": a near-field scan cannot be written as ptyd, which does not say"
                            + " how the beam went on to the detector; use cxi");
        }
        WholeFile.write(target, part -> {
            try (Hdf5Writer file = Hdf5Writer.create(part)) {
                PtypyWriter nodes = new PtypyWriter(file);
                nodes.root();
                nodes.dict(Ptyd.CHUNKS);
                nodes.dict(CHUNK);
                writeFrames(file, nodes, scan);
                nodes.wholeList(
                        CHUNK + "/indices",
                        LongStream.range(0, scan.frames().count()).toArray());
                nodes.array(
                        CHUNK + "/positions",
                        PtyrWriter.pairs(scan.positions()),
                        scan.positions().count(),
                        2);
                writeMeta(nodes, scan, xray);
                nodes.dict("info");
                ExactGeometry.write(file, xray);
            }
        });
        return List.of(target);
    }

    private static void writeMeta(PtypyWriter file, Scan scan, XrayGeometry geometry) {
        int rows = geometry.rows();
        int columns = geometry.columns();
        file.dict(Ptyd.META);
        file.number(Ptyd.META + "/version", 0.1);
        file.text(Ptyd.META + "/label", scan.name());
        file.whole(Ptyd.META + "/num_frames", scan.frames().count());
        file.wholes(Ptyd.META + "/shape", rows, columns);
        file.array(Ptyd.META + "/center", new double[] {rows / 2, columns / 2}, 2);
        file.number(Ptyd.META + "/energy", geometry.energyEv() / Ptyd.EV_PER_KEV);
        file.number(Ptyd.META + "/distance", geometry.distance());
        file.array(
                Ptyd.META + "/psize", new double[] {geometry.detectorPixelHeight(), geometry.detectorPixelWidth()}, 2);
    }

    private static void writeFrames(Hdf5Writer file, PtypyWriter nodes, Scan scan) {
        Frames frames = scan.frames();
        int n = frames.count();
        int rows = frames.rows();
        int columns = frames.columns();
        CountsToStore counts = CountsToStore.of(scan, BLOCK);
        try (Hdf5FrameWriter dataset = file.frames(CHUNK + "/data", counts.type(), n, rows, columns)) {
            CountsToStore.forEachBlock(
                    frames, BLOCK, (first, amplitudes) -> dataset.write(first, counts.of(amplitudes)));
        }
        nodes.isArray(CHUNK + "/data");
        double[] weights = new double[rows * columns];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = scan.mask()[i] ? 1 : 0;
        }
        try (Hdf5FrameWriter dataset = file.frames(CHUNK + "/weights", StoredType.FLOAT32, n, rows, columns)) {
            for (int j = 0; j < n; j++) {
                dataset.write(j, weights);
            }
        }
        nodes.isArray(CHUNK + "/weights");
    }
}
