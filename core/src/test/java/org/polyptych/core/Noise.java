package org.polyptych.core;

/** Images of Gaussian noise, for tests. */
final class Noise {
    private Noise() {}

    static ComplexImage image(int rows, int columns, long stream) {
        RandomStream random = new RandomStream(41, stream);
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) random.gaussian();
            image.im()[i] = (float) random.gaussian();
        }
        return image;
    }

    /** The largest modulus of a difference. */
    static double farthest(ComplexImage a, ComplexImage b) {
        double most = 0;
        for (int i = 0; i < a.size(); i++) {
            most = Math.max(most, Math.hypot(a.re()[i] - b.re()[i], a.im()[i] - b.im()[i]));
        }
        return most;
    }
}
