package org.polyptych.neural.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.core.SharedData;
import org.polyptych.io.Python;

/** Trained networks come back as they were written; what is damaged is said in one line. */
class ModelFileTest {
    @TempDir
    Path folder;

    private static Model model() {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("size", "64");
        settings.put("rate", "1.0E-4");
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("program", "Polyptych \"0.1\" \u00e5 \\ tab\t");
        SequencedMap<String, Weights> weights = new LinkedHashMap<>();
        weights.put(
                "b.weight", new Weights(new long[] {2, 3}, new float[] {1, -2, 3e-40f, -0f, Float.MAX_VALUE, 1e-8f}));
        weights.put("a.bias", new Weights(new long[] {1}, new float[] {7}));
        weights.put("scale", new Weights(new long[0], new float[] {0.5f}));
        weights.put("empty", new Weights(new long[] {0, 4}, new float[0]));
        return new Model("ptychonn", settings, facts, weights);
    }

    @Test
    void what_is_written_comes_back_bit_for_bit_and_in_order() {
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, model());
        Model read = ModelFile.read(file, "ptychonn");
        assertThat(read.kind()).isEqualTo("ptychonn");
        assertThat(read.settings()).containsExactlyEntriesOf(model().settings());
        assertThat(read.facts()).containsExactlyEntriesOf(model().facts());
        assertThat(read.weights().keySet())
                .containsExactlyElementsOf(model().weights().keySet());
        read.weights().forEach((name, weights) -> {
            assertThat(weights.shape()).isEqualTo(model().weights().get(name).shape());
            assertThat(weights.values()).isEqualTo(model().weights().get(name).values());
        });
    }

    @Test
    void the_file_is_as_the_format_asks() throws IOException {
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, model());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long header = bytes.getLong();
        assertThat(header % 8).isZero();
        assertThat(bytes.get(8)).isEqualTo((byte) '{');
        assertThat(bytes.capacity()).isEqualTo(8 + header + 4 * 8);
        assertThat(bytes.getFloat((int) (8 + header + 4))).isEqualTo(-2);
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void the_lines_of_the_manual_open_it() throws IOException {
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, model());
        String page = Files.readString(SharedData.projectRoot().resolve("docs/formats/model.md"));
        String lines = page.substring(page.indexOf("```python") + 9, page.lastIndexOf("```"));
        assertThat(Python.withNumpy(lines.replace("model.safetensors", file.toString())))
                .isEqualTo("ptychonn {'b.weight': (2, 3), 'a.bias': (1,), 'scale': (), 'empty': (0, 4)}");
    }

    @Test
    void numbers_of_other_types_become_floats() throws IOException {
        byte[] data = ByteBuffer.allocate(8 + 2 + 2 + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(0.1)
                .putShort((short) 0x3555) // half: 0.33325195
                .putShort((short) 0xc049) // bfloat16: -3.140625
                .putLong(12)
                .array();
        Model read = ModelFile.read(write(
                header("'d':{'dtype':'F64','shape':[1],'data_offsets':[0,8]},"
                        + "'h':{'dtype':'F16','shape':[],'data_offsets':[8,10]},"
                        + "'b':{'dtype':'BF16','shape':[1,1],'data_offsets':[10,12]},"
                        + "'n':{'dtype':'I64','shape':[],'data_offsets':[12,20]}"),
                data));
        assertThat(read.weights().get("d").values()).containsExactly(0.1f);
        assertThat(read.weights().get("h").values()).containsExactly(0.33325195f);
        assertThat(read.weights().get("b").values()).containsExactly(-3.140625f);
        assertThat(read.weights().get("n").values()).containsExactly(12);
    }

    @Test
    void another_kind_is_refused() {
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, model());
        assertThatThrownBy(() -> ModelFile.read(file, "diffusion"))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": is a network of the kind 'ptychonn', one of the kind 'diffusion' is needed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]} | 12 | array 'b' should begin at byte 8
                    'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[12,16]} | 16 | array 'b' should begin at byte 8
                    'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]} | 4 | it is cut short
                    'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]} | 9 | 1 bytes at its end belong to no array
                    'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]} | 8 | 3 numbers of 4 bytes are promised, its place has 8
                    'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]} | 8 | must be a beginning and an end
                    'a':{'dtype':'F32','shape':[2],'data_offsets':[0]} | 8 | must be a beginning and an end
                    'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]} | 8 | whole numbers of 0 or more
                    'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]} | 8 | whole numbers of 0 or more
                    'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]} | 8 | whole numbers of 0 or more
                    'a':{'dtype':'F32','shape':[4000000000,4000000000,4000000000],'data_offsets':[0,8]} | 8 | more than one array can hold
                    'a':{'dtype':'F32','shape':[600000000],'data_offsets':[0,2400000000]} | 8 | it is cut short
                    'a':{'dtype':'F8_E4M3','shape':[8],'data_offsets':[0,8]} | 8 | numbers of type "F8_E4M3" are not known
                    'a':{'dtype':'F32','data_offsets':[0,8]} | 8 | has no shape
                    'a':7 | 0 | numbers of type
                    'a':{'dtype':'F32','shape':[1099511627776,1099511627776,0],'data_offsets':[0,0]} | 0 | more than one array can hold
                    'a':{'dtype':'F32','shape':[0,1099511627776,1099511627776],'data_offsets':[0,0]} | 0 | more than one array can hold
                    'a':{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],'data_offsets':[0,4]} | 4 | has 17 numbers, more than 16 cannot be
                    'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]},'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]} | 0 | Duplicate
                    """)
    void a_damaged_header_is_refused_by_name(String arrays, int data, String message) throws IOException {
        Path file = write(header(arrays), new byte[data]);
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void what_is_wrong_is_not_shown_whole() throws IOException {
        String much = "[" + "7,".repeat(100_000) + "7]";
        for (String array : List.of(
                "'a':" + much,
                "'a':{'dtype':" + much + "}",
                "'a':{'dtype':'F32','shape':[" + much + "],'data_offsets':[0,0]}",
                "'" + "a".repeat(100_000) + "':7")) {
            Path file = write(header(array), new byte[0]);
            assertThatThrownBy(() -> ModelFile.read(file))
                    .isInstanceOf(BadInputException.class)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        }
        assertThatThrownBy(() -> new Weights(new long[] {1L << 40, 1L << 40, 0}, new float[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void versions_kinds_and_other_files_are_told_apart() throws IOException {
        refused(
                write("{'__metadata__':{'polyptych.format':'2','polyptych.kind':'x'}}", new byte[0]),
                "use a newer one");
        refused(write("{'__metadata__':{'polyptych.format':'one','polyptych.kind':'x'}}", new byte[0]), "got 'one'");
        refused(write("{'__metadata__':{'polyptych.format':'1'}}", new byte[0]), "no trained network");
        refused(write("{'__metadata__':{'polyptych.format':1}}", new byte[0]), "is not a text");
        refused(write("{'__metadata__':[]}", new byte[0]), "not a JSON object");
        refused(write("[]", new byte[0]), "not a JSON object");
        refused(write("{} {}", new byte[0]), "header is damaged");
        refused(write("{'a':", new byte[0]), "header is damaged");
        refused(write("[".repeat(100_000), new byte[0]), "header is damaged");
        refused(Files.write(folder.resolve("short"), new byte[4]), "too few");
        refused(Files.writeString(folder.resolve("text"), "a text of some length, no model"), "cannot be");
        refused(Files.write(folder.resolve("promise"), new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{', '}'}), "cut short");
        refused(Files.write(folder.resolve("huge"), new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0}), "cannot be");
        refused(folder.resolve("none"), "there is no such file");
        refused(folder, "is a folder");
    }

    @Test
    void a_file_cut_anywhere_is_refused() throws IOException {
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, model());
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut");
        for (int size = 0; size < whole.length; size++) {
            Files.write(cut, Arrays.copyOf(whole, size));
            assertThatThrownBy(() -> ModelFile.read(cut)).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void damaged_bytes_give_one_line_or_a_model() throws IOException {
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, model());
        byte[] whole = Files.readAllBytes(file);
        Path damaged = folder.resolve("damaged");
        int refused = 0;
        for (int trial = 0; trial < 1000; trial++) {
            RandomStream random = new RandomStream(5, trial);
            byte[] bytes = whole.clone();
            for (int k = 0; k <= trial % 3; k++) {
                bytes[(int) (random.uniform() * bytes.length)] = (byte) (random.uniform() * 256);
            }
            Files.write(damaged, bytes);
            try {
                ModelFile.read(damaged);
            } catch (BadInputException e) {
                refused++;
                assertThat(e.getMessage()).startsWith(damaged.toString()).doesNotContain("\n");
            }
        }
        assertThat(refused).isBetween(400, 999);
    }

    private void refused(Path file, String message) {
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    private static String header(String arrays) {
        return "{'__metadata__':{'polyptych.format':'1','polyptych.kind':'test'}," + arrays + "}";
    }

    private Path write(String header, byte[] data) throws IOException {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                folder.resolve("made.safetensors"),
                bytes.putLong(text.length).put(text).put(data).array());
    }
}
