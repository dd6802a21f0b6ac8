package org.polyptych.engines.constraint;

import java.util.OptionalDouble;
import org.polyptych.core.ComplexImage;

/**
 * Limits of the object's amplitude and phase: every pixel goes to the nearest complex number whose amplitude and phase are
 * within them. A phase within its limits stays, and its amplitude is clamped. A phase outside goes to the nearer limit,
 * turning either way, and the amplitude becomes the length of the pixel along that direction, clamped: so a pixel that
 * points away from all that is allowed gets the least amplitude.
 *
 * @param minAmplitude 0 or more
 * @param maxAmplitude may be infinite
 * @param minPhase in radians, -pi or more
 * @param maxPhase in radians, pi or less
 */
public record ObjectLimits(double minAmplitude, double maxAmplitude, double minPhase, double maxPhase) {

    /** Limits that may be left open. */
    public static ObjectLimits of(
            OptionalDouble minAmplitude,
            OptionalDouble maxAmplitude,
            OptionalDouble minPhase,
            OptionalDouble maxPhase) {
        return new ObjectLimits(
                minAmplitude.orElse(0),
                maxAmplitude.orElse(Double.POSITIVE_INFINITY),
                minPhase.orElse(-Math.PI),
                maxPhase.orElse(Math.PI));
    }

    public boolean any() {
        return limitsAmplitude() || limitsPhase();
    }

    private boolean limitsAmplitude() {
        return minAmplitude > 0 || maxAmplitude < Double.POSITIVE_INFINITY;
    }

    private boolean limitsPhase() {
        return minPhase > -Math.PI || maxPhase < Math.PI;
    }

    public void apply(ComplexImage object) {
        if (!any()) {
            return;
        }
        boolean phases = limitsPhase();
        for (int i = 0; i < object.size(); i++) {
            double re = object.re()[i];
            double im = object.im()[i];
            double amplitude = Math.sqrt(re * re + im * im);
            if (Double.isNaN(amplitude)) {
                continue;
            }
            double phase = phases || amplitude == 0 ? Math.atan2(im, re) : 0;
            double nearest = phases ? nearestPhase(phase) : phase;
            if (nearest != phase || amplitude == 0) {
                double along =
                        Math.clamp(amplitude * Math.max(0, Math.cos(phase - nearest)), minAmplitude, maxAmplitude);
                object.re()[i] = (float) (along * Math.cos(nearest));
                object.im()[i] = (float) (along * Math.sin(nearest));
            } else if (amplitude < minAmplitude || amplitude > maxAmplitude) {
                double factor = Math.clamp(amplitude, minAmplitude, maxAmplitude) / amplitude;
                object.re()[i] = (float) (re * factor);
                object.im()[i] = (float) (im * factor);
            }
        }
    }

    private double nearestPhase(double phase) {
        if (phase >= minPhase && phase <= maxPhase) {
            return phase;
        }
        double toLeast = Math.abs(Math.IEEEremainder(phase - minPhase, 2 * Math.PI));
        double toMost = Math.abs(Math.IEEEremainder(phase - maxPhase, 2 * Math.PI));
        return toLeast <= toMost ? minPhase : maxPhase;
    }
}
