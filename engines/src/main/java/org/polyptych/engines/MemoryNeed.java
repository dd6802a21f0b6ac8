package org.polyptych.engines;

/**
 * What an engine takes of Java's memory, beside the frames.
 *
 * @param working bytes held while it runs
 * @param snapshot bytes of what it saves for a checkpoint
 */
public record MemoryNeed(long working, long snapshot) {}
