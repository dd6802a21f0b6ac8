package org.polyptych.engines;

import java.util.Map;

class MlGaussianConformanceTest extends EngineConformance {
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
        return Map.of("ml.likelihood", "gaussian");
    }
}
