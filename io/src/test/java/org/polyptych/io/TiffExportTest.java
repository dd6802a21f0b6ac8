package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.io.Opener;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

class TiffExportTest {
    @TempDir
    Path folder;

    @Test
    void imageJOpensPhaseAndAmplitudeOfEverySlice() {
        Result result = SomeResult.rich();
        ImagePlus image = exported(result);
        assertThat(GraphicsEnvironment.isHeadless()).isTrue();
        assertThat(image.isHyperStack()).isTrue();
        assertThat(image.getNChannels()).isEqualTo(2);
        assertThat(image.getNSlices()).isEqualTo(3);
        assertThat(image.getNFrames()).as("object modes").isEqualTo(2);
        assertThat(image.getBitDepth()).isEqualTo(32);
        for (int mode = 0; mode < 2; mode++) {
            for (int slice = 0; slice < 3; slice++) {
                ComplexImage expected = result.specimen().images()[mode][slice];
                assertThat(pixels(image, 1, slice, mode))
                        .isEqualTo(expected.phase().values());
                assertThat(pixels(image, 2, slice, mode))
                        .isEqualTo(expected.amplitude().values());
            }
        }
        assertThat(image.getStack().getSliceLabel(1)).isEqualTo("phase (rad)");
        assertThat(image.getStack().getSliceLabel(2)).isEqualTo("amplitude");
    }

    @Test
    void eachChannelIsShownWithARangeOfItsOwn() {
        CompositeImage image = (CompositeImage) exported(SomeResult.simple());
        ComplexImage object = SomeResult.simple().specimen().image();
        assertThat(image.getChannelLut(1).max).isCloseTo(object.phase().max(), within(1e-6));
        assertThat(image.getChannelLut(2).max).isCloseTo(object.amplitude().max(), within(1e-6));
    }

    @Test
    void smallFieldsAreInNanometres() {
        ImagePlus image = exported(SomeResult.rich());
        assertThat(image.getCalibration().getUnit()).isEqualTo("nm");
        assertThat(image.getCalibration().pixelHeight).isCloseTo(0.01, within(1e-9));
        assertThat(image.getCalibration().pixelWidth).isCloseTo(0.02, within(1e-9));
        double spacing = SomeResult.rich().specimen().sliceSpacing()[0];
        assertThat(image.getCalibration().pixelDepth).isGreaterThan(spacing);
    }

    @Test
    void largeFieldsAreInMicrometres() {
        ComplexImage object = ComplexImage.constant(40, 50, 1, 0);
        XrayGeometry geometry = new XrayGeometry(8, 8, 1e-6, 2e-6, 8800, 1);
        Result result = new Result(
                Specimen.of(object, 1e-6, 2e-6, 0, 0),
                Probe.of(ComplexImage.constant(8, 8, 1, 0)),
                new Positions(new double[1], new double[1]),
                RealImage.zeros(40, 50),
                new double[0],
                new Result.Provenance("large", "", geometry, "", "", 0, 0, java.util.Map.of(), "", "", "", 0));
        ImagePlus image = exported(result);
        assertThat(image.getCalibration().getUnit()).isIn("µm", "um", "micron");
        assertThat(image.getCalibration().pixelHeight).isCloseTo(1, within(1e-9));
        assertThat(image.getCalibration().pixelWidth).isCloseTo(2, within(1e-9));
        assertThat(image.getWidth()).isEqualTo(50);
        assertThat(image.getHeight()).isEqualTo(40);
    }

    private ImagePlus exported(Result result) {
        Path path = folder.resolve("object.tif");
        TiffExport.write(path, result);
        return new Opener().openImage(path.toString());
    }

    private static float[] pixels(ImagePlus image, int channel, int slice, int mode) {
        return (float[]) image.getStack().getPixels(image.getStackIndex(channel, slice + 1, mode + 1));
    }
}
