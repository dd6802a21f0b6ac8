package org.polyptych.engines.gradient;

/** Accelerated Wirtinger flow has nothing to set. */
public record AwfSettings() {}
