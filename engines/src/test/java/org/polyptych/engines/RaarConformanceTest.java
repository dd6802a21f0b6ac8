package org.polyptych.engines;

class RaarConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "raar";
    }

    @Override
    protected int budget() {
        return 200;
    }
}
