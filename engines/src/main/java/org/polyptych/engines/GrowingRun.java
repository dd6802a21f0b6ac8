package org.polyptych.engines;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * Reconstructs a scan of which more and more frames come, as far as they have come. An engine whose state takes further
 * frames ({@link GrowingState}) works on each frame once; any other that keeps nothing of a frame is started again, from the
 * object and the probe so far, with all frames so far, for the iterations of the recipe.
 */
public final class GrowingRun implements AutoCloseable {
    private final Reconstruction recipe;
    private final Optional<Probe> given;
    private final Parallel parallel;
    private final String build;
    private final String started =
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString();

    /** At work on the frames so far, if the engine can take further ones. */
    private Optional<EngineRun<?>> run = Optional.empty();

    private Optional<Result> soFar = Optional.empty();
    /** Where the frames were that are in the result so far. */
    private Positions seen = new Positions(new double[0], new double[0]);

    private double seconds;

    /**
     * @param recipe of one engine, with the iterations each time that further frames have come
     * @param probe that replaces the scan's own, if any
     * @throws BadInputException for a recipe that cannot follow a growing scan
     */
    public GrowingRun(Reconstruction recipe, Optional<Probe> probe) {
        check(recipe);
        this.recipe = recipe;
        this.given = probe;
        this.build = Version.build(recipe.chain().providers());
        this.parallel = new Parallel(recipe.threads());
    }

    /** @throws BadInputException for a recipe that cannot follow a growing scan; the line says why */
    public static void check(Reconstruction recipe) {
        if (!recipe.chain().single() || recipe.links().getFirst().coarser() > 1) {
            throw new BadInputException("a growing scan is followed by one engine, not by the chain "
                    + recipe.chain().text() + "; reconstruct with the chain once the scan is whole");
        }
        EngineProvider provider = recipe.links().getFirst().provider();
        if (!provider.capabilities().contains(Capability.STREAMING)) {
            throw new BadInputException("engine " + provider.name() + " keeps something of every frame between"
                    + " iterations, so that it cannot go on with further ones; choose one that can do 'streaming'"
                    + " ('polyptych engines' shows them)");
        }
        if (provider.needsObject()) {
            throw new BadInputException(
                    "engine " + provider.name() + " takes what another engine has made, and a growing"
                            + " scan is followed by one engine; reconstruct with both once the scan is whole");
        }
        RunSettings run = recipe.run();
        refuse(run.positions().refine(), "positions.refine=true");
        refuse(run.geometry().any(), "a refinement of group geometry");
        refuse(run.stop().holdOut() > 0, "stop.holdOut (--hold-out)");
        refuse(run.probe().variations() > 1, "probe.variations above 1");
        refuse(run.object().known(), "object.known=true");
        refuse(run.object().start() == RunSettings.Start.FILE, "object.start=file");
    }

    private static void refuse(boolean asked, String what) {
        if (asked) {
            throw new BadInputException(what
                    + " needs all frames of a scan, so that it does not go together with one that grows; leave it out,"
                    + " and reconstruct with it once the scan is whole");
        }
    }

    /** What was found so far; empty before frames were taken. */
    public Optional<Result> soFar() {
        return soFar;
    }

    /** The object so far, large enough for a scan: to go on from. */
    public Optional<Specimen> objectFor(Scan scan) {
        return soFar.map(Result::specimen)
                .map(old -> GrownCanvas.over(old, scan, margin(scan)).enlarged(old));
    }

    /** Whether each frame is worked on once, so that a run over all frames needs nothing of what was found so far. */
    public boolean once() {
        return run.isPresent();
    }

    private int margin(Scan scan) {
        return StartingPoint.margin(scan, recipe.run());
    }

