package org.polyptych.neural.unet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.polyptych.neural.diffusion.ChannelFacts;
import org.polyptych.neural.diffusion.Channels;

/** What a {@link Restorer} is, as facts of its model's file. */
final class RestorerFacts {
    static final String BASE = "base";
    static final String LEVELS = "levels";
    static final String SIDE = "side";
    static final String KNOWN = "amplitude known";
    static final String PIXEL_HEIGHT = "pixel height";
    static final String PIXEL_WIDTH = "pixel width";

    private RestorerFacts() {}

    static Map<String, String> of(int base, int levels, int side, Channels channels, boolean known) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(BASE, String.valueOf(base));
        facts.put(LEVELS, String.valueOf(levels));
        facts.put(SIDE, String.valueOf(side));
        facts.put(KNOWN, known ? "1" : "0");
        facts.putAll(ChannelFacts.of(channels));
        return facts;
    }

    /** Which of them say what the network's numbers mean. */
    static Set<String> meaning() {
        return Set.copyOf(ChannelFacts.of(new Channels.RealImaginary(0, 0, 1)).keySet());
    }
}
