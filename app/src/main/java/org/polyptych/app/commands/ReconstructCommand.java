package org.polyptych.app.commands;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.app.ScanSource;
import org.polyptych.app.job.Interrupt;
import org.polyptych.app.job.Job;
import org.polyptych.app.job.JobEnd;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.app.plan.DeviceChoice;
import org.polyptych.app.plan.Half;
import org.polyptych.app.plan.Plan;
import org.polyptych.app.plan.PlanCheck;
import org.polyptych.app.plan.Sharing;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Chain;
import org.polyptych.engines.EngineProvider;
import org.polyptych.physics.prepare.FrameSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The main job: a scan becomes an image. What is typed goes before what the plan says. */
@Command(name = "reconstruct", description = "Reconstruct a scan and write the result folder.")
final class ReconstructCommand implements Callable<Integer> {
    private static final String PRESET = ".preset";
    private static final String DEFAULT_ENGINE = "rpie";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCAN|PLAN.yaml",
            arity = "1..*",
            description = "The file with the data, or a plan. The word 'demo' is the scan that is simulated here."
                    + " Several scans with --share.")
    private List<String> sources;

    @Option(
            names = "--engine",
            paramLabel = "NAME|CHAIN",
            description = "The method, see 'polyptych engines', or several, each going on from the one before:"
                    + " dm*50,rpie*100. Default: rpie.")
    private String engine;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "1 or more. Default: the engine's own. Not for a chain, which says it.")
    private Integer iterations;

    @Option(names = "--probe", paramLabel = "FILE", description = "A probe instead of the scan's own: .npy, .npz, .h5.")
    private Path probe;

    @Option(names = "--object", paramLabel = "FILE", description = "An object to start from: .npy, .npz, .h5.")
    private Path object;

    @Option(names = "--mask", paramLabel = "FILE", description = "More bad pixels: .npy, true where a pixel is good.")
    private Path mask;

    @Option(
            names = "--background",
            paramLabel = "FILE",
            description =
                    "Counts measured without light through the specimen, of one frame or several: .npy, .h5, .tif."
                            + " Modelled by engines that can, or subtracted with --set data.subtractBackground=true. See"
                            + " docs/background.md.")
    private Path background;

    @Option(
            names = "--share",
            paramLabel = "probe|object",
            description = "What several scans have in common; they are reconstructed together. See"
                    + " docs/several-scans.md.")
    private String share;

    @Option(
            names = "--frames",
            paramLabel = "SELECTION",
            description =
                    "Use only these, by index from 0 in the file: 0:100, ::2, 0:400:4, lists as 3,7,20:30; with ! in"
                            + " front all but these; or evenly by position: farthest:50, farthest:1/9. See docs/prepare.md.")
    private String frames;

    @Option(
            names = "--hold-out",
            paramLabel = "PERCENT",
            description = "Hold out this share of the frames, chosen by seed, and stop when their loss rises. The same"
                    + " as --set stop.holdOut=PERCENT.")
    private String holdOut;

    @Option(
            names = "--half",
            paramLabel = "odd|even",
            description = "Use only every second frame, of those selected if --frames is given.")
    private String half;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, such as probe.modes=2 or rpie.alpha=0.5; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "Of every random choice. Default: 1.")
    private Long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Default: one a processor. Does not change the result of classical engines; of those that work"
                            + " in libtorch it may change the last bits.")
    private Integer threads;

    @Option(
            names = "--device",
            paramLabel = "cpu|cuda",
            description =
                    "Where engines work that can choose (those that can do 'device', see 'polyptych engines'); the"
                            + " others run on the processor. Default: what the plan says, else cpu. See docs/device.md.")
    private String device;

    @Option(
            names = "--resume",
            description = "Go on from the checkpoint of a run that was killed or interrupted; from the beginning where"
                    + " there is none.")
    private boolean resume;

    @Option(
            names = "--overwrite",
            description = "Replace the result that is in the output folder, and forget a checkpoint.")
    private boolean overwrite;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The result folder to write. Needed unless the plan says it.")
    private Path output;

    @Override
    public Integer call() {
        Plan plan = plan();
        plan.reconstruction();
        Path target =
                plan.output().orElseThrow(() -> new BadInputException("say where the result goes, with -o FOLDER"));
        ResultFolder folder = ResultFolder.at(target, existing());
        Job job = Job.open(plan);
        Optional<String> finished = job.finished(folder);
        if (finished.isPresent()) {
            spec.commandLine().getErr().println("note: " + target + ": " + finished.get());
            return 0;
        }
        Path shown = output == null ? target : output;
        try (Interrupt interrupt = new Interrupt(() -> Ending.announce(spec.commandLine()))) {
            String command = "polyptych "
                    + String.join(
                            " ", spec.root().commandLine().getParseResult().originalArgs());
            JobEnd end = job.run(folder, command, spec.commandLine().getErr(), interrupt);
            return Ending.tell(end.outcome(), job, shown, spec.commandLine());
        }
    }

    private ResultFolder.Existing existing() {
        if (resume && overwrite) {
            throw new BadInputException("--resume goes on from what is there, --overwrite forgets it; say one of them");
        }
        if (resume) {
            return ResultFolder.Existing.RESUME;
        }
        return overwrite ? ResultFolder.Existing.REPLACE : ResultFolder.Existing.REFUSE;
    }

    private Plan plan() {
        Path here = Path.of("").toAbsolutePath();
        String source = sources.getFirst();
        boolean isPlan = source.endsWith(".yaml") || source.endsWith(".yml");
        Plan base = isPlan
                ? PlanCheck.valid(Path.of(source))
                : Plan.of(ScanSource.resolved(source, here), engine == null ? DEFAULT_ENGINE : engine);
        Map<String, String> merged = new LinkedHashMap<>(base.settings());
        if (engine != null && !engine.equals(base.engine())) {
            // Settings of the engines that the plan names mean nothing to others.
            List<String> now = Chain.parse(engine).providers().stream()
                    .map(EngineProvider::name)
                    .toList();
            Chain.parse(base.engine()).providers().stream()
                    .map(EngineProvider::name)
                    .filter(name -> !now.contains(name))
                    .forEach(name -> merged.keySet().removeIf(key -> key.startsWith(name + ".")));
        }
        settings.forEach((key, value) -> {
            if (key.endsWith(PRESET) && !value.strip().equalsIgnoreCase(merged.get(key))) {
                // A plan says every setting; those of another preset would leave nothing to this one.
                String group = key.substring(0, key.length() - PRESET.length());
                merged.keySet().removeIf(other -> other.startsWith(group + "."));
            }
        });
        merged.putAll(settings);
        if (holdOut != null) {
            merged.put("stop.holdOut", holdOut);
        }
        if (device != null) {
            merged.putAll(DeviceChoice.settings(device, engine == null ? base.engine() : engine, settings));
        }
        return new Plan(
                base.scan(),
                engine == null ? base.engine() : engine,
                iterations(base),
                seed == null ? base.seed() : seed,
                threads == null ? base.threads() : OptionalInt.of(threads),
                frames == null ? base.frames() : Optional.of(FrameSelection.parse(frames)),
                half == null ? base.half() : Optional.of(Half.named(half)),
                probe == null
                        ? base.probeFile()
                        : Optional.of(here.resolve(probe).normalize()),
                object == null
                        ? base.objectFile()
                        : Optional.of(here.resolve(object).normalize()),
                mask == null ? base.maskFile() : Optional.of(here.resolve(mask).normalize()),
                background == null
                        ? base.backgroundFile()
                        : Optional.of(here.resolve(background).normalize()),
                sharing(base, here, isPlan),
                output == null
                        ? base.output()
                        : Optional.of(here.resolve(output).normalize()),
                merged);
    }

    /** What is typed; the scans of a plan stay its own. */
    private Optional<Sharing> sharing(Plan base, Path here, boolean isPlan) {
        if (isPlan && sources.size() > 1) {
            throw new BadInputException("a plan names its scans itself (scan, scan-2, ...); give the plan alone");
        }
        if (share == null && sources.size() > 1) {
            throw new BadInputException("there are " + sources.size()
                    + " scans; say what they have in common: --share probe or --share object");
        }
        if (share == null) {
            return base.sharing();
        }
        List<String> others = isPlan
                ? base.sharing().map(Sharing::others).orElse(List.of())
                : sources.stream()
                        .skip(1)
                        .map(other -> ScanSource.resolved(other, here))
                        .toList();
        return Optional.of(new Sharing(Sharing.What.named(share), others));
    }

    /** What is typed; else what the plan says, unless a chain is typed instead of its engine. */
    private OptionalInt iterations(Plan base) {
        if (iterations != null) {
            return OptionalInt.of(iterations);
        }
        return engine == null || Chain.parse(engine).single() ? base.iterations() : OptionalInt.empty();
    }
}
