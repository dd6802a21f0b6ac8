package org.polyptych.engines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.engines.constraint.CyclicMove;
import org.polyptych.engines.constraint.ObjectLimits;
import org.polyptych.engines.constraint.ProbeCentre;
import org.polyptych.engines.constraint.ProbePower;
import org.polyptych.engines.constraint.ProbeSupport;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.RasterAmbiguity;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.regulariser.PhaseSmoothness;
import org.polyptych.physics.regulariser.TotalVariationStep;

/**
 * What a user asks of object and probe beside the data, for every engine alike. {@link #after} applies it after each
 * iteration, in this order: centre of the probe, support of the probe, total variation, smooth phase, power of the probe,
 * limits of the object. {@link #report} applies the hard ones again to what is reported, since some engines report means
 * over iterations, and removes what a raster leaves free. Nothing is remembered from one iteration to the next, so a
 * run that goes on from a checkpoint gives the same bits.
 */
public final class Constraints {
    private final RunSettings.ObjectSettings object;
    private final Positions positions;
    private final boolean round;
    private final boolean centre;
    private final Optional<ProbeSupport> support;
    private final Optional<ProbePower> power;
    private final ObjectLimits limits;
    private Optional<TotalVariationStep> variation = Optional.empty();

    /** @param used the frames that are worked on; read only if {@code probe.power=counts} */
    public static Constraints of(RunSettings run, Scan used) {
        return new Constraints(run, used);
    }

    private Constraints(RunSettings run, Scan used) {
        RunSettings.ProbeSettings probe = run.probe();
        int rows = used.geometry().rows();
        int columns = used.geometry().columns();
        this.object = run.object();
        this.positions = used.positions();
        this.round = run.positions().round();
        this.centre = probe.centre();
        this.support =
                probe.support() == 0 ? Optional.empty() : Optional.of(new ProbeSupport(rows, columns, probe.support()));
        this.power = probe.powerFree()
                ? Optional.empty()
                : Optional.of(new ProbePower(probe.powerIn(() -> StartingProbe.meanCounts(used))));
        this.limits = object.limits();
    }

    /** @throws BadInputException if something is to be changed that is declared known */
    static void check(RunSettings run) {
        RunSettings.ProbeSettings probe = run.probe();
        RunSettings.ObjectSettings object = run.object();
        if (object.rasterNull() && run.positions().refine()) {
            throw new BadInputException(
                    "object.rasterNull is for frames on whole pixels, where positions.refine=true does"
                            + " not leave them; set one of them to false");
        }
        if (object.kind() != RunSettings.Kind.COMPLEX) {
            refuse(!probe.powerFree(), object, "probe.power=" + probe.power());
            refuse(object.rasterNull(), object, "object.rasterNull=true");
        }
        List<String> ofProbe = new ArrayList<>();
        List<String> ofObject = new ArrayList<>();
        add(ofProbe, probe.support() != 0, "probe.support");
        add(ofProbe, probe.variations() > 1, "probe.variations");
        add(ofObject, object.limits().any(), object.limitsNamed());
        add(ofObject, object.tv() != 0, "object.tv");
        add(ofObject, object.smooth() != 0, "object.smooth");
        // these move something from one to the other
        for (List<String> both : List.of(ofProbe, ofObject)) {
            add(both, !probe.powerFree(), "probe.power");
            add(both, probe.centre(), "probe.centre");
            add(both, object.rasterNull(), "object.rasterNull");
        }
        refuse(probe.known() ? ofProbe : List.of(), "probe");
        refuse(object.known() ? ofObject : List.of(), "object");
    }

    private static void add(List<String> changing, boolean set, String name) {
        if (set) {
            changing.add(name);
        }
    }

    private static void refuse(boolean asked, RunSettings.ObjectSettings object, String what) {
        if (asked) {
            throw new BadInputException(object.limitsNamed() + " is an amplitude of 1, which " + what
                    + " would change; leave one or the other out");
        }
    }

    private static void refuse(List<String> changing, String what) {
        if (!changing.isEmpty()) {
            throw new BadInputException(what + ".known=true keeps the " + what + " exactly as it came, but "
                    + String.join(" and ", changing) + " would change it; leave one or the other out");
        }
    }

    /** Applies them between two iterations; does not touch the state where there are none. */
    void after(EngineState state) {
        if (centre
                || support.isPresent()
                || power.isPresent()
                || limits.any()
                || object.tv() != 0
                || object.smooth() != 0) {
            state.revise(this::apply);
        }
    }

