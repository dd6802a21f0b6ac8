package org.polyptych.engines;

import java.util.Map;

class LsqmlCompactConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "lsqml";
    }

    @Override
    protected int budget() {
        return 200;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("lsqml.batches", "compact", "lsqml.batch", "16");
    }
}
