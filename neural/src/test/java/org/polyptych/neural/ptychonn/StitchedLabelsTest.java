package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.stitch.Between;
import org.polyptych.neural.stitch.Stitching;
import org.polyptych.neural.stitch.Window;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** A network that has learned its lesson by heart gives the object: what is taught and what is stitched lie in one place. */
class StitchedLabelsTest {
    private static final double RADIUS = 6;

    /** The root mean square of the difference from the truth, relative to the truth, where answers count. */
    private static double error(Scan scan) {
        Specimen truth = scan.truth().orElseThrow().specimen();
        ObjectPatches lessons = new ObjectPatches("test", truth, scan.positions(), scan.geometry(), 20);
        Stitching stitching = new Stitching(truth.rows(), truth.columns(), new Window.Disc(RADIUS), Between.CUBIC);
        for (int j = 0; j < scan.positions().count(); j++) {
            stitching.add(
                    lessons.of(j),
                    truth.rowOf(scan.positions().y()[j]),
                    truth.columnOf(scan.positions().x()[j]));
        }
        ComplexImage image = stitching.image(0, 0);
        boolean[] covered = stitching.covered();
        double difference = 0;
        double power = 0;
        for (int i = 0; i < covered.length; i++) {
            if (covered[i]) {
                double re = truth.image().re()[i];
                double im = truth.image().im()[i];
                difference += Math.pow(image.re()[i] - re, 2) + Math.pow(image.im()[i] - im, 2);
                power += re * re + im * im;
            }
        }
        return Math.sqrt(difference / power);
    }

    @Test
    void at_whole_pixels_to_rounding() {
        assertThat(error(SimulatedScan.wellPosed().scan())).isLessThan(1e-6);
    }

    /** The object has features of a few pixels; a pixel beside, it would be another. */
    @Test
    void between_pixels_as_well_as_interpolation_can() {
        assertThat(error(SimulatedScan.wellPosed().subPixel().scan())).isLessThan(0.02);
    }
}
