package org.polyptych.physics.loss;

import org.polyptych.core.BadInputException;

/**
 * Another loss for a detector that saturates: a reading at or above the level says only that there were at least as many
 * counts. Such a pixel counts where the model lies below its reading, and costs no more than an exact prediction where it
 * lies above: l(min(I, y^2), y). Other pixels count as ever.
 *
 * @param loss for all other pixels, and for saturated ones that are predicted too dark
 * @param level in counts, more than 0
 */
public record Saturated(Loss loss, double level) implements Loss {
    public Saturated {
        if (!(level > 0)) {
            throw new BadInputException("the level of saturation must be more than 0 counts, got " + level);
        }
    }

    @Override
    public String name() {
        return loss.name() + ", saturated pixels as lower bounds";
    }

    /** Whether a pixel reads the level or more; the reading was rounded to float, and so was its square root. */
    private boolean saturated(float amplitude) {
        return (double) amplitude * amplitude >= level * (1 - 1e-6);
    }

    @Override
    public void evaluate(float[] intensity, float[] amplitude, float[] weights, float[] factor, int from, int to) {
        // saturated pixels are few: the loss takes the stretches between them as they are
        int begin = from;
        for (int i = from; i < to; i++) {
            if (saturated(amplitude[i]) && intensity[i] >= amplitude[i] * amplitude[i]) {
                loss.evaluate(intensity, amplitude, weights, factor, begin, i);
                intensity[i] = amplitude[i] * amplitude[i];
                loss.evaluate(intensity, amplitude, weights, factor, i, i + 1);
                factor[i] = 0;
                begin = i + 1;
            }
        }
        loss.evaluate(intensity, amplitude, weights, factor, begin, to);
    }

    @Override
    public void proximal(float[] intensity, float[] amplitude, float[] weights, float tau, float[] factor) {
        loss.proximal(intensity, amplitude, weights, tau, factor);
        for (int i = 0; i < intensity.length; i++) {
            if (saturated(amplitude[i]) && intensity[i] >= amplitude[i] * amplitude[i]) {
                factor[i] = 1;
            }
        }
    }
}
