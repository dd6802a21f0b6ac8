package org.polyptych.physics.simulation.objects;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.polyptych.core.settings.NamedRecord;

/** The objects by name. */
public final class TestObjects {
    private static final SequencedMap<String, Class<? extends TestObject>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("star", SiemensStar.class);
        KINDS.put("letters", Letters.class);
        KINDS.put("cells", Cells.class);
        KINDS.put("circuit", Circuit.class);
        KINDS.put("lines", Lines.class);
        KINDS.put("grf", GaussianField.class);
    }

    private TestObjects() {}

    /** The settings records by name, in the order to show them. */
    public static Map<String, Class<? extends TestObject>> kinds() {
        return KINDS;
    }

    /**
     * @param text {@code name} or {@code name:key=value,key=value}
     * @throws org.polyptych.core.BadInputException if there is no such object or setting
     */
    public static TestObject parse(String text) {
        return NamedRecord.parse("object", text, KINDS);
    }
}
