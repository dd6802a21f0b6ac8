package org.polyptych.engines;

class MpieConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "mpie";
    }

    @Override
    protected int budget() {
        return 150;
    }
}
