package org.polyptych.neural.unet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ContentHash;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.neural.diffusion.Channels;
import org.polyptych.neural.sampling.LearnedPixels;
import org.polyptych.neural.sampling.Unit;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Simulation;

/**
 * Pieces of images scanned as another scan was: its positions, its probe, its counts. Each is simulated and reconstructed when
 * it is first asked for, by the seed and its number, and kept.
 */
final class SimulatedPairs implements Pairs {
    /** Streams apart from those of steps and epochs. */
    private static final long PIECES = 1L << 51;

    private static final String AS_SCANNED = "scan";

    private final UNetTraining settings;
    private final Scan scan;
    private final Probe probe;
    private final List<TrainingData.Image> images;
    private final Specimen grid;
    private final Reconstruction recipe;
    private final Noise noise;
    private final long seed;
    private final int threads;
    private final Map<Integer, Pair> kept = new HashMap<>();

    SimulatedPairs(UNetTraining settings, Scan scan, List<TrainingData.Image> images, long seed, int threads) {
        this.settings = settings;
        this.scan = scan;
        this.images = images;
        this.seed = seed;
        this.threads = threads;
        this.probe = scan.truth()
                .map(Scan.Truth::probe)
                .or(scan::probe)
                .orElseThrow(() -> new BadInputException(scan.source() + ": has no probe to simulate with"));
        if (!(scan.geometry() instanceof XrayGeometry)) {
            throw new BadInputException(
                    scan.source() + ": is no X-ray scan; only those are simulated. Give results with --object instead");
        }
        this.recipe = Reconstruction.with(
                settings.engine(),
                settings.known() ? Map.of("probe.known", "true") : Map.of(),
                OptionalInt.of(settings.iterations()),
                seed,
                threads);
        this.grid = grid(scan, settings.engine(), threads);
        for (TrainingData.Image one : images) {
            requirePixels(one);
            if (one.image().rows() < grid.rows() || one.image().columns() < grid.columns()) {
                throw new BadInputException(
                        one.source() + ": has " + one.image().rows() + " x "
                                + one.image().columns() + " pixels, the scan in " + scan.source() + " needs pieces of "
                                + grid.rows() + " x " + grid.columns());
            }
        }
        this.noise = settings.noise().equals(AS_SCANNED)
                ? new Noise.PoissonPerFrame(meanCounts(scan, scan.mask()) / goodShare())
                : NoiseSpec.parse(settings.noise());
    }

