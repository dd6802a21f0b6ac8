package org.polyptych.neural.layer;

/** Normalisations that a network may have after its convolutions. */
public enum Norm {
    NONE,
    /** {@link BatchNorm2d}, eps 1e-5, momentum 0.1. */
    BATCH,
    /** {@link GroupNorm}: as many groups as can be had up to 32 with four channels or more in each. */
    GROUP;

    private static final int GROUPS = 32;
    private static final int LEAST = 4;

    /** A layer for so many channels. */
    public Module layer(int channels) {
        return switch (this) {
            case NONE -> Activation.IDENTITY.layer();
            case BATCH -> new BatchNorm2d(channels);
            case GROUP -> new GroupNorm(groups(channels), channels);
        };
    }

    static int groups(int channels) {
        int groups = Math.max(1, Math.min(GROUPS, channels / LEAST));
        while (channels % groups != 0) {
            groups--;
        }
        return groups;
    }
}
