package org.polyptych.neural.throughput;

/**
 * A step of an optimiser, forth and back, without the optimiser itself, beside its bound.
 *
 * @param what network and way of evaluating it
 * @param size of the network and of what it is given
 * @param seconds of a step, median
 * @param boundSeconds of the products or convolutions alone, median
 * @param ratio of the two in the same round, median
 * @param bestRatio the smallest of them
 * @param boundOperationsPerSecond floating-point operations of the bound a second
 */
public record StepTiming(
        String what,
        String size,
        double seconds,
        double boundSeconds,
        double ratio,
        double bestRatio,
        double boundOperationsPerSecond) {}