    private void apply(Estimate estimate) {
        if (centre) {
            ProbeCentre off = ProbeCentre.of(estimate.probe());
            if (off.needsMove()) {
                estimate.move(off.down(), off.right());
            }
        }
        support.ifPresent(circle -> {
            circle.apply(estimate.probe());
            circle.apply(estimate.variations().toArray(ComplexImage[]::new));
        });
        estimate.objects().forEach(this::regularise);
        power.ifPresent(fixed -> fixed.apply(estimate.firstSlices(), estimate.variations(), estimate.probe()));
        estimate.objects().forEach(limits::apply);
    }

    private void regularise(ComplexImage image) {
        if (object.tv() != 0) {
            if (variation.isEmpty()) {
                variation = Optional.of(new TotalVariationStep(image.rows(), image.columns()));
            }
            variation.get().apply(image, object.tv() * Math.sqrt(image.power() / image.size()));
        }
        if (object.smooth() != 0) {
            new PhaseSmoothness().descend(image, object.smooth());
        }
    }

    /** What is reported of a run. */
    record Reported(Specimen specimen, Probe probe) {}

    /**
     * What is reported for an object and a probe as an engine gives them, which stay as they are.
     *
     * @param notes told what became of the raster's null space
     */
    Reported report(Specimen found, Probe foundProbe, Consumer<String> notes) {
        Specimen specimen = found.copy();
        Probe probe = foundProbe.copy();
        ComplexImage[] modes = modes(probe);
        if (centre) {
            ProbeCentre off = ProbeCentre.of(modes);
            List<ComplexImage> all = new ArrayList<>(Arrays.asList(modes));
            all.addAll(variations(probe));
            all.addAll(all(specimen));
            new CyclicMove(off.down(), off.right()).apply(all);
        }
        Reported reported = object.rasterNull() ? withoutRaster(specimen, probe, notes) : new Reported(specimen, probe);
        ComplexImage[] last = modes(reported.probe());
        List<ComplexImage> further = variations(reported.probe());
        support.ifPresent(circle -> {
            circle.apply(last);
            circle.apply(further.toArray(ComplexImage[]::new));
        });
        power.ifPresent(fixed -> fixed.apply(firstSlices(reported.specimen()), further, last));
        all(reported.specimen()).forEach(limits::apply);
        return reported;
    }

    private static List<ComplexImage> all(Specimen specimen) {
        return Arrays.stream(specimen.images()).flatMap(Arrays::stream).toList();
    }

    private static List<ComplexImage> firstSlices(Specimen specimen) {
        return Arrays.stream(specimen.images()).map(slices -> slices[0]).toList();
    }

    private Reported withoutRaster(Specimen specimen, Probe probe, Consumer<String> notes) {
        if (specimen.modes() > 1) {
            notes.accept("object.rasterNull did nothing: the object has " + specimen.modes()
                    + " states, and what it moves is a factor of one");
            return new Reported(specimen, probe);
        }
        RasterAmbiguity raster = new RasterAmbiguity(specimen, positions, probe.rows(), probe.columns(), round);
        if (!raster.steps().ambiguous()) {
            notes.accept("object.rasterNull did nothing: " + raster.steps().why());
            return new Reported(specimen, probe);
        }
        RasterAmbiguity.Separation separated = raster.remove(specimen, probe);
        if (!separated.credible()) {
            notes.accept(
                    "object.rasterNull did nothing: the factor that it found is too wide to be the raster's, so the"
                            + " object is far from any solution");
            return new Reported(specimen, probe);
        }
        notes.accept("object.rasterNull moved a factor with the period of the raster, "
                + raster.steps().down() + " x " + raster.steps().right() + " pixels, from the object to the probe");
        return new Reported(separated.specimen(), separated.probe());
    }

    private static ComplexImage[] modes(Probe probe) {
        ComplexImage[] modes = new ComplexImage[probe.modes()];
        Arrays.setAll(modes, probe::mode);
        return modes;
    }

    /** The modes of all variations but the first. */
    private static List<ComplexImage> variations(Probe probe) {
        List<ComplexImage> images = new ArrayList<>();
        for (int v = 1; v < probe.variations(); v++) {
            for (int m = 0; m < probe.modes(); m++) {
                images.add(probe.mode(v, m));
            }
        }
        return images;
    }

    /** What an engine needs, and what they take of Java's memory beside it. */
    static MemoryNeed added(MemoryNeed need, ProblemSize size, RunSettings run) {
        long more = (run.object().tv() != 0 ? size.objects(5) : 0)
                + (run.object().smooth() != 0 ? size.objects(1) : 0)
                + (run.object().rasterNull() ? size.objects(4) : 0);
        return new MemoryNeed(need.working() + more, need.snapshot());
    }
}
