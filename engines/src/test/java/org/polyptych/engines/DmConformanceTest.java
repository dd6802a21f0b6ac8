package org.polyptych.engines;

class DmConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "dm";
    }

    @Override
    protected int budget() {
        return 200;
    }
}
