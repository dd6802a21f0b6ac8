package org.polyptych.engines;

import java.util.Map;

class AdBatchConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "ad";
    }

    @Override
    protected int budget() {
        return 300;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("ad.batch", "16");
    }
}
