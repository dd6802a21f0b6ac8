package org.polyptych.physics.simulation.probes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.polyptych.core.settings.NamedRecord;

/** The beams by name. */
public final class TestProbes {
    private static final SequencedMap<String, Class<? extends TestProbe>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("zoneplate", ZonePlate.class);
        KINDS.put("mll", LaueLens.class);
        KINDS.put("gaussian", GaussianBeam.class);
        KINDS.put("disc", Disc.class);
    }

    private TestProbes() {}

    /** The settings records by name, in the order to show them. */
    public static Map<String, Class<? extends TestProbe>> kinds() {
        return KINDS;
    }

    /**
     * @param text {@code name} or {@code name:key=value,key=value}
     * @throws org.polyptych.core.BadInputException if there is no such beam or setting
     */
    public static TestProbe parse(String text) {
        return NamedRecord.parse("probe", text, KINDS);
    }
}
