package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.app.Cli;
import org.polyptych.app.KnownScan;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.CxiFile;
import org.polyptych.io.GrowingCxi;
import org.polyptych.io.HowMade;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ScanFiles;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.physics.Scan;

/** A scan is followed while it is written. */
class StreamCommandTest {
    @TempDir
    private Path folder;

    /** Adds frames up to each of some counts, the next ones once a picture with more frames than the last is there. */
    private static Thread played(Scan scan, Path file, Path live, int... counts) {
        return Thread.ofPlatform().start(() -> {
            try (GrowingCxi writer = GrowingCxi.create(file, scan, HowMade.UNKNOWN)) {
                for (int k = 0; k < counts.length; k++) {
                    while (writer.count() < counts[k]) {
                        writer.add();
                    }
                    long end = System.nanoTime() + 60_000_000_000L;
                    while (k + 1 < counts.length && looks(live) <= k && System.nanoTime() < end) {
                        Thread.sleep(20);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Pictures so far. */
    private static int looks(Path live) {
        try {
            return Files.readAllLines(live.resolve("looks.csv")).size() - 1;
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void a_network_has_said_in_the_end_what_it_says_of_the_whole_file() throws Exception {
        Path known = KnownScan.write(folder);
        Path model = folder.resolve("net.safetensors");
        Cli train = Cli.run(
                "train",
                "ptychonn",
                known,
                "--rounds",
                1,
                "--set",
                "ptychonn.channels=2",
                "--set",
                "ptychonn.relative=false",
                "--set",
                "ptychonn.validation=0",
                "-o",
                model);
        assertThat(train.code()).as(train.err()).isZero();
        Path growing = folder.resolve("growing.cxi");
        Path live = folder.resolve("live");
        Thread player = played(ScanFiles.open(known), growing, live, 20, 45, 64);
        Cli run = Cli.run(
                "stream",
                growing,
                "--engine",
                "ptychonn",
                "--set",
                "ptychonn.model=" + model,
                "--every",
                0.1,
                "-o",
                live);
        player.join();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("all 64 positions have frames").contains("frames/s by the engine");
        assertThat(looks(live))
                .as("it was followed, not only reconstructed in the end")
                .isGreaterThanOrEqualTo(2);
        Path whole = folder.resolve("whole");
        Cli reconstruct = Cli.run(
                "reconstruct", growing, "--engine", "ptychonn", "--set", "ptychonn.model=" + model, "-o", whole);
        assertThat(reconstruct.code()).as(reconstruct.err()).isZero();
        ComplexImage followed =
                ProductFile.read(live.resolve("result.h5")).specimen().image();
        ComplexImage once =
                ProductFile.read(whole.resolve("result.h5")).specimen().image();
        assertThat(followed.re()).isEqualTo(once.re());
        assertThat(followed.im()).isEqualTo(once.im());
        assertThat(live.resolve("report.html")).exists();
        assertThat(live.resolve("plan.yaml")).content().contains("repeats it");
    }

    @Test
    void interrupted_it_leaves_the_result_so_far() throws Exception {
        assumeFalse(
                isInterruptIgnored(), "whoever started this process has it ignore SIGINT, as a shell does with '&'");
        Path growing = folder.resolve("growing.cxi");
        Path live = folder.resolve("live");
        played(KnownScan.simulate(), growing, live, 40).join();
        AtomicReference<Cli> ended = new AtomicReference<>();
        Thread command = Thread.ofPlatform()
                .start(() -> ended.set(Cli.run(
                        "stream", growing, "--engine", "rpie", "--each", 1, "--every", 0.05, "--idle", 0, "-o", live)));
        // the last frame is in the second picture
        while (command.isAlive() && looks(live) < 2) {
            Thread.sleep(20);
        }
        assertThat(command.isAlive()).as("it waits for the other frames").isTrue();
        new ProcessBuilder(
                        "kill", "-INT", String.valueOf(ProcessHandle.current().pid()))
                .start()
                .waitFor();
        command.join();
        assertThat(ended.get().code()).as(ended.get().err()).isEqualTo(130);
        assertThat(ended.get().err()).contains("the result so far is valid");
        assertThat(ProductFile.read(live.resolve("result.h5")).positions().count())
                .isEqualTo(40);
        assertThat(folder.resolve(".live.part")).doesNotExist();
    }

    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        }
    }

    @Test
    void parts_in_a_folder_are_followed_until_nothing_new_comes() throws IOException {
        Scan scan = KnownScan.simulate();
        Path parts = Files.createDirectory(folder.resolve("parts"));
        for (int k = 0; k < 4; k++) {
            int first = 16 * k;
            int[] frames = new int[16];
            Arrays.setAll(frames, j -> first + j);
            CxiFile.write(parts.resolve("p" + k + ".cxi"), scan.select(frames));
        }
        Files.write(parts.resolve("p4.cxi"), Arrays.copyOf(Files.readAllBytes(parts.resolve("p3.cxi")), 3000));
        Path live = folder.resolve("live");
        Cli run = Cli.run(
                "stream", parts, "--engine", "rpie", "--iterations", 3, "--every", 0.05, "--idle", 0.4, "-o", live);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("nothing new has come for 0.4 s; 64 frames have")
                .contains("p4.cxi");
        assertThat(ProductFile.read(live.resolve("result.h5")).losses()).hasSize(3);
        assertThat(live.resolve("plan.yaml"))
                .content()
                .doesNotContain("repeats it")
                .contains("does not give the same")
                .contains("it went on from object and probe")
                .contains("the scan is a folder of parts");
    }

    @ParameterizedTest
    @CsvSource({
        "known.cxi, dm, cannot go on with further ones",
        "known.cxi, 'rpie*2,rpie*2', by one engine",
        "images.npy, rpie, is read once it is whole",
        "none/scan.h5, rpie, nor is the folder",
        "known.cxi, ptychonn, ptychonn.model=FILE"
    })
    void what_cannot_be_followed_is_refused_in_one_line(String file, String engine, String why) {
        KnownScan.write(folder);
        NpyFile.write(folder.resolve("images.npy"), NpyArray.of(new float[3 * 16], 3, 4, 4));
        Path live = folder.resolve("live");
        Cli run = Cli.run("stream", folder.resolve(file), "--engine", engine, "--every", 0.05, "-o", live);
        assertThat(run.isRefusedInOneLine()).as(run.err()).isTrue();
        assertThat(run.err()).contains(why);
        assertThat(live).doesNotExist();
    }

    @Test
    void nothing_that_comes_is_an_end_in_one_line() {
        Path live = folder.resolve("live");
        Cli run = Cli.run(
                "stream", folder.resolve("never.h5"), "--engine", "rpie", "--idle", 0.1, "--every", 0.05, "-o", live);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("never.h5: is not there yet").contains("nothing new has come for 0.1 s");
        assertThat(live).doesNotExist();
    }

    @Test
    void a_network_learns_on_from_the_frames_that_come() throws Exception {
        Path known = KnownScan.write(folder);
        Path model = folder.resolve("net.safetensors");
        Cli train = Cli.run(
                "train",
                "pinn",
                known,
                "--rounds",
                1,
                "--set",
                "pinn.width=8",
                "--set",
                "pinn.validation=0",
                "-o",
                model);
        assertThat(train.code()).as(train.err()).isZero();
        Path growing = folder.resolve("growing.cxi");
        Path live = folder.resolve("live");
        Thread player = played(ScanFiles.open(known), growing, live, 30, 64);
        Cli run = Cli.run(
                "stream",
                growing,
                "--engine",
                "ptychopinn",
                "--adapt",
                "--set",
                "ptychopinn.model=" + model,
                "--every",
                0.1,
                "-o",
                live);
        player.join();
        assertThat(run.code()).as(run.err()).isZero();
        Path learned = live.resolve("model.safetensors");
        assertThat(ModelFile.read(learned).facts().get("adapted")).matches("[1-9]\\d* steps while .*");
        assertThat(live.resolve("plan.yaml")).content().contains(learned.toString());
        assertThat(Files.readAllLines(live.resolve("looks.csv")).stream()
                        .skip(1)
                        .map(line -> line.split(",")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(line ->
                        assertThat(line[5]).as("asked of all frames anew").isEqualTo(line[1]));
        assertThat(ProductFile.read(live.resolve("result.h5")).positions().count())
                .isEqualTo(64);
    }

    @Test
    void what_has_no_network_does_not_learn_on() {
        Cli run =
                Cli.run("stream", folder.resolve("a.h5"), "--engine", "rpie", "--adapt", "-o", folder.resolve("live"));
        assertThat(run.isRefusedInOneLine()).as(run.err()).isTrue();
        assertThat(run.err()).contains("--adapt").contains("engine rpie has none");
    }
}
