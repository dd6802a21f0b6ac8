package org.polyptych.engines;

class EpieConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "epie";
    }

    @Override
    protected int budget() {
        return 150;
    }
}
