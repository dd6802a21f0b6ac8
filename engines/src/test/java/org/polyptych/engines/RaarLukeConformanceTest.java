package org.polyptych.engines;

import java.util.Map;

class RaarLukeConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "raar";
    }

    @Override
    protected int budget() {
        return 200;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("raar.order", "luke");
    }
}
