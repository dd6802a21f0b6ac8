package org.polyptych.neural.unet;

import org.polyptych.neural.diffusion.Channels;

/** What is learned from, pair by pair; the same pair each time for a number. */
interface Pairs {
    /** To learn from: numbers from 0. */
    int training();

    /** To judge by: numbers behind those. */
    int validation();

    Pair pair(int number);

    /** Least rows of a pair. */
    int rows();

    /** Least columns of a pair. */
    int columns();

    /** Mean and spread of the objects, which the network's numbers are in. */
    Channels channels();

    /** Metres of a pixel's height; NaN if not known. */
    double pixelHeight();

    double pixelWidth();

    /** What it was made from, for the model's file. */
    String fingerprint();
}
