package org.polyptych.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;

class SettingsReaderTest {
    enum Start {
        AUTO,
        FILE
    }

    record Sample(
            @Setting(value = "0.3", doc = "above 0 to 1") double alpha,
            @Setting(value = "4", doc = "1 or more") int modes,
            @Setting(value = "12345678901", doc = "any") long seed,
            @Setting(value = "false", doc = "a switch") boolean known,
            @Setting(value = "auto", doc = "a choice") Start start,
            @Setting(value = "", doc = "a text") String note) {
        Sample {
            if (!(alpha > 0)) {
                throw new IllegalArgumentException("alpha must be above 0, got " + alpha);
            }
        }
    }

    record Undocumented(int modes) {}

    enum Preset {
        SLOW,
        QUICK,
        QUICKEST
    }

    record WithPresets(
            @Setting(value = "slow", doc = "where the others come from")
            Preset preset,

            @Setting(
                    value = "512",
                    presets = {"quick=128", "quickest=16"},
                    doc = "a size")
            int width,

            @Setting(
                    value = "0.1",
                    presets = {"quickest=0.5"},
                    doc = "a rate")
            double rate) {}

    record Rates(
            @Setting(
                    value = "0.1",
                    presets = {"quick=0.5"},
                    doc = "0 to 1")
            double fast,

            @Setting(value = "0.01", doc = "a rate") double slow) {
        Rates {
            if (!(fast <= 1)) {
                throw new IllegalArgumentException("fast must be 0 to 1, got " + fast);
            }
        }
    }

    record WithRates(
            @Setting(value = "slow", doc = "where the others come from")
            Preset preset,

            Rates rates,
            @Setting(value = "3", doc = "a number") int last) {}

    private static Sample read(String key, String value) {
        return SettingsReader.read(Sample.class, "rpie", Map.of(key, value));
    }

