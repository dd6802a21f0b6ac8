package org.polyptych.engines;

class LsqmlConformanceTest extends EngineConformance {
    @Override
    protected String engine() {
        return "lsqml";
    }

    @Override
    protected int budget() {
        return 150;
    }
}
