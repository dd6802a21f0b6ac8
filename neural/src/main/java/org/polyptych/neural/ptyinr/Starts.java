package org.polyptych.neural.ptyinr;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.torch.CustomFunction;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.neural.train.Adam;

/**
 * Makes what object and probe are made by, as it begins: drawn at random, or fitted to a start.
 *
 * @param object the start, in counts' units
 * @param probe the start
 * @param objectUnit what 1 of the object is for its network
 * @param probeUnit what 1 of the probe is
 */
record Starts(PtyInrSettings settings, ComplexImage object, ComplexImage[] probe, double objectUnit, double probeUnit) {
    /** Below this share of its power an object's structure is none. */
    private static final double FLAT = 1e-10;

    private static final double MOST_RATE = 1e-3;
    private static final double FASTER = 10;

    /** What makes the object. */
    Field object(RandomStream random) {
        boolean fromData = settings.start() == PtyInrSettings.Start.DATA;
        ComplexImage target = scaled(object, objectUnit);
        Coordinates grid = new Coordinates(object.rows(), object.columns());
        Field field = Fields.object(settings, grid, random);
        if (settings.object() == PtyInrSettings.Kind.PIXELS) {
            fill(field, fromData ? new ComplexImage[] {target} : uniform(1, grid, random));
        } else if (fromData && !isFlat(object)) {
            fit(field, new ComplexImage[] {target}, settings.objectRate());
        }
        return field;
    }

    /** What makes the probe. */
    Field probe(RandomStream random) {
        boolean fromData = settings.start() == PtyInrSettings.Start.DATA;
        ComplexImage[] target = new ComplexImage[probe.length];
        for (int m = 0; m < target.length; m++) {
            target[m] = scaled(probe[m], probeUnit);
        }
        Coordinates grid = new Coordinates(probe[0].rows(), probe[0].columns());
        Field field = Fields.probe(settings, probe.length, grid, random);
        if (settings.probe() == PtyInrSettings.Kind.PIXELS) {
            fill(field, fromData ? target : uniform(probe.length, grid, random));
        } else if (fromData) {
            fit(field, target, settings.probeRate());
        }
        return field;
    }

    /** Whether there is an object to start from. */
    boolean given() {
        return settings.start() == PtyInrSettings.Start.DATA && !isFlat(object);
    }

    private static ComplexImage scaled(ComplexImage image, double unit) {
        ComplexImage copy = image.copy();
        copy.scale(1 / unit);
        return copy;
    }

    private static boolean isFlat(ComplexImage image) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < image.size(); i++) {
            re += image.re()[i];
            im += image.im()[i];
        }
        double mean = (re * re + im * im) / image.size();
        return image.power() - mean <= FLAT * image.power();
    }

    /** Amplitude and phase uniform from 0 to 1, as in the paper's Fig. S15. */
    private static ComplexImage[] uniform(int count, Coordinates grid, RandomStream random) {
        ComplexImage[] images = new ComplexImage[count];
        for (int k = 0; k < count; k++) {
            images[k] = ComplexImage.zeros(grid.rows(), grid.columns());
            for (int i = 0; i < images[k].size(); i++) {
                double amplitude = random.uniform();
                double phase = random.uniform();
                images[k].re()[i] = (float) (amplitude * Math.cos(phase));
                images[k].im()[i] = (float) (amplitude * Math.sin(phase));
            }
        }
        return images;
    }

    private static void fill(Field field, ComplexImage[] images) {
        int pixels = images[0].size();
        float[] all = new float[2 * images.length * pixels];
        for (int k = 0; k < images.length; k++) {
            System.arraycopy(images[k].re(), 0, all, 2 * k * pixels, pixels);
            System.arraycopy(images[k].im(), 0, all, (2 * k + 1) * pixels, pixels);
        }
        Tensors.fill(field.module().parameters().firstEntry().getValue(), all);
    }

    /** Fits networks to images, in the least squares sense. */
    private void fit(Field field, ComplexImage[] images, double rate) {
        int steps = settings.fitSteps();
        double start = Math.max(rate, Math.min(MOST_RATE, FASTER * rate));
        try (Scope scope = Scope.open();
                Adam adam = new Adam(field.planes().groups(start), Adam.Betas.USUAL)) {
            Tensor wanted = torch.view_as_real(Tensors.of(images));
            wanted = wanted.to(settings.device().torch(), wanted.scalar_type());
            for (int step = 0; step < steps; step++) {
                try (Scope inner = Scope.open()) {
                    Tensor made = torch.view_as_real(field.rows(0, images[0].rows()));
                    made = made.to(settings.device().torch(), made.scalar_type());
                    adam.clearGradients();
                    CustomFunction.goBack(made.sub(wanted).square().mean());
                    adam.step(0.5 * (1 + Math.cos(Math.PI * step / steps)));
                }
            }
        }
    }
}
