package org.polyptych.bench.dgp;

import java.util.Map;
import java.util.Set;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;

/**
 * The middle frames of a measured scan of frozen viruses, with what {@code inspect --calibrate} finds of it.
 *
 * @param figure that it is for
 * @param side frames along each side, of 48
 */
record Rotavirus(String figure, int side) implements Trial {
    private static final String FRAMES = "real/rotavirus_4dstem_48x48_dense_bin2.h5";
    private static final String ROTATION = "120.55";
    private static final String DEFOCUS = "1.294e-5";

    Rotavirus {
        RasterPart.require("rotavirus", side, 48);
    }

    @Override
    public String id() {
        return figure + "-rotavirus-" + side + "x" + side;
    }

    @Override
    public Map<String, Set<String>> traits() {
        return Trial.traits(figure, "rotavirus", "full");
    }

    @Override
    public Map<String, String> given() {
        return Map.of("probe.defocus", DEFOCUS);
    }

    @Override
    public void require(Where where) {
        where.data(FRAMES);
    }

    @Override
    public Scan scan(Where where) {
        Scan whole = ScanFiles.open(where.data(FRAMES), ReaderSettings.of(Map.of("scanRotation", ROTATION)));
        return RasterPart.middle(whole, side);
    }
}