    private static AbstractThrowableAssert<?, ?> refused(String key, String value) {
        return assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("rpie.")
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatIsNotSaidIsAtItsDefault() {
        Sample expected = new Sample(0.3, 4, 12345678901L, false, Start.AUTO, "");
        assertThat(SettingsReader.defaults(Sample.class)).isEqualTo(expected);
        assertThat(read("modes", " 7 ")).isEqualTo(new Sample(0.3, 7, 12345678901L, false, Start.AUTO, ""));
    }

    @Test
    void anUnknownKeyIsRefusedAndTheNearestSuggested() {
        refused("alhpa", "1").hasMessage("unknown setting 'rpie.alhpa': did you mean 'rpie.alpha'?");
        refused("mode", "1").hasMessageContaining("did you mean 'rpie.modes'?");
    }

    @ParameterizedTest
    @CsvSource({
        "modes,many,whole number",
        "modes,1.5,whole number",
        "modes,'',whole number",
        "modes,99999999999,whole number",
        "seed,1e3,whole number",
        "alpha,much,number",
        "alpha,'0,5',number",
        "known,maybe,true or false",
        "start,fill,'auto, file'"
    })
    void aValueOfTheWrongTypeIsRefused(String key, String value, String expected) {
        refused(key, value)
                .hasMessageContaining("rpie." + key)
                .hasMessageContaining(expected)
                .hasMessageContaining("'" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999"})
    void aNumberThatIsNotFiniteIsRefused(String value) {
        refused("alpha", value).hasMessageContaining("rpie.alpha must be a finite number");
    }

    @Test
    void whatTheRecordRefusesNamesTheKey() {
        refused("alpha", "-2").hasMessage("rpie.alpha must be above 0, got -2.0");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "YES,true", "on,true", "false,false", "No,false", "off,false"})
    void switchesAreTypedInSeveralWays(String text, boolean value) {
        assertThat(read("known", text).known()).isEqualTo(value);
    }

    @Test
    void choicesAreTypedInAnyCase() {
        assertThat(read("start", "File").start()).isEqualTo(Start.FILE);
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        Sample sample = new Sample(1.0 / 3, 100, -5, true, Start.FILE, "two words");
        assertThat(SettingsReader.read(Sample.class, "", SettingsReader.write(sample)))
                .isEqualTo(sample);
        assertThat(SettingsReader.write(sample).keySet())
                .containsExactly("alpha", "modes", "seed", "known", "start", "note");
    }

    @Test
    void aPresetStandsForDefaultsAndWhatIsSaidStandsAboveIt() {
        assertThat(SettingsReader.defaults(WithPresets.class)).isEqualTo(new WithPresets(Preset.SLOW, 512, 0.1));
        assertThat(SettingsReader.read(WithPresets.class, "inr", Map.of("preset", " Quick ")))
                .isEqualTo(new WithPresets(Preset.QUICK, 128, 0.1));
        assertThat(SettingsReader.read(WithPresets.class, "inr", Map.of("preset", "quickest", "width", "20")))
                .isEqualTo(new WithPresets(Preset.QUICKEST, 20, 0.5));
        assertThatThrownBy(() -> SettingsReader.read(WithPresets.class, "inr", Map.of("preset", "quic")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("inr.preset must be one of slow, quick, quickest, got 'quic'");
    }

    /** What a run wrote down is that run again, although every value is there and none comes from the preset. */
    @Test
    void aPresetReadsBackTheSame() {
        WithPresets changed = SettingsReader.read(WithPresets.class, "", Map.of("preset", "quickest", "rate", "0.1"));
        assertThat(SettingsReader.read(WithPresets.class, "", SettingsReader.write(changed)))
                .isEqualTo(changed);
    }

    /** In Turkish the lower case of I is another letter. */
    @Test
    void theLanguageOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr"));
        try {
            assertThat(read("start", "file").start()).isEqualTo(Start.FILE);
            assertThat(SettingsReader.write(read("start", "FILE"))).containsEntry("start", "file");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aComponentWithoutDocIsAMistakeOfTheProgram() {
        assertThatThrownBy(() -> SettingsReader.defaults(Undocumented.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("modes");
    }

    record WithFile(
            @Setting(value = "", doc = "a file; empty: none")
            Path model,

            @Setting(value = "1", doc = "any") int other) {}

    private static WithFile file(String value) {
        return SettingsReader.read(WithFile.class, "net", Map.of("model", value));
    }

    @Test
    void aFileIsRelativeToTheCurrentFolderAndNoneByDefault() {
        assertThat(SettingsReader.defaults(WithFile.class).model()).isEqualTo(SettingsReader.NO_FILE);
        assertThat(file("models/../a.st").model())
                .isEqualTo(Path.of("").toAbsolutePath().resolve("a.st"));
        assertThat(file(SettingsReader.resolved("a.st", Path.of("/else/where"))).model())
                .isEqualTo(Path.of("/else/where/a.st"));
        assertThat(SettingsReader.files(WithFile.class)).containsExactly("model");
        // what is written is read again to the same
        WithFile written = file("a.st");
        assertThat(SettingsReader.read(WithFile.class, "net", SettingsReader.write(written)))
                .isEqualTo(written);
        assertThat(SettingsReader.write(SettingsReader.defaults(WithFile.class)))
                .containsEntry("model", "");
    }

    @Test
    void aFileCountsByItsContentNotByItsName(@TempDir Path folder) throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "the same words");
        Path copy = Files.writeString(folder.resolve("copy"), "the same words");
        Path other = Files.writeString(folder.resolve("other"), "the same wordz");
        Path longer = Files.writeString(folder.resolve("longer"), "the same words\0");
        Map<String, String> identity = SettingsReader.identity(file(one.toString()));
        assertThat(SettingsReader.identity(file(copy.toString()))).isEqualTo(identity);
        assertThat(SettingsReader.identity(file(other.toString()))).isNotEqualTo(identity);
        assertThat(SettingsReader.identity(file(longer.toString()))).isNotEqualTo(identity);
        assertThat(SettingsReader.identity(SettingsReader.defaults(WithFile.class)))
                .containsEntry("model", "");
        Path absent = folder.resolve("absent");
        assertThatThrownBy(() -> SettingsReader.identity(file(absent.toString())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("absent: there is no such file");
    }

    @Test
    void a_record_within_a_record_stands_in_its_place() {
        WithRates quick =
                SettingsReader.read(WithRates.class, "t", Map.of("preset", "quick", "slow", "0.02", "last", "4"));
        assertThat(quick).isEqualTo(new WithRates(Preset.QUICK, new Rates(0.5, 0.02), 4));
        assertThat(SettingsReader.components(WithRates.class))
                .extracting(java.lang.reflect.RecordComponent::getName)
                .containsExactly("preset", "fast", "slow", "last");
        assertThat(SettingsReader.write(quick).keySet()).containsExactly("preset", "fast", "slow", "last");
        assertThat(SettingsReader.read(WithRates.class, "t", SettingsReader.write(quick)))
                .isEqualTo(quick);
    }

    @Test
    void what_is_wrong_in_it_is_told_as_if_it_stood_outside() {
        assertThatThrownBy(() -> SettingsReader.read(WithRates.class, "t", Map.of("fast", "2")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("t.fast must be 0 to 1, got 2.0");
        assertThatThrownBy(() -> SettingsReader.read(WithRates.class, "t", Map.of("slo", "2")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("unknown setting 't.slo': did you mean 't.slow'?");
        assertThatThrownBy(() -> SettingsReader.read(WithRates.class, "t", Map.of("rates", "2")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("unknown setting 't.rates'");
    }
}
