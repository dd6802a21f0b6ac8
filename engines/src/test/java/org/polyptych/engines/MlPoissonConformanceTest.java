package org.polyptych.engines;

import java.util.Map;

class MlPoissonConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "ml";
    }

    @Override
    protected int budget() {
        return 100;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("ml.likelihood", "poisson");
    }
}
