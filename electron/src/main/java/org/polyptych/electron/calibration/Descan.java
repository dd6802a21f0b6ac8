package org.polyptych.electron.calibration;

/**
 * How far the zero beam wanders over the detector during the scan, because the coils that bring the beam back to the axis do so
 * imperfectly: a parabola in y and x fitted to the centres of mass.
 *
 * @param y greatest minus least of the parabola down, in detector pixels
 * @param x the same to the right
 * @param share of the variance of the centres of mass that the parabola explains, 0 to 1
 */
public record Descan(double y, double x, double share) {
    static Descan of(BeamImages images, double pixelY, double pixelX) {
        Parabola parabola = new Parabola(images.positions());
        double[] smoothY = parabola.of(images.massY());
        double[] smoothX = parabola.of(images.massX());
        double all = variance(images.massY()) + variance(images.massX());
        return new Descan(
                range(smoothY) / pixelY,
                range(smoothX) / pixelX,
                all > 0 ? (variance(smoothY) + variance(smoothX)) / all : 0);
    }

    private static double range(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return most - least;
    }

    private static double variance(double[] values) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
        }
        return Math.max(0, squares / values.length - sum / values.length * (sum / values.length));
    }
}
