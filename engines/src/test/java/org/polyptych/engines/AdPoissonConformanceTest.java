package org.polyptych.engines;

import java.util.Map;

class AdPoissonConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "ad";
    }

    @Override
    protected int budget() {
        return 500;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("ad.likelihood", "poisson", "ad.probeRate", "0.1", "ad.decayOver", "500");
    }
}
