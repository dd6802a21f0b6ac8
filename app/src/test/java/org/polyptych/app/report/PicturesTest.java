package org.polyptych.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

class PicturesTest {
    private static final int INK = 0xFF000000 | Figure.INK.getRGB();
    private static final int GREY = 0xFF000000 | Raster.MASKED;

    @Test
    void maskedPixelsAreGreyAndOthersAreNot() {
        RealImage image = new RealImage(1, 3, new float[] {1, 2, Float.NaN});

        BufferedImage drawn = Raster.of(
                        image,
                        new boolean[] {true, false, true},
                        ColorMap.DUSK,
                        new Limits(0, 2),
                        new Raster.Grid(1, 1, 3))
                .image();

        assertThat(drawn.getRGB(0, 0)).isEqualTo(0xFF000000 | ColorMap.DUSK.rgb(0.5));
        assertThat(drawn.getRGB(1, 0)).isEqualTo(GREY);
        assertThat(drawn.getRGB(2, 0)).isEqualTo(GREY);
    }

    @Test
    void theScaleBarIsAsLongAsItsLabelSays() {
        Result result = MadeUpResult.result();
        SpecimenView view = SpecimenView.of(result);
        int factor =
                920 / Math.max(view.transmission().rows(), view.transmission().columns());

        BufferedImage picture = Pictures.phase(result);

        int[] corner = Figure.scaleBarCorner(picture);
        int length = 0;
        while (picture.getRGB(corner[0] + length, corner[1] + 3) == INK) {
            length++;
        }
        ScaleBar bar =
                ScaleBar.fit(MadeUpResult.PIXEL / factor, view.transmission().columns() * factor / 3.0);
        assertThat(bar.label()).isEqualTo("1 µm");
        assertThat(length).isEqualTo((int) Math.round(1e-6 / MadeUpResult.PIXEL * factor));
    }

    @Test
    void onlyTheScannedPartIsShown() {
        Result result = MadeUpResult.result();
        ScannedArea area = ScannedArea.of(result.illumination());

        assertThat(area.rows()).isBetween(200, 260);
        assertThat(area.scanned()[MadeUpResult.EDGE * 150 + 150]).isTrue();
        assertThat(area.scanned()[MadeUpResult.EDGE * 10 + 10]).isFalse();
        BufferedImage picture = Pictures.phase(result);
        assertThat(picture.getRGB(Figure.MARGIN + 2, 46 + 30 + 2)).isEqualTo(GREY);
    }

    @Test
    void theRampIsTakenOffThePhase() {
        SpecimenView view = SpecimenView.of(MadeUpResult.result());

        assertThat(view.ramp().rowSlope()).isBetween(MadeUpResult.ROW_SLOPE - 3e-4, MadeUpResult.ROW_SLOPE + 3e-4);
        Limits limits = Limits.robust(view.flatPhase().values(), view.scanned());
        assertThat(limits.high() - limits.low()).isBetween(0.7, 0.85);
    }

    @Test
    void wildPixelsDoNotWidenTheLimits() {
        float[] values = new float[1000];
        boolean[] mask = new boolean[1000];
        Arrays.fill(mask, true);
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        values[5] = 1e9f;
        values[6] = Float.NaN;

        Limits limits = Limits.robust(values, mask);

        assertThat(limits.low()).isBetween(5.0, 15.0);
        assertThat(limits.high()).isBetween(985.0, 995.0);
    }

    @Test
    void aFlatObjectNobodyIlluminatedCanStillBeDrawn() {
        Result star = MadeUpResult.result();
        Result flat = new Result(
                Specimen.of(ComplexImage.constant(40, 30, 1, 0), 2e-10, 1e-10, 0, 0),
                star.probe(),
                star.positions(),
                RealImage.zeros(40, 30),
                new double[0],
                star.provenance());

        BufferedImage picture = Pictures.phase(flat);

        assertThat(picture.getWidth()).isGreaterThan(200);
        assertThat(Pictures.amplitude(flat).getHeight()).isGreaterThan(picture.getWidth());
    }

    @Test
    void largeImagesAreShrunkByWholeFactors() {
        RealImage image = RealImage.zeros(2900, 100);
        boolean[] mask = new boolean[290000];
        Arrays.fill(mask, true);

        Raster raster = Raster.of(image, mask, ColorMap.GREY, new Limits(0, 1), new Raster.Grid(1e-9, 1e-9, 900));

        assertThat(raster.image().getHeight()).isEqualTo(966);
        assertThat(raster.metresPerPixel()).isCloseTo(3e-9, within(1e-15));
    }

    @Test
    void aPictureIsWrittenWhole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("probe.png");

        PngFile.write(file, Pictures.probe(MadeUpResult.result()));

        assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(500);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