    /**
     * Works on what has come.
     *
     * @param scan prepared; the frames of the call before, in that order, then further ones. If it is another one, all begins
     *     anew
     * @param cancelled asked between iterations
     * @return of all frames; that of the call before if there are no further ones
     */
    public Result take(Scan scan, BooleanSupplier cancelled) {
        recipe.check(scan);
        if (!beginsWithSeen(scan.positions())) {
            close(run);
            run = Optional.empty();
            soFar = Optional.empty();
        } else if (scan.positions().count() == seen.count()) {
            return soFar.orElseThrow();
        }
        long from = System.nanoTime();
        Result result = soFar.isEmpty() ? first(scan, cancelled) : run.isEmpty() ? again(scan, cancelled) : more(scan);
        seconds += 1e-9 * (System.nanoTime() - from);
        soFar = Optional.of(result);
        seen = scan.positions();
        return result;
    }

    private boolean beginsWithSeen(Positions positions) {
        int n = seen.count();
        return soFar.isPresent()
                && positions.count() >= n
                && Arrays.equals(seen.y(), 0, n, positions.y(), 0, n)
                && Arrays.equals(seen.x(), 0, n, positions.x(), 0, n);
    }

    private Result first(Scan scan, BooleanSupplier cancelled) {
        StartingPoint start = StartingPoint.of(scan, scan, recipe.run(), given, Optional.empty());
        EngineRun<?> begun = new EngineRun<>(
                recipe.links().getFirst().engine(),
                new Problem(scan, start.specimen(), start.probe(), recipe.run(), parallel, beam(scan)));
        if (begun.state() instanceof GrowingState) {
            run = Optional.of(begun);
            return stepped(scan, new double[0], Optional.empty());
        }
        begun.close();
        return again(scan, cancelled);
    }

    private Optional<Probe> beam(Scan scan) {
        return StartingProbe.chosen(scan, recipe.run().probe(), given);
    }

    /** From object and probe so far, if there are any. */
    private Result again(Scan scan, BooleanSupplier cancelled) {
        Optional<Probe> probe = soFar.map(Result::probe).or(() -> given);
        return recipe.run(scan, probe, objectFor(scan), Observer.NONE, cancelled);
    }

    private Result more(Scan scan) {
        Result before = soFar.orElseThrow();
        GrownCanvas grown = GrownCanvas.over(before.specimen(), scan, margin(scan));
        Problem longer = new Problem(
                scan, grown.enlarged(before.specimen()), before.probe(), recipe.run(), parallel, beam(scan));
        ((GrowingState) run.orElseThrow().state()).grow(longer, seen.count());
        return stepped(scan, before.losses(), Optional.of(grown.enlarged(before.illumination())));
    }

    private Result stepped(Scan scan, double[] losses, Optional<RealImage> light) {
        StepReport report = run.orElseThrow().step();
        EngineState state = run.orElseThrow().state();
        Specimen object = state.specimen();
        Probe probe = state.probe();
        int[] further = IntStream.range(seen.count(), scan.positions().count()).toArray();
        int[] all = IntStream.range(0, scan.positions().count()).toArray();
        RealImage illumination =
                Illumination.of(object, probe, scan.positions().select(light.isPresent() ? further : all));
        light.ifPresent(before -> {
            for (int i = 0; i < illumination.size(); i++) {
                illumination.values()[i] += before.values()[i];
            }
        });
        double[] more = Arrays.copyOf(losses, losses.length + 1);
        more[losses.length] = report.loss();
        return new Result(object, probe, scan.positions(), illumination, more, provenance(scan, more.length));
    }

    private Result.Provenance provenance(Scan scan, int iterations) {
        return new Result.Provenance(
                scan.name(),
                scan.source(),
                scan.geometry(),
                recipe.chain().text(),
                run.orElseThrow().lossName(),
                iterations,
                recipe.run().seed(),
                recipe.settings(),
                Version.program() + ", build " + build,
                Version.machine(recipe.threads()),
                started,
                seconds,
                "the scan had " + scan.positions().count() + " frames so far",
                "",
                Map.of());
    }

    private static void close(Optional<EngineRun<?>> some) {
        some.ifPresent(EngineRun::close);
    }

    @Override
    public void close() {
        close(run);
        run = Optional.empty();
        parallel.close();
    }
}