    /** An image that says its pixels must have those of the scan. */
    private void requirePixels(TrainingData.Image one) {
        LearnedPixels learned = new LearnedPixels(one.pixelHeight(), one.pixelWidth());
        if (!learned.like(grid.pixelHeight(), grid.pixelWidth())) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: has pixels of %.4g x %.4g m, the scan in %s has %.4g x %.4g m on the object; resample it first",
                    one.source(),
                    one.pixelHeight(),
                    one.pixelWidth(),
                    scan.source(),
                    grid.pixelHeight(),
                    grid.pixelWidth()));
        }
    }

    /** Of the light that reaches the detector, what falls on good pixels: of the first pair, without noise. */
    private double goodShare() {
        boolean[] all = new boolean[scan.mask().length];
        Arrays.fill(all, true);
        if (Arrays.equals(all, scan.mask())) {
            return 1;
        }
        try (Parallel parallel = new Parallel(threads)) {
            Scan clean = simulation(truth(0)).run(parallel, done -> {});
            return meanCounts(clean, scan.mask()) / meanCounts(clean, all);
        }
    }

    /** The object that a run on such a scan begins with; its probe, which it may not have, does not matter. */
    private static Specimen grid(Scan scan, String engine, int threads) {
        Reconstruction any = Reconstruction.with(engine, Map.of(), OptionalInt.of(1), 1, threads);
        try (EngineSession session = any.begin(scan)) {
            return session.state().specimen();
        }
    }

    private static double meanCounts(Scan scan, boolean[] mask) {
        double sum = 0;
        for (int j = 0; j < scan.frames().count(); j++) {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < frame.length; i++) {
                sum += mask[i] ? (double) frame[i] * frame[i] : 0;
            }
        }
        return sum / scan.frames().count();
    }

    @Override
    public int training() {
        return settings.pairs();
    }

    @Override
    public int validation() {
        return (int) Math.ceil(settings.validation() * settings.pairs());
    }

    @Override
    public Pair pair(int number) {
        return kept.computeIfAbsent(number, this::made);
    }

    private ComplexImage truth(int number) {
        RandomStream random = new RandomStream(seed, PIECES + number);
        ComplexImage image =
                images.get((int) (images.size() * random.uniform())).image();
        return piece(image, random, number < training());
    }

    private Simulation simulation(ComplexImage truth) {
        Specimen specimen = Specimen.of(truth, grid.pixelHeight(), grid.pixelWidth(), grid.centreY(), grid.centreX());
        return Simulation.of((XrayGeometry) scan.geometry(), specimen, probe, scan.positions());
    }

    private Pair made(int number) {
        ComplexImage truth = truth(number);
        Scan simulated;
        try (Parallel parallel = new Parallel(threads)) {
            simulated = simulation(truth)
                    .named("pair " + number, "pair " + number + " of " + scan.source())
                    .noise(noise)
                    .seed(seed + number)
                    .run(parallel, done -> {})
                    .withMask(scan.mask());
        }
        Probe beam = simulated.truth().orElseThrow().probe();
        Probe start = settings.known() ? beam : scan.probe().orElse(beam);
        Specimen result = recipe.run(simulated, Optional.of(start), Optional.empty(), Observer.NONE, () -> false)
                .specimen();
        float[] light = Illumination.of(result, beam, simulated.positions()).values();
        ComplexImage aligned = truth.copy();
        Unit factor = Unit.between(aligned, result.image(), light);
        (settings.known() ? factor.phase() : factor).onto(aligned);
        return new Pair(result.image(), aligned);
    }

    /**
     * A piece of an image, mirrored and transposed at random. Pieces that judge come from the end of the longer side, where those
     * to learn from leave it to them if it is long enough.
     */
    private ComplexImage piece(ComplexImage image, RandomStream random, boolean toLearn) {
        boolean square = grid.rows() == grid.columns();
        boolean transposed = square && random.uniform() < 0.5;
        boolean down = image.rows() >= image.columns();
        int[] rows = down ? part(image.rows(), grid.rows(), toLearn) : new int[] {0, image.rows()};
        int[] columns = down ? new int[] {0, image.columns()} : part(image.columns(), grid.columns(), toLearn);
        int top = rows[0] + (int) ((rows[1] - rows[0] - grid.rows() + 1) * random.uniform());
        int left = columns[0] + (int) ((columns[1] - columns[0] - grid.columns() + 1) * random.uniform());
        boolean upsideDown = random.uniform() < 0.5;
        boolean mirrored = random.uniform() < 0.5;
        ComplexImage piece = ComplexImage.zeros(grid.rows(), grid.columns());
        for (int y = 0; y < piece.rows(); y++) {
            for (int x = 0; x < piece.columns(); x++) {
                int b = upsideDown ? piece.rows() - 1 - y : y;
                int a = mirrored ? piece.columns() - 1 - x : x;
                int from = transposed ? (top + a) * image.columns() + left + b : (top + b) * image.columns() + left + a;
                piece.re()[y * piece.columns() + x] = image.re()[from];
                piece.im()[y * piece.columns() + x] = image.im()[from];
            }
        }
        return piece;
    }

    private int[] part(int length, int needed, boolean toLearn) {
        int apart = Math.max(needed, (int) Math.ceil(settings.validation() * length));
        if (settings.validation() == 0 || length - apart < needed) {
            return new int[] {0, length};
        }
        return toLearn ? new int[] {0, length - apart} : new int[] {length - apart, length};
    }

    @Override
    public int rows() {
        return grid.rows();
    }

    @Override
    public int columns() {
        return grid.columns();
    }

    @Override
    public Channels channels() {
        List<ComplexImage> all = new ArrayList<>();
        images.forEach(one -> all.add(one.image()));
        return Spread.of(all);
    }

    @Override
    public double pixelHeight() {
        return grid.pixelHeight();
    }

    @Override
    public double pixelWidth() {
        return grid.pixelWidth();
    }

    @Override
    public String fingerprint() {
        ContentHash hash = new ContentHash();
        images.forEach(one -> hash.add(one.image()));
        for (int m = 0; m < probe.modes(); m++) {
            hash.add(probe.mode(m));
        }
        return hash.text();
    }
}
