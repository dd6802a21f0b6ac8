package org.polyptych.neural.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Observer;
import org.polyptych.engines.RandomSettings;
import org.polyptych.engines.Reconstruction;
import org.polyptych.neural.OneThread;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** Whatever settings are legal, the engine gives numbers or says in one line that it cannot. */
@ExtendWith(OneThread.class)
class PtyInrLegalSettingsTest {
    private static final int RECIPES = 30;
    private static final int ITERATIONS = 3;

    private static List<Scan> tinyScans() {
        return List.of(
                SimulatedScan.wellPosed().side(16).frames(3).noisy().scan(),
                SimulatedScan.wellPosed().side(15).frames(3).subPixel().modes(2).scan(),
                SimulatedScan.wellPosed().side(16).frames(2).near().scan(),
                // a few counts in a frame
                SimulatedScan.wellPosed().side(16).frames(2).counts(40).noisy().scan());
    }

    private static Map<String, String> random(int k) {
        RandomStream random = new RandomStream(12, k);
        Map<String, String> all = new HashMap<>();
        // networks of a size for tests, where it is not drawn
        all.putAll(
                Map.of("ptyinr.width", "8", "ptyinr.hidden", "2", "ptyinr.fitSteps", "3", "ptyinr.trialLength", "1"));
        RandomSettings.of(PtyInrSettings.class, random).forEach((key, value) -> all.put("ptyinr." + key, value));
        all.remove("ptyinr.device");
        // the small scans show no read-out noise
        all.computeIfPresent("ptyinr.readNoise", (key, value) -> value.equals("auto") ? "2" : value);
        all.putIfAbsent("ptyinr.readNoise", "2");
        all.put("probe.modes", String.valueOf(1 + k % 2));
        if (k % 3 == 0) {
            all.put("fly.length", "1e-8");
        }
        return all;
    }

    @Test
    void legal_settings_never_give_nan_unnoticed() {
        List<Scan> scans = tinyScans();
        int finished = 0;
        for (int k = 0; k < RECIPES; k++) {
            Map<String, String> all = random(k);
            try {
                Result result = Reconstruction.with("ptyinr", all, ITERATIONS, k, 1)
                        .run(scans.get(k % scans.size()), Observer.NONE);
                assertThat(result.losses()).as("%s", all).hasSize(ITERATIONS);
                for (double loss : result.losses()) {
                    assertThat(loss).as("%s", all).isFinite().isNotNegative();
                }
                assertThat(result.specimen().image().isFinite())
                        .as("object with %s", all)
                        .isTrue();
                for (int m = 0; m < result.probe().modes(); m++) {
                    assertThat(result.probe().mode(m).isFinite())
                            .as("probe with %s", all)
                            .isTrue();
                }
                finished++;
            } catch (BadInputException e) {
                assertThat(e.getMessage()).as("%s", all).contains("diverged").doesNotContain("\n");
            }
        }
        assertThat(finished).isGreaterThan(RECIPES / 2);
    }

    @Test
    void settings_read_back_to_the_same_recipe() {
        for (int k = 0; k < RECIPES; k++) {
            Map<String, String> all = random(k);
            Reconstruction recipe = Reconstruction.with("ptyinr", all, 2, k, 1);
            Reconstruction again = Reconstruction.with("ptyinr", recipe.settings(), 2, k, 1);
            assertThat(again.settings()).isEqualTo(recipe.settings());
        }
    }

    /** A negative number, nothing, a word: whatever is refused names the key. */
    @Test
    void what_is_refused_names_the_key() {
        for (var component : SettingsReader.components(PtyInrSettings.class)) {
            String key = "ptyinr." + component.getName();
            int refused = 0;
            for (String value : new String[] {"-1", "-1e-9", "NaN", "Infinity", "many", "", "0.5.1"}) {
                try {
                    Reconstruction.with("ptyinr", Map.of(key, value), 1, 1, 1);
                } catch (BadInputException e) {
                    assertThat(e.getMessage()).startsWith(key).doesNotContain("\n");
                    refused++;
                }
            }
            assertThat(refused).as(key + " refuses something").isPositive();
            assertThat(SettingsReader.setting(component).doc()).isNotBlank();
        }
    }
}
