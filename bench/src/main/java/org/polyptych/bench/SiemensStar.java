package org.polyptych.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.polyptych.app.report.RingChart;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.Units;
import org.polyptych.io.SpecimenFiles;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Registration;
import org.polyptych.physics.metrics.SpokeContrast;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Scores reconstructions of the Siemens star against a reference result and against each other, as Markdown tables and
 * a picture of the ring correlations: {@code SiemensStar full=star/result.h5 odd=odd/result.h5 even=even/result.h5}.
 * Every result is first registered to the middle of the reference; {@code docs/decisions/0006-metrics.md} says how.
 */
@Command(
        name = "SiemensStar",
        mixinStandardHelpOptions = true,
        description = "Scores reconstructions of the Siemens star: ring correlation and spoke contrast.")
public final class SiemensStar implements Callable<Integer> {
    private static final String REFERENCE = "real/siemens_star_reference_ptychi_lsqml60.npz";

    /** Names of the two results whose correlation with each other is reported too. */
    private static final List<String> HALVES = List.of("odd", "even");

    @Option(names = "--reference", description = "npz or result.h5; default: that of the shared test data")
    private Path reference;

    @Option(names = "--size", description = "side of the middle that is compared, in pixels (default 256)")
    private int size = 256;

    @Option(names = "--pixel", description = "pixel of NumPy files, which do not say, in nm (default 10)")
    private double pixelOfNumpy = 10;

    @Option(names = "--chart", description = "picture of the curves (default siemens_star_frc.png)")
    private Path chart = Path.of("siemens_star_frc.png");

    @Parameters(arity = "1..*", paramLabel = "NAME=FILE", description = "results, such as full=star/result.h5")
    private Map<String, Path> results = new LinkedHashMap<>();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new SiemensStar(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Specimen> specimens = new LinkedHashMap<>();
        results.forEach((name, file) -> specimens.put(name, open(file, pixelOfNumpy * Units.METRES_PER_NANOMETRE)));
        double pixel = specimens.values().iterator().next().pixelHeight();
        ComplexImage target =
                open(reference == null ? sharedReference() : reference, pixel).image();
        Region middle = Region.central(target, size, size);

        Map<String, Alignment> aligned = new LinkedHashMap<>();
        specimens.forEach((name, specimen) -> aligned.put(name, Registration.align(target, specimen.image(), middle)));
        Map<String, FourierRingCorrelation> curves = new LinkedHashMap<>();
        aligned.forEach((name, pair) ->
                curves.put(name + " / reference", FourierRingCorrelation.of(pair.reference(), pair.image())));
        Map<String, Alignment> removed = new LinkedHashMap<>(aligned);
        if (specimens.keySet().containsAll(HALVES)) {
            Alignment halves = registered(specimens.get(HALVES.get(0)), specimens.get(HALVES.get(1)));
            removed.put(HALVES.get(1) + " to " + HALVES.get(0), halves);
            curves.put(String.join(" / ", HALVES), FourierRingCorrelation.of(halves.reference(), halves.image()));
        }
        StarTables.removed(out, removed);
        StarTables.correlations(out, curves, pixel / Units.METRES_PER_NANOMETRE);
        StarTables.contrasts(out, contrasts(target, middle, aligned), pixel / Units.METRES_PER_NANOMETRE);
        out.flush();
        RingChart.write(chart, curves);
        return 0;
    }

    private Alignment registered(Specimen one, Specimen other) {
        return Registration.align(one.image(), other.image(), Region.central(one.image(), size, size));
    }

    /** Spoke contrast of the reference and of each result, on the reference's grid, about the reference's centre. */
    private Map<String, SpokeContrast> contrasts(ComplexImage target, Region middle, Map<String, Alignment> aligned) {
        RealImage phase = StarPhase.of(target.crop(middle.top(), middle.left(), middle.rows(), middle.columns()));
        StarSpokes star = StarSpokes.of(phase);
        Map<String, SpokeContrast> contrasts = new LinkedHashMap<>();
        contrasts.put("reference", star.contrast(phase));
        aligned.forEach((name, pair) -> {
            if (!pair.region().equals(middle)) {
                throw new BadInputException(name + ": does not cover the middle " + size + " px of the reference");
            }
            contrasts.put(name, star.contrast(StarPhase.of(pair.image())));
        });
        return contrasts;
    }

    /** Sizes and positions in metres are those of the file; NumPy's have none, so theirs are given. */
    private static Specimen open(Path file, double pixel) {
        return SpecimenFiles.open(file, pixel, pixel, 0, 0);
    }

    private static Path sharedReference() {
        String named = System.getenv("POLYPTYCH_DATA");
        return (named != null ? Path.of(named) : Path.of("../shared/data")).resolve(REFERENCE);
    }
}
