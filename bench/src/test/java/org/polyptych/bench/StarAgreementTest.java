package org.polyptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.SharedData;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ScanFiles;
import org.polyptych.io.SpecimenFiles;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Registration;
import org.polyptych.physics.metrics.Threshold;

/** One cell of the table of the Siemens star, with fewer iterations and without the file's probe: does the image
 * agree with another program's? */
class StarAgreementTest {
    private static final int MIDDLE = 256;
    private static final double PIXEL = 1e-8;

    private final Path product = SharedData.file("real/siemens_star_aps_para.hdf5");
    private final Path reference = SharedData.file("real/siemens_star_reference_ptychi_lsqml60.npz");

    @Test
    void rpieAgreesWithTheReferenceToHalfOfNyquist() {
        Scan scan = ScanFiles.open(product);
        Result result = Reconstruction.with("rpie", Map.of("probe.modes", "2", "probe.start", "data"), 25, 1, 2)
                .run(scan, Observer.NONE);
        ComplexImage target = SpecimenFiles.open(reference, PIXEL, PIXEL, 0, 0).image();
        Alignment pair = Registration.align(target, result.specimen().image(), Region.central(target, MIDDLE, MIDDLE));
        FourierRingCorrelation curve = FourierRingCorrelation.of(pair.reference(), pair.image());
        assertThat(curve.crossing(Threshold.HALF).fractionOfNyquist()).isGreaterThan(0.5);
        assertThat(curve.mean(0.5)).isGreaterThan(0.85);
    }
}
