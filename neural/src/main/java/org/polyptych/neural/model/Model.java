package org.polyptych.neural.model;

import java.util.SequencedMap;

/**
 * A trained network, as its file holds it: all that is needed to use it, and where it came from. No code.
 *
 * @param kind name of what trained it, such as {@code ptychonn}: says which class makes a network of it
 * @param settings those it was trained with, as typed, without the group's name
 * @param facts version of the program and of the kind, seed, normalisation, fingerprint of the data, steps taken, validation
 *     loss, ...: key to value, numbers so that they can be read back exactly
 * @param weights parameters and buffers by their full names, and what belongs to them, such as {@code probe.re}
 */
public record Model(
        String kind,
        SequencedMap<String, String> settings,
        SequencedMap<String, String> facts,
        SequencedMap<String, Weights> weights) {}
