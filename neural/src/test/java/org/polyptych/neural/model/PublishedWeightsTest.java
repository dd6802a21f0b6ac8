package org.polyptych.neural.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.core.SharedData;

/** Weights of PyTorch come out as they went in; what is not weights is refused by name, and never run. */
class PublishedWeightsTest {
    private static final long[] NONE = {};

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("net.pth");
    }

    private static TorchSample sample() {
        ByteBuffer six = TorchSample.bytes(7 * 4);
        for (int k = 0; k < 7; k++) {
            six.putFloat(10 * k);
        }
        return new TorchSample()
                .storage("0", six)
                .storage("1", TorchSample.bytes(8).putLong(4711))
                .storage("2", TorchSample.bytes(16).putDouble(0.1).putDouble(-2))
                .storage("3", TorchSample.bytes(2).putShort((short) 0x3555))
                .storage("4", TorchSample.bytes(2).putShort((short) 0xc049));
    }

    private static TorchSample weights(TorchSample sample) {
        return sample.map()
                .text("plain.weight")
                .tensor("FloatStorage", "0", 7, 1, new long[] {2, 3}, new long[] {3, 1})
                .text("turned.weight")
                .tensor("FloatStorage", "0", 7, 0, new long[] {2, 3}, new long[] {1, 2})
                .text("num_batches_tracked")
                .tensor("LongStorage", "1", 1, 0, NONE, NONE)
                .text("double")
                .tensor("DoubleStorage", "2", 2, 0, new long[] {2}, new long[] {1})
                .text("half")
                .tensor("HalfStorage", "3", 1, 0, new long[] {1}, new long[] {1})
                .text("bfloat")
                .tensor("BFloat16Storage", "4", 1, 0, NONE, NONE)
                .text("empty")
                .tensor("FloatStorage", "0", 7, 7, new long[] {0, 3}, new long[] {3, 1})
                .raw('u');
    }

    private static void assertRight(Map<String, Weights> read) {
        assertThat(read.get("plain.weight").shape()).containsExactly(2, 3);
        assertThat(read.get("plain.weight").values()).containsExactly(10, 20, 30, 40, 50, 60);
        assertThat(read.get("turned.weight").values()).containsExactly(0, 20, 40, 10, 30, 50);
        assertThat(read.get("num_batches_tracked").shape()).isEmpty();
        assertThat(read.get("num_batches_tracked").values()).containsExactly(4711);
        assertThat(read.get("double").values()).containsExactly(0.1f, -2);
        assertThat(read.get("half").values()).containsExactly(0.33325195f);
        assertThat(read.get("bfloat").values()).containsExactly(-3.140625f);
        assertThat(read.get("empty").values()).isEmpty();
        assertThat(read).hasSize(7);
    }

    @Test
    void tensors_of_any_stride_and_type_come_out_as_floats() {
        assertRight(PublishedWeights.read(weights(sample()).write(file())));
    }

    @Test
    void weights_are_found_among_other_things() {
        TorchSample usual = sample().raw('}', '(').text("epoch").number(3).text("loss");
        usual.tensor("DoubleStorage", "2", 2, 0, NONE, NONE).text("model_state_dict");
        assertRight(PublishedWeights.read(weights(usual).raw('u').write(file())));
        TorchSample unusual = sample().raw('}', '(').text("epoch").number(3).text("mine");
        assertRight(PublishedWeights.read(weights(unusual).raw('u').write(file())));
        TorchSample two = sample().raw('}', '(').text("a");
        refused(weights(weights(two).text("b")).raw('u').write(file()), "several maps of weights, such as a and b");
        refused(new TorchSample().raw('}').write(file()), "holds no weights");
        refused(new TorchSample().raw('N').write(file()), "holds no map of weights");
    }

    @Test
    void attributes_of_the_map_are_left_alone_and_wrapped_names_unwrapped() {
        Path file = sample().map()
                .text("module.a")
                .tensor("FloatStorage", "0", 7, 0, new long[] {7}, new long[] {1})
                .raw('u', '}')
                .text("_metadata")
                .raw('}', 's', 'b')
                .write(file());
        assertThat(PublishedWeights.read(file)).containsOnlyKeys("a");
    }

    @Test
    void nothing_else_is_named_let_alone_run() {
        Path mark = folder.resolve("ran");
        Path file = new TorchSample()
                .name("os", "system")
                .raw('(')
                .text("touch " + mark)
                .raw('t', 'R')
                .write(file());
        refused(file, "names 'os.system', which weights are not made of; nothing of it was run");
        assertThat(mark).doesNotExist();
        refused(new TorchSample().name("__main__", "Net").raw(')', 0x81).write(file()), "'__main__.Net'");
        refused(new TorchSample().text("builtins").text("eval").raw(0x93).write(file()), "'builtins.eval'");
        refused(new TorchSample().raw('i').write(file()), "code 0x69 at byte 2");
    }

    @Test
    void tensors_that_do_not_fit_their_numbers_are_refused() {
        long[] one = {1};
        refusedTensor("FloatStorage", 7, 0, new long[] {8}, one);
        refusedTensor("FloatStorage", 7, 1, new long[] {7}, one);
        refusedTensor("FloatStorage", 7, -1, new long[] {7}, one);
        refusedTensor("FloatStorage", 7, 0, new long[] {2}, new long[] {-1});
        refusedTensor("FloatStorage", 7, 0, new long[] {-2}, one);
        refusedTensor("FloatStorage", 7, 0, new long[] {2, 2}, one);
        refusedTensor("FloatStorage", 7, 0, new long[] {2_000_000_000}, new long[] {0});
        refusedTensor("FloatStorage", 7, 0, new long[] {2}, new long[] {Long.MAX_VALUE});
        refusedTensor("FloatStorage", 7, 0, new long[] {1L << 40, 1L << 40}, new long[] {1, 1});
        refusedTensor("FloatStorage", 7, 0, new long[] {1L << 40, 1L << 40, 0}, new long[] {1, 1, 1});
        refusedTensor("FloatStorage", 7, 0, new long[] {0, 1L << 40, 1L << 40}, new long[] {1, 1, 1});
        refusedTensor("FloatStorage", 7, 0, new long[17], new long[17]);
        refusedTensor("FloatStorage", 1L << 62, 0, new long[] {2_000_000_000}, one);
        refusedTensor("DoubleStorage", 7, 0, new long[] {7}, one);
        refused(
                sample().map()
                        .text("a")
                        .tensor("FloatStorage", "9", 7, 0, one, one)
                        .raw('u')
                        .write(file()),
                "net/data/9 should have 7 numbers of 4 bytes, but is not there");
    }

    private void refusedTensor(String type, long count, long offset, long[] shape, long[] stride) {
        refused(
                sample().map()
                        .text("a")
                        .tensor(type, "0", count, offset, shape, stride)
                        .raw('u')
                        .write(file()),
                "");
    }

    /** A thousand names of one large storage would take a thousand times its memory. */
    @Test
    void many_names_of_one_storage_are_refused() {
        TorchSample sample =
                new TorchSample().storage("0", TorchSample.bytes(1_000_000)).map();
        for (int k = 0; k < 1000; k++) {
            sample.text("w" + k).tensor("FloatStorage", "0", 250_000, 0, new long[] {250_000}, new long[] {1});
        }
        refused(sample.raw('u').write(file()), "promises more numbers than a file of");
    }

    /** Each code is a byte, what it makes is fifty and more. */
    @Test
    void lists_of_weights_that_would_fill_the_memory_are_refused() {
        int[] maps = new int[Pickle.MOST_STEPS + 1];
        Arrays.fill(maps, '}');
        refused(new TorchSample().raw(maps).write(file()), "has more than 1000000 steps");
        // a shape of a million numbers, remembered and copied for every tensor
        int[] number = new int[] {'K', 1};
        TorchSample bomb = sample().raw('(');
        for (int k = 0; k < 100_000; k++) {
            bomb.raw(number);
        }
        bomb.raw('t', 'q', 7, '0').map().text("a").name("torch._utils", "_rebuild_tensor_v2");
        bomb.raw('(', '(')
                .text("storage")
                .name("torch", "FloatStorage")
                .text("0")
                .text("cpu")
                .number(7)
                .raw('t', 'Q')
                .number(0)
                .raw('h', 7, 'h', 7, 't', 'R');
        refused(bomb.raw('u').write(file()), "a tensor lacks what it is made of");
    }

    /** Ten thousand views of one storage of 4 MB: read for each, it would be 40 GB. */
    @Test
    @Timeout(30)
    void a_storage_is_read_once_for_all_tensors_in_it() {
        TorchSample sample = new TorchSample()
                .storage("0", TorchSample.bytes(4_000_000).putFloat(4, 5))
                .map();
        for (int k = 0; k < 10_000; k++) {
            sample.text("w" + k).tensor("FloatStorage", "0", 1_000_000, 1, new long[] {1}, new long[] {1});
        }
        Map<String, Weights> read = PublishedWeights.read(sample.raw('u').write(file()));
        assertThat(read).hasSize(10_000);
        assertThat(read.keySet().iterator().next()).isEqualTo("w0");
        assertThat(read.get("w9999").values()).containsExactly(5);
    }

    @Test
    void other_files_are_told_apart() throws IOException {
        refused(folder.resolve("none.pth"), "there is no such file");
        refused(folder, "is a folder");
        refused(Files.write(file(), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 0, 0}), "before version 1.6");
        refused(Files.writeString(file(), "some text, longer than eight bytes"), "no model file");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        refused(file(), "not of PyTorch");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("net/data.pkl"));
            zip.write(new byte[100]);
        }
        refused(file(), "is compressed");
    }

    @Test
    void safetensors_of_others_are_read_too() {
        Map<String, Weights> arrays = Map.of("a", new Weights(new long[] {2}, new float[] {1, 2}));
        new Safetensors(new LinkedHashMap<>(), new LinkedHashMap<>(arrays)).write(file());
        assertThat(PublishedWeights.read(file()).get("a").values()).containsExactly(1, 2);
    }

    @Test
    void damaged_bytes_give_one_line_or_the_right_weights() throws IOException {
        byte[] whole = Files.readAllBytes(weights(sample()).write(file()));
        int refused = 0;
        for (int trial = 0; trial < 800; trial++) {
            Path damaged = Files.write(folder.resolve("damaged.pth"), damaged(whole, trial));
            try {
                assertRight(PublishedWeights.read(damaged));
            } catch (BadInputException e) {
                refused++;
                assertThat(e.getMessage()).startsWith(damaged.toString());
            }
        }
        assertThat(refused).isBetween(250, 799);
        for (int size = 0; size < whole.length; size += 7) {
            refused(Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, size)), "");
        }
    }

    /** Where no checksum stands in front of it. */
    @Test
    void damaged_pickles_give_one_line_or_something_built_of_data() {
        byte[] whole = weights(sample()).raw('.').code();
        int refused = 0;
        for (int trial = 0; trial < 10_000; trial++) {
            try {
                Pickle.read("x.pth", damaged(whole, trial), new TorchWords("x.pth"));
            } catch (BadInputException e) {
                refused++;
                assertThat(e.getMessage()).startsWith("x.pth: ");
            }
        }
        assertThat(refused).isBetween(2500, 9_999);
    }

    private static byte[] damaged(byte[] whole, int trial) {
        RandomStream random = new RandomStream(9, trial);
        byte[] bytes = whole.clone();
        for (int k = 0; k <= trial % 4; k++) {
            bytes[(int) (random.uniform() * bytes.length)] = (byte) (random.uniform() * 256);
        }
        return bytes;
    }

    @Test
    void a_published_network_is_read() {
        Path published = SharedData.file("golden/ptychonn_phase_bn.pth");
        Map<String, Weights> read = PublishedWeights.read(published);
        assertThat(read.get("encoder.0.weight").shape()).containsExactly(16, 1, 3, 3);
        assertThat(read.get("decoder2.28.weight").shape()).containsExactly(1, 16, 3, 3);
        assertThat(read.get("encoder.1.num_batches_tracked").values()[0]).isPositive();
        assertThat(read.keySet()).anyMatch(name -> name.endsWith("running_var"));
        long parameters = read.entrySet().stream()
                .filter(entry ->
                        entry.getKey().endsWith("weight") || entry.getKey().endsWith("bias"))
                .mapToLong(entry -> entry.getValue().values().length)
                .sum();
        assertThat(parameters).isEqualTo(735_841);
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> PublishedWeights.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
