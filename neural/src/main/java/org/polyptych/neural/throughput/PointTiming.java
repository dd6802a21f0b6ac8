package org.polyptych.neural.throughput;

/**
 * An operation on points beside the bandwidth of the memory.
 *
 * @param what operation
 * @param size of the encoding and number of points
 * @param pointsPerSecond done, median
 * @param bytesAPoint that must come and go: coordinates, features, where points lie on the grids, the tables once
 * @param bytesPerSecond the product of the two
 * @param memoryBytesPerSecond read and written in a copy of an array larger than the caches, by all threads, median
 * @param boundPointsPerSecond if the bytes came and went at that bandwidth
 * @param share of the bound, median of the rounds; above 1 where more than the tables stays in the caches
 * @param bestShare the largest of them
 */
public record PointTiming(
        String what,
        String size,
        double pointsPerSecond,
        double bytesAPoint,
        double bytesPerSecond,
        double memoryBytesPerSecond,
        double boundPointsPerSecond,
        double share,
        double bestShare) {}
