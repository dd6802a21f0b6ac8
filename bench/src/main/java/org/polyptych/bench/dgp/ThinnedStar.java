package org.polyptych.bench.dgp;

import java.util.Map;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Scan;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.ShorterExposure;

/**
 * The measured Siemens star with fewer counts; the probe starts from the mean pattern, or is taken as the scan comes with it, which
 * was found with all counts.
 *
 * @param figure that it is for
 * @param counts a frame in the mean
 * @param known whether the probe is taken as it is
 */
record ThinnedStar(String figure, int counts, boolean known) implements Trial {
    private static final String FRAMES = "real/siemens_star_aps_para.hdf5";
    private static final long SEED = 1;

    ThinnedStar {
        if (counts < 1) {
            throw new BadInputException("the star needs 1 count a frame or more, got " + counts);
        }
    }

    @Override
    public String id() {
        return figure + "-star-counts" + counts + (known ? "-probe" : "");
    }

    @Override
    public Map<String, Set<String>> traits() {
        return Trial.traits(figure, "star", String.valueOf(counts));
    }

    @Override
    public Map<String, String> given() {
        return known ? Map.of("probe.known", "true", "probe.modes", "1") : Map.of("probe.start", "data");
    }

    @Override
    public void require(Where where) {
        where.data(FRAMES);
    }

    @Override
    public Scan scan(Where where) {
        Scan measured = ScanFiles.open(where.data(FRAMES));
        try (Parallel parallel = where.parallel()) {
            return ShorterExposure.of(measured, new Noise.Thinning(counts), SEED, parallel);
        }
    }
}
