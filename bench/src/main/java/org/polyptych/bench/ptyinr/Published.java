package org.polyptych.bench.ptyinr;

import java.util.Map;
import java.util.Optional;

/**
 * What the published code of PtyINR reaches on the tungsten, without noise, object and probe unknown: dB of the protocol.
 *
 * @param objectPhase as is, and with the ramp removed where that is known
 */
record Published(String objectAmplitude, String objectPhase, String probeAmplitude, String probePhase) {
    private static final Map<Integer, Published> BY_STEP = Map.of(
            3, new Published("64.5", "28.3 / -", "70.5", "17.1"),
            32, new Published("53.2", "26.8 / 35.0", "49.3", "16.9"),
            45, new Published("42.7", "26.7 / 32.6", "43.3", "13.1"));

    static Optional<Published> of(Setup setup) {
        return setup.equals(Setup.clean(TestObject.TUNGSTEN, setup.step(), Setup.Known.NOTHING))
                ? Optional.of(BY_STEP.get(setup.step()))
                : Optional.empty();
    }
}
