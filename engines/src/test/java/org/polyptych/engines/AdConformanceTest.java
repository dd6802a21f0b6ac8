package org.polyptych.engines;

import java.util.Map;

class AdConformanceTest extends EngineConformance {
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
        return Map.of();
    }
}
