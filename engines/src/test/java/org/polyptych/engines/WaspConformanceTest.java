package org.polyptych.engines;

class WaspConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "wasp";
    }

    @Override
    protected int budget() {
        return 150;
    }
}
