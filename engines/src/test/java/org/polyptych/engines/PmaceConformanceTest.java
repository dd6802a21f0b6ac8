package org.polyptych.engines;

class PmaceConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "pmace";
    }

    @Override
    protected int budget() {
        return 200;
    }
}
