package org.polyptych.neural.dgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.Observer;
import org.polyptych.engines.RandomSettings;
import org.polyptych.engines.Reconstruction;
import org.polyptych.neural.OneThread;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** Whatever settings are legal, {@code dgp} gives numbers or says in one line that it cannot. */
@ExtendWith(OneThread.class)
class DgpLegalSettingsTest {
    private static final int RECIPES = 40;
    private static final List<String> KINDS = List.of("complex", "phase", "potential");

    private static Map<String, String> random(int k) {
        Map<String, String> all = new HashMap<>();
        RandomSettings.of(DgpSettings.class, new RandomStream(21, k))
                .forEach((key, value) -> all.put("dgp." + key, value));
        all.remove("dgp.device");
        // networks of a size for tests
        all.put("dgp.levels", String.valueOf(1 + k % 3));
        all.put("dgp.probeLevels", String.valueOf(1 + k % 2));
        all.put("dgp.filters", "4");
        all.put("dgp.probeFilters", "4");
        all.put("dgp.pretrain", "3");
        all.put("dgp.probePretrain", "2");
        all.put("object.kind", KINDS.get(k % KINDS.size()));
        all.put("probe.modes", String.valueOf(1 + k % 2));
        if (k % 4 > 0) {
            all.put("object.slices", "2");
            all.put("object.sliceSpacing", "1e-6");
        }
        return all;
    }

    @Test
    void legal_settings_never_give_nan_unnoticed() {
        List<Scan> scans = List.of(
                SimulatedScan.wellPosed().side(16).frames(3).noisy().scan(),
                SimulatedScan.wellPosed().side(15).frames(3).subPixel().modes(2).scan(),
                SimulatedScan.wellPosed().side(16).frames(2).counts(40).noisy().scan());
        int finished = 0;
        for (int k = 0; k < RECIPES; k++) {
            Map<String, String> all = random(k);
            try {
                Result result =
                        Reconstruction.with("dgp", all, 3, k, 1).run(scans.get(k / 3 % scans.size()), Observer.NONE);
                for (double loss : result.losses()) {
                    assertThat(loss).as("%s", all).isFinite().isNotNegative();
                }
                assertThat(result.specimen().image().isFinite())
                        .as("object with %s", all)
                        .isTrue();
                assertThat(result.probe().mode(0).isFinite())
                        .as("probe with %s", all)
                        .isTrue();
                finished++;
            } catch (BadInputException e) {
                assertThat(e.getMessage())
                        .as("%s", all)
                        .containsAnyOf("diverged", "for objects of several slices")
                        .doesNotContain("\n");
            }
        }
        assertThat(finished).isGreaterThan(RECIPES / 2);
    }
}
