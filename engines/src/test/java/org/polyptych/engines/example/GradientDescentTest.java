package org.polyptych.engines.example;

import org.polyptych.engines.EngineConformance;

class GradientDescentTest extends EngineConformance {
    @Override
    protected String engine() {
        return "gradient";
    }

    @Override
    protected int budget() {
        return 1000;
    }
}
