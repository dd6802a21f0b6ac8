package org.polyptych.engines.adam;

import java.util.List;
import org.polyptych.core.ComplexImage;

/**
 * Variations of a probe made orthogonal to each other by Gram and Schmidt, as real vectors: their weights are real.
 *
 * @param modes images of each variation
 */
record Orthonormal(int modes) {
    /**
     * Changes the images in place.
     *
     * @param images the modes of one variation after the other
     * @param power that each variation is given; one that depends on those before it becomes 0
     */
    void apply(List<ComplexImage> images, double power) {
        int count = images.size() / modes;
        for (int a = 0; a < count; a++) {
            double before = product(images, a, a);
            for (int b = 0; b < a; b++) {
                double length = product(images, b, b);
                if (length > 0) {
                    subtract(images, b, product(images, b, a) / length, a);
                }
            }
            double left = product(images, a, a);
            double factor = left > 1e-10 * before ? Math.sqrt(power / left) : 0;
            for (int m = 0; m < modes; m++) {
                images.get(a * modes + m).scale(factor);
            }
        }
    }

    private double product(List<ComplexImage> images, int a, int b) {
        double sum = 0;
        for (int m = 0; m < modes; m++) {
            ComplexImage p = images.get(a * modes + m);
            ComplexImage q = images.get(b * modes + m);
            for (int i = 0; i < p.size(); i++) {
                sum += (double) p.re()[i] * q.re()[i] + (double) p.im()[i] * q.im()[i];
            }
        }
        return sum;
    }

    private void subtract(List<ComplexImage> images, int from, double factor, int to) {
        for (int m = 0; m < modes; m++) {
            ComplexImage p = images.get(from * modes + m);
            ComplexImage q = images.get(to * modes + m);
            for (int i = 0; i < p.size(); i++) {
                q.re()[i] -= (float) (factor * p.re()[i]);
                q.im()[i] -= (float) (factor * p.im()[i]);
            }
        }
    }
}
