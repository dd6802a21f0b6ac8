package org.polyptych.engines;

import java.util.Map;

class AdBatchConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "ad";
    }

    @Override
    protected int budget() {
        return 150;
    }

    /** Four steps an iteration: shorter ones than the default's for one. */
    @Override
    protected Map<String, String> settings() {
        return Map.of("ad.batch", "16", "ad.objectRate", "0.02");
    }
}
