package org.polyptych.bench.fuzz;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.core.Snapshot;
import org.polyptych.io.CheckpointFile;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.io.NpzFile;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ScanSample;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/** One small whole file, or pair of files, of every kind that is read. */
final class SeedFiles {
    private static final int FRAMES = 5;
    private static final int SIDE = 8;
    private static final double PIXEL = 1e-8;

    private final Path folder;
    private final RandomStream random = new RandomStream(1, 0);

    /**
     * Files that belong together.
     *
     * @param opened the one that a reader is given; it may be a folder of them
     * @param files all of them, content by name
     */
    record Seed(String name, String opened, Map<String, byte[]> files) {}

    private SeedFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes the files into a folder, which is emptied before, and reads them into memory. */
    static List<Seed> in(Path folder) throws IOException {
        FuzzCase.empty(folder);
        return new SeedFiles(Files.createDirectories(folder)).all();
    }

    private List<Seed> all() throws IOException {
        List<Seed> seeds = new ArrayList<>();
        for (ScanSample sample : ScanSample.all()) {
            seeds.add(seed(sample));
        }
        foreignCxi(folder.resolve("foreign.cxi"));
        seeds.add(seed("CXI of others", "foreign.cxi"));
        ProductFile.write(folder.resolve("result.h5"), result());
        seeds.add(seed("result", "result.h5"));
        CheckpointFile.write(folder.resolve("checkpoint.h5"), checkpoint());
        seeds.add(seed("checkpoint", "checkpoint.h5"));
        NpyArray probe = NpyArray.of(new ComplexImage[] {image(SIDE), image(SIDE)}, 2);
        NpyFile.write(folder.resolve("probe.npy"), probe);
        seeds.add(seed("npy", "probe.npy"));
        NpyFile.write(folder.resolve("big.npy"), probe, ByteOrder.BIG_ENDIAN, true);
        seeds.add(seed("npy, big-endian, Fortran order", "big.npy"));
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("probe", probe);
        arrays.put("object", NpyArray.of(new ComplexImage[] {image(20)}, 1));
        arrays.put("numbers", NpyArray.of(new double[] {1, 2, 3}, 3));
        NpzFile.write(folder.resolve("arrays.npz"), arrays);
        seeds.add(seed("npz", "arrays.npz"));
        return seeds;
    }

    private Checkpoint checkpoint() {
        Snapshot state = new Snapshot();
        state.floats().put("object", new float[][] {image(20).re(), image(20).im()});
        state.doubles().put("powers", new double[] {1, 2, 3});
        state.longs().put("order", new long[] {2, 0, 1});
        Snapshot history = new Snapshot();
        history.doubles().put("losses", new double[] {3, 2, 1});
        return new Checkpoint(Map.of("engine", "rpie", "seed", "1"), Map.of("started", "today"), 3, state, history);
    }

    /** A format's own sample, with everything that lies in its folder. */
    private Seed seed(ScanSample sample) throws IOException {
        String name = sample.getClass().getSimpleName();
        Path own = Files.createDirectories(folder.resolve("samples").resolve(name));
        Path opened = sample.write(own);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(own)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                contents.put(own.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return new Seed(name, own.relativize(opened).toString(), contents);
    }

    private Seed seed(String name, String... files) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (String file : files) {
            contents.put(file, Files.readAllBytes(folder.resolve(file)));
        }
        return new Seed(name, files[0], contents);
    }

    private void foreignCxi(Path path) {
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.longs("cxi_version", new long[] {150});
            String detector = "entry_1/instrument_1/detector_1";
            String source = "entry_1/instrument_1/source_1";
            List.of("entry_1", "entry_1/data_1", "entry_1/instrument_1", detector, source, "entry_1/sample_1")
                    .forEach(file::group);
            file.group("entry_1/sample_1/geometry_1");
            file.compressedFrames(detector + "/data", counts(), SIDE, SIDE);
            file.link("/" + detector + "/data", "entry_1/data_1/data");
            file.doubles(detector + "/distance", new double[] {1});
            file.doubles(detector + "/x_pixel_size", new double[] {5e-5});
            file.doubles(detector + "/y_pixel_size", new double[] {5e-5}, 1);
            file.doubles(detector + "/basis_vectors", new double[] {0, -5e-5, 0, 5e-5, 0, 0}, 2, 3);
            file.doubles(detector + "/corner_position", new double[] {2e-4, 2e-4, 1}, 3);
            file.longs(detector + "/mask", new long[SIDE * SIDE], SIDE, SIDE);
            file.doubles(detector + "/data_dark", new double[2 * SIDE * SIDE], 2, SIDE, SIDE);
            file.doubles(source + "/energy", new double[] {8});
            file.attribute(source + "/energy", "units", "keV");
            file.doubles(source + "/wavelength", new double[] {1.55e-10});
            file.doubles("entry_1/sample_1/geometry_1/translation", new double[3 * FRAMES], 3, FRAMES);
        }
    }

    private Scan scan() {
        boolean[] mask = new boolean[SIDE * SIDE];
        java.util.Arrays.fill(mask, 1, mask.length, true);
        float[][] amplitudes = counts();
        for (float[] frame : amplitudes) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (float) Math.sqrt(frame[i]);
            }
        }
        double[] along = {0, 1e-8, 2e-8, 3e-8, 4e-8};
        Probe probe = Probe.of(image(SIDE), image(SIDE));
        Specimen specimen = Specimen.of(image(20), PIXEL, PIXEL, 0, 0);
        return new Scan(
                "small",
                "simulated",
                new XrayGeometry(SIDE, SIDE, PIXEL, PIXEL, 8000, 1),
                new MemoryFrames(SIDE, SIDE, amplitudes),
                mask,
                new Positions(along, along.clone()),
                Optional.of(probe),
                Optional.of(specimen),
                Optional.of(new Scan.Truth(specimen, probe)),
                List.of("a note"));
    }

    private Result result() {
        Scan scan = scan();
        return new Result(
                scan.specimen().orElseThrow(),
                scan.probe().orElseThrow(),
                scan.positions(),
                RealImage.zeros(20, 20),
                new double[] {3, 2, 1},
                new Result.Provenance(
                        "small",
                        "simulated",
                        scan.geometry(),
                        "rpie",
                        "loss",
                        3,
                        1,
                        Map.of("rpie.alpha", "0.5"),
                        "polyptych",
                        "a machine",
                        "today",
                        1.5));
    }

    private float[][] counts() {
        float[][] counts = new float[FRAMES][SIDE * SIDE];
        for (float[] frame : counts) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (int) (random.uniform() * 100);
            }
        }
        return counts;
    }

    private ComplexImage image(int side) {
        ComplexImage image = ComplexImage.zeros(side, side);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) random.gaussian();
            image.im()[i] = (float) random.gaussian();
        }
        return image;
    }
}
