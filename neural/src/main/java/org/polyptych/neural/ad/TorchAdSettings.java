package org.polyptych.neural.ad;

import org.polyptych.core.settings.Setting;
import org.polyptych.engines.ReadOutNoise;
import org.polyptych.engines.adam.AdSettings;
import org.polyptych.neural.torch.Device;

/** Settings of {@link TorchAd}: those of {@link AdSettings} by the same names, and the device. */
public record TorchAdSettings(
        @Setting(value = "cpu", doc = "where it works: cpu, or cuda (an NVIDIA card; the same as --device cuda)")
        Device device,

        @Setting(
                value = "amplitude",
                doc = "what is minimised: amplitude (squared error), poisson (counted photons), l1 (absolute error of"
                        + " amplitudes) or smoothl1 (squared below smoothBelow, absolute above)")
        Kind likelihood,

        @Setting(
                value = "0.1",
                doc = "for smoothl1: where the two meet, relative to the root mean counts of a pixel, 1e-6 to 1e6")
        double smoothBelow,

        @Setting(value = "0.03", doc = "step of an object pixel, relative to the amplitude of the object, above 0 to 1")
        double objectRate,

        @Setting(value = "0.03", doc = "step of a probe pixel, relative to the greatest |P|, above 0 to 1")
        double probeRate,

        @Setting(
                value = "0",
                doc = "iterations over which both steps fall to zero, along a half cosine; nothing changes afterwards;"
                        + " 0 keeps them")
        int decayOver,

        @Setting(
                value = "0",
                doc = "frames of a step, neighbours in y; an iteration takes as many steps as it needs for all frames;"
                        + " 0 is all frames at once")
        int batch,

        @Setting(value = "1", doc = "first iteration that updates the probe")
        int probeFrom,

        @Setting(value = "0.9", doc = "how much of the mean gradient stays a step, 0 to below 1")
        double beta1,

        @Setting(value = "0.99", doc = "how much of the mean of |gradient|^2 stays a step, 0 to below 1")
        double beta2,

        @Setting(
                value = "0.001",
                doc =
                        "added to the root mean square gradient of every pixel, relative to the greatest: pixels with less"
                                + " of a gradient take shorter steps; above 0 to 1")
        double epsilon) {

    /** What is minimised. */
    public enum Kind {
        /** Squared error of amplitudes. */
        AMPLITUDE,
        /** Counted photons. */
        POISSON,
        /** Absolute error of amplitudes. */
        L1,
        /** Squared for small errors, absolute for large ones. */
        SMOOTHL1
    }

    public TorchAdSettings {
        adam(likelihood, smoothBelow, objectRate, probeRate, decayOver, batch, probeFrom, beta1, beta2, epsilon);
    }

    /** The same for the engine that this one is held against: its ranges and its meanings. */
    AdSettings adam() {
        return adam(likelihood, smoothBelow, objectRate, probeRate, decayOver, batch, probeFrom, beta1, beta2, epsilon);
    }

    private static AdSettings adam(
            Kind likelihood,
            double smoothBelow,
            double objectRate,
            double probeRate,
            int decayOver,
            int batch,
            int probeFrom,
            double beta1,
            double beta2,
            double epsilon) {
        return new AdSettings(
                AdSettings.Kind.valueOf(likelihood.name()),
                smoothBelow,
                ReadOutNoise.USUAL,
                0,
                objectRate,
                probeRate,
                decayOver,
                batch,
                probeFrom,
                beta1,
                beta2,
                epsilon,
                false,
                false,
                false,
                false,
                0.01,
                1,
                10,
                0.01);
    }
}
