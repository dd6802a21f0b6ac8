package org.polyptych.engines;

import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.loss.ReadNoise;

/** The noise that {@code likelihood=readnoise} of an engine has in mind: settings that engines have in common. */
public record ReadOutNoise(
        @Setting(
                value = "auto",
                doc = "for readnoise: its standard deviation in counts, or auto (from the darkest pixels)")
        String readNoise,

        @Setting(value = "0", doc = "for readnoise: counts that a photon gives, for the noise of counting; 0 for none")
        double gain) {
    /** As both begin. */
    public static final ReadOutNoise USUAL = new ReadOutNoise("auto", 0);

    private static final String AUTO = "auto";

    public ReadOutNoise {
        if (!readNoise.equals(AUTO) && !positive(readNoise)) {
            throw new IllegalArgumentException("readNoise must be auto or a number above 0, got '" + readNoise + "'");
        }
        if (!(gain >= 0)) {
            throw new IllegalArgumentException("gain must be 0 or more, got " + gain);
        }
    }

    private static boolean positive(String text) {
        try {
            double value = Double.parseDouble(text);
            return value > 0 && value < Double.POSITIVE_INFINITY;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * The loss for the frames at hand.
     *
     * @param engine its name, for messages
     * @throws BadInputException if it is to be found in frames that show none
     */
    public ReadNoise loss(String engine, FrameStack frames) {
        double sigma = readNoise.equals(AUTO) ? frames.readNoise() : Double.parseDouble(readNoise);
        if (!(sigma > 0)) {
            throw new BadInputException(engine
                    + ".readNoise=auto found no read-out noise: the darkest pixels hold no counts; give a number, or use "
                    + engine + ".likelihood=poisson");
        }
        return new ReadNoise(sigma, gain);
    }

    /** @throws BadInputException for a noise of the detector's pixels where the model's are others */
    public static void requireDetectorPixels(String engine, int upsample) {
        if (upsample > 1) {
            throw new BadInputException(engine + ".likelihood=readnoise is of the detector's pixels and does not go"
                    + " together with data.upsample above 1; leave one of them out");
        }
    }
}
