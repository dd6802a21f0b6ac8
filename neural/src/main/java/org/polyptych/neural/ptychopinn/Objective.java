package org.polyptych.neural.ptychopinn;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.physics.Probe;

/** What a network is to do with groups of patterns. */
interface Objective {
    /** What it is given: [sample][frame][row][column], on the processor. */
    Tensor patterns(List<Sample> some);

    /**
     * How far it is from that, a mean over samples.
     *
     * @param said the network's answer, [sample][2 frames][row][column]
     */
    Tensor loss(Autoencoder network, Tensor said, List<Sample> some);

    /** What the loss is, for people. */
    String lossName();

    /** What a model's file says of it. */
    Map<String, String> facts();

    /** The probe that belongs to the patterns, of several scans the first's: its power (N / 2)^2 for sides N. */
    Probe probe();
}
