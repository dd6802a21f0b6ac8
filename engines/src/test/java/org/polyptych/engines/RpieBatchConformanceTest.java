package org.polyptych.engines;

import java.util.Map;

class RpieBatchConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "rpie";
    }

    @Override
    protected int budget() {
        return 200;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("rpie.batch", "8");
    }

    /** Slices take frames one by one. */
    @Override
    protected boolean takes(Capability capability) {
        return capability != Capability.MULTISLICE && super.takes(capability);
    }
}
