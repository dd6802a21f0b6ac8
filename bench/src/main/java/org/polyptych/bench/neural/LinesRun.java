package org.polyptych.bench.neural;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.polyptych.app.job.ResultFolder.Existing;
import org.polyptych.app.train.ModelPlace;
import org.polyptych.app.train.TrainJob;
import org.polyptych.app.train.TrainRequest;
import org.polyptych.io.CxiFile;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.train.Trainers;
import org.polyptych.physics.Scan;

/**
 * The training of a protocol in a folder, by what the command {@code train} does: started again it goes on from its last
 * round, and finds what is done already.
 *
 * @param seed of the trainer
 * @param threads of libtorch
 */
record LinesRun(LinesProtocol protocol, Path folder, long seed, int threads) {
    /** The model that came of it, and the loss of the object to judge by after each round. */
    record Trained(Model model, double[] validation) {}

    Path model() {
        return folder.resolve("model.safetensors");
    }

    private Path log() {
        return folder.resolve("model.log");
    }

    /** The scan of the test's object. */
    Path test() {
        return scan("test", protocol::test);
    }

    /** The scan of the object to judge by. */
    Path judge() {
        long last = protocol.seeds().getLast();
        return scan(String.valueOf(last), () -> protocol.scan(last));
    }

    /** Trains what is left to train. */
    Trained train(PrintWriter err) {
        List<String> scans = new ArrayList<>();
        for (long number : protocol.seeds()) {
            scans.add(scan(String.valueOf(number), () -> protocol.scan(number)).toString());
        }
        Map<String, String> settings = new LinkedHashMap<>();
        protocol.settings().forEach((key, value) -> settings.put("ptychonn." + key, value));
        settings.put("checkpoint.keep", "true");
        TrainRequest request = TrainRequest.of(
                Trainers.named("ptychonn"),
                scans,
                List.of(),
                List.of(),
                Optional.empty(),
                settings,
                OptionalInt.empty(),
                seed,
                threads,
                Device.CPU);
        new TrainJob(request, ModelPlace.at(model(), Existing.RESUME), err)
                .run("bench/run neural.LinesTraining --protocol " + protocol.name(), () -> false);
        double[] looks = TrainingLog.read(log()).stream()
                .mapToDouble(TrainingLog.Round::validation)
                .filter(Double::isFinite)
                .toArray();
        return new Trained(ModelFile.read(model()), looks);
    }

    /** The file of a scan, which is simulated if it is not there. */
    private Path scan(String name, Supplier<Scan> simulated) {
        Path file = folder.resolve("lines-" + name + ".h5");
        if (!Files.exists(file)) {
            CxiFile.write(file, simulated.get());
        }
        return file;
    }
}
