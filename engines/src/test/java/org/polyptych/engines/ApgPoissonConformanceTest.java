package org.polyptych.engines;

import java.util.Map;

class ApgPoissonConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "apg";
    }

    @Override
    protected int budget() {
        return 300;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("apg.likelihood", "poisson");
    }
}
