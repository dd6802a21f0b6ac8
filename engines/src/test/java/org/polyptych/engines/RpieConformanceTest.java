package org.polyptych.engines;

class RpieConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "rpie";
    }

    @Override
    protected int budget() {
        return 150;
    }
}
