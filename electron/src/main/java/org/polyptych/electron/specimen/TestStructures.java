package org.polyptych.electron.specimen;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.polyptych.core.settings.NamedRecord;

/** The structures by name. */
public final class TestStructures {
    private static final SequencedMap<String, Class<? extends TestStructure>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("graphene", Graphene.class);
        KINDS.put("srtio3", StrontiumTitanate.class);
        KINDS.put("wse2", TungstenDiselenide.class);
        KINDS.put("particle", ParticleOnCarbon.class);
    }

    private TestStructures() {}

    /** The settings records by name, in the order to show them. */
    public static Map<String, Class<? extends TestStructure>> kinds() {
        return KINDS;
    }

    /**
     * @param text {@code name} or {@code name:key=value,key=value}
     * @throws org.polyptych.core.BadInputException if there is no such structure or setting
     */
    public static TestStructure parse(String text) {
        return NamedRecord.parse("structure", text, KINDS);
    }
}
