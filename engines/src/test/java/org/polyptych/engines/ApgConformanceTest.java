package org.polyptych.engines;

class ApgConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "apg";
    }

    @Override
    protected int budget() {
        return 300;
    }
}
