package org.polyptych.app.commands;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.app.ScanSource;
import org.polyptych.app.job.Interrupt;
import org.polyptych.app.job.ResultFolder.Existing;
import org.polyptych.app.plan.Plan;
import org.polyptych.app.train.ModelPlace;
import org.polyptych.app.train.TrainJob;
import org.polyptych.app.train.TrainRequest;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.settings.Setting;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Stop;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.TrainerProvider;
import org.polyptych.neural.train.Trainers;
import org.polyptych.neural.train.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a network and writes its model file. */
@Command(
        name = "train",
        description = "Train a network from scans or images and write its model file, with the curves of its losses"
                + " (.png) and its log (.log) beside it. Without a name: list what can be trained.")
final class TrainCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "What is trained, see 'polyptych train' without a name.")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "SCAN",
            description = "Scans to learn from, of any format that is read; the word 'demo' is the scan that is"
                    + " simulated here.")
    private List<String> scans = List.of();

    @Option(
            names = "--object",
            paramLabel = "FILE|RESULT",
            description = "The object that belongs to a scan, to be learned: .npy, .npz, .h5, or the folder of a"
                    + " result; once a scan, in their order. Default: the truth in a simulated scan.")
    private List<Path> objects = List.of();

    @Option(
            names = "--images",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Objects by themselves, to learn from: .npy or .npz of complex images [y, x] or [image, y, x],"
                            + " a result, or a grey .png or .tif as amplitudes (a .tif named *amplitude* with the phases"
                            + " in rad in *phase* beside it); several may follow.")
    private List<Path> images = List.of();

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description = "Begin with the network of this model file in place of a new one.")
    private Path from;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the trainer, or of the data as for 'reconstruct' (file.*, data.*); may be"
                    + " repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = {"--rounds", "--iterations"},
            paramLabel = "N",
            description = "Rounds to train, 1 or more. The same as --set NAME.rounds=N. Default: the trainer's own.")
    private Integer rounds;

    @Option(names = "--seed", paramLabel = "N", description = "Of every random choice. Default: 1.")
    private long seed = Plan.DEFAULT_SEED;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one a processor.")
    private Integer threads;

    @Option(
            names = "--device",
            paramLabel = "cpu|cuda",
            defaultValue = "cpu",
            description = "Where the network is trained. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(
            names = "--resume",
            description = "Go on from the checkpoint of a training that was killed or interrupted; from the beginning"
                    + " where there is none.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Replace the model that is there, and forget a checkpoint.")
    private boolean overwrite;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            description = "The model file to write, such as model.safetensors.")
    private Path output;

    @Override
    public Integer call() {
        if (name == null) {
            list();
            return 0;
        }
        TrainRequest request = request();
        if (output == null) {
            throw new BadInputException("say where the model goes, with -o FILE, such as -o " + name + ".safetensors");
        }
        ModelPlace place = ModelPlace.at(output, existing());
        if (scans.isEmpty() && images.isEmpty()) {
            throw new BadInputException("there is nothing to learn from: name scans, or images with --images");
        }
        // before anything is read, which may take long
        request.conditions().device().require();
        try (Interrupt interrupt = new Interrupt(this::announce)) {
            String command = "polyptych "
                    + String.join(
                            " ", spec.root().commandLine().getParseResult().originalArgs());
            TrainJob.End end = new TrainJob(request, place, spec.commandLine().getErr()).run(command, interrupt);
            return end.outcome()
                    .map(outcome -> tell(outcome, end.lossName(), place))
                    .orElse(0);
        }
    }

    private TrainRequest request() {
        TrainerProvider provider = Trainers.named(name);
        Path here = Path.of("").toAbsolutePath();
        return TrainRequest.of(
                provider,
                scans.stream().map(scan -> ScanSource.resolved(scan, here)).toList(),
                objects.stream().map(here::resolve).map(Path::normalize).toList(),
                images.stream().map(here::resolve).map(Path::normalize).toList(),
                Optional.ofNullable(from).map(here::resolve).map(Path::normalize),
                settings,
                rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds),
                seed,
                threads == null ? Parallel.allProcessors() : threads,
                Device.named(device));
    }

    private Existing existing() {
        if (resume && overwrite) {
            throw new BadInputException("--resume goes on from what is there, --overwrite forgets it; say one of them");
        }
        if (resume) {
            return Existing.RESUME;
        }
        return overwrite ? Existing.REPLACE : Existing.REFUSE;
    }

    private void announce() {
        PrintWriter err = spec.commandLine().getErr();
        err.println();
        err.println("polyptych: stopping; once more ends at once, without the model so far");
        err.flush();
    }

    /** Prints what came out and where it is; returns the exit code. */
    private int tell(TrainingRun.Outcome outcome, String lossName, ModelPlace place) {
        PrintWriter err = spec.commandLine().getErr();
        Stop stop = outcome.stop();
        boolean none = outcome.completed() == 0;
        if (!none) {
            tell(outcome, lossName, place, spec.commandLine().getOut());
        }
        if (stop.cause() == Stop.Cause.DIVERGED) {
            throw new BadInputException(stop.why()
                    + (none
                            ? "; no round was done before, so no model was written; start anew with a lower rate"
                                    + (Files.exists(place.checkpoint()) ? " and --overwrite" : "")
                            : "; the model and its checkpoint are those of before; go on from the model with --from "
                                    + output + ", a lower rate and another -o"));
        }
        if (none && stop.cause() == Stop.Cause.BUDGET) {
            throw new BadInputException(
                    stop.why() + ", so no model was written; --resume with a larger one goes on from there");
        }
        if (stop.cause() != Stop.Cause.INTERRUPTED) {
            return 0;
        }
        err.println(
                none
                        ? "polyptych: interrupted before the first round was done; no model was written"
                                + (Files.exists(place.checkpoint()) ? ", but --resume goes on from there" : "")
                        : "polyptych: " + stop.why() + "; the model so far is valid, and --resume goes on from it");
        return INTERRUPTED;
    }

    private void tell(TrainingRun.Outcome outcome, String lossName, ModelPlace place, PrintWriter out) {
        Map<String, String> facts = outcome.model().facts();
        out.printf(Locale.ROOT, "trained     %s, %d rounds%n", outcome.model().kind(), outcome.completed());
        if (outcome.losses().length > 0) {
            out.printf(Locale.ROOT, "loss        %.5g (%s)%n", outcome.losses()[outcome.losses().length - 1], lossName);
        }
        if (facts.containsKey("validationLoss")) {
            boolean first = "0".equals(facts.get("rounds"));
            out.printf(
                    Locale.ROOT,
                    "validation  %.5g, the best, %s%n",
                    Double.parseDouble(facts.get("validationLoss")),
                    first ? "that of --from: no round has bettered it" : "after round " + facts.get("rounds"));
        }
        out.printf(Locale.ROOT, "seconds     %.1f%n", outcome.seconds());
        Path shown = output.getParent() == null ? Path.of("") : output.getParent();
        out.printf(Locale.ROOT, "model       %s%n", output);
        if (Files.exists(place.picture())) {
            out.printf(
                    Locale.ROOT,
                    "losses      %s%n",
                    shown.resolve(place.picture().getFileName()));
        }
        if (Files.exists(place.samples())) {
            out.printf(
                    Locale.ROOT,
                    "samples     %s%n",
                    shown.resolve(place.samples().getFileName()));
        }
        if (outcome.stop().cause() != Stop.Cause.COMPLETED) {
            out.printf(Locale.ROOT, "stopped     %s%n", outcome.stop().why());
        }
        out.flush();
    }

    private void list() {
        PrintWriter out = spec.commandLine().getOut();
        for (TrainerProvider provider : Trainers.all()) {
            out.println(provider.name() + ": " + provider.description());
            print(out, provider.name(), provider.settingsType());
            out.println();
        }
        out.println("Settings of every training:");
        TrainRequest.COMMON.forEach((group, type) -> print(out, group, type));
    }

    private static void print(PrintWriter out, String group, Class<? extends Record> type) {
        for (var component : SettingsReader.components(type)) {
            Setting setting = SettingsReader.setting(component);
            String others =
                    setting.presets().length == 0 ? "" : " [presets: " + String.join(", ", setting.presets()) + "]";
            out.printf(
                    Locale.ROOT,
                    "  %-24s %s%s%n",
                    group + "." + component.getName() + "=" + setting.value(),
                    setting.doc(),
                    others);
        }
    }
}
