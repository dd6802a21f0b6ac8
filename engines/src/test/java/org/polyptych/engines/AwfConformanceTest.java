package org.polyptych.engines;

class AwfConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "awf";
    }

    @Override
    protected int budget() {
        return 300;
    }
}
