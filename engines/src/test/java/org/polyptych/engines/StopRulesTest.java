package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.SettingsReader;

class StopRulesTest {
    private static StopSettings settings(String... pairs) {
        Map<String, String> values = new java.util.HashMap<>();
        for (String pair : pairs) {
            values.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return SettingsReader.read(StopSettings.class, "stop", values);
    }

    /** After which iteration the rules stop a run with these losses, one a second; 0 if they never do. */
    private static int stopsAfter(StopSettings settings, double... losses) {
        StopRules rules = new StopRules(settings);
        History history = new History();
        for (int k = 0; k < losses.length; k++) {
            history.add(losses[k], k + 1);
            if (rules.reason(history).isPresent()) {
                return k + 1;
            }
        }
        return 0;
    }

    @Test
    void nothingStopsARunThatSetsNoRule() {
        assertThat(stopsAfter(settings(), 1, 1, 1, 2, 3, 4, 5, 6)).isZero();
    }

    @Test
    void theBudgetIsUsedUpAfterTheIterationThatReachesIt() {
        assertThat(stopsAfter(settings("seconds=3"), 5, 4, 3, 2, 1)).isEqualTo(3);
        assertThat(stopsAfter(settings("seconds=2.5"), 5, 4, 3, 2, 1)).isEqualTo(3);
        assertThat(stopsAfter(settings("seconds=100"), 5, 4, 3, 2, 1)).isZero();
    }

    @Test
    void aPlateauIsSoManyIterationsWithoutARelativeFall() {
        assertThat(stopsAfter(settings("plateau=3"), 4, 2, 2, 2, 2, 2)).isEqualTo(5);
        assertThat(stopsAfter(settings("plateau=3"), 4, 2, 2, 2, 1.9, 1.9, 1.9, 1.9))
                .isEqualTo(8);
        // Each fall is too small, but together they are one.
        assertThat(stopsAfter(settings("plateau=3", "tolerance=0.1"), 1, 0.95, 0.89, 0.85, 0.8, 0.79, 0.78))
                .isZero();
        assertThat(stopsAfter(settings("plateau=3", "tolerance=0.1"), 1, 0.99, 0.98, 0.97))
                .isEqualTo(4);
    }

    @Test
    void aRuleThatJoinsLateSeesTheWholeHistory() {
        History history = new History();
        for (double loss : new double[] {4, 2, 2, 2}) {
            history.add(loss, 1);
        }
        assertThat(new StopRules(settings("plateau=3")).reason(history)).isEmpty();
        history.add(2, 1);
        Optional<Stop> reason = new StopRules(settings("plateau=3")).reason(history);
        assertThat(reason).isPresent();
        assertThat(reason.get().cause()).isEqualTo(Stop.Cause.PLATEAU);
        assertThat(reason.get().why()).contains("iteration 2").doesNotContain("\n");
    }

    /** The engine before has reached 2; the last one begins at 9, and its own least is 3. */
    @Test
    void heldOutFramesEndAChainByWhatItsLastEngineHasReached() {
        StopRules rules = new StopRules(settings("patience=2"));
        rules.judgeFrom(3);
        History history = new History();
        int ended = 0;
        double[] heldOut = {4, 3, 2, 9, 7, 5, 3, 4, 5, 6};
        for (int k = 0; k < heldOut.length && ended == 0; k++) {
            history.add(1, k + 1);
            history.check(k + 1, heldOut[k]);
            ended = rules.reason(history).isPresent() ? k + 1 : 0;
        }
        assertThat(ended).isEqualTo(9);
        assertThat(rules.reason(history).orElseThrow().why()).contains("3.0000 after iteration 7, 2 times in a row");
    }

    @Test
    void whereNotEveryIterationIsLookedAtTheBestOneIsToldByItsOwnNumber() {
        StopRules rules = new StopRules(settings("patience=2", "every=3"));
        History history = new History();
        double[] heldOut = {4, 2, 3, 3};
        for (int k = 0; k < heldOut.length; k++) {
            for (int each = 0; each < 3; each++) {
                history.add(1, 1);
            }
            history.check(3 * (k + 1), heldOut[k]);
        }
        assertThat(rules.reason(history).orElseThrow().why()).contains("2.0000 after iteration 6, 2 times in a row");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seconds=-1    | stop.seconds must be 0 or more, got -1.0
            plateau=-2    | stop.plateau must be 0 or more iterations, got -2
            tolerance=1   | stop.tolerance must be 0 or more and below 1, got 1.0
            holdOut=51    | stop.holdOut must be 0 to 50 percent, got 51.0
            holdOut=ten   | stop.holdOut must be a number, got 'ten'
            every=0       | stop.every must be 1 or more iterations, got 0
            patience=0    | stop.patience must be 1 or more, got 0
            patiense=3    | unknown setting 'stop.patiense': did you mean 'stop.patience'?
            """)
    void aBadSettingIsRefusedInOneLine(String pair, String said) {
        assertThatThrownBy(() -> settings(pair))
                .isInstanceOf(BadInputException.class)
                .hasMessage(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seconds | -3   | checkpoint.seconds must be 0 or more, got -3.0
            every   | -1   | checkpoint.every must be 0 or more iterations, got -1
            keep    | some | checkpoint.keep must be true or false, got 'some'
            """)
    void aBadCheckpointSettingIsRefusedInOneLine(String key, String value, String said) {
        assertThatThrownBy(() -> SettingsReader.read(CheckpointSettings.class, "checkpoint", Map.of(key, value)))
                .isInstanceOf(BadInputException.class)
                .hasMessage(said);
    }
}
