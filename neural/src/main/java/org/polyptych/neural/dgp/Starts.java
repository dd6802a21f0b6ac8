package org.polyptych.neural.dgp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.Estimate;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.ComplexChannels;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.UNet;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/** Makes what object and probe are made by, as a run begins: networks that have learned to give back its start. */
final class Starts {
    private static final int OBJECT_STREAM = -1;
    private static final int PROBE_STREAM = -2;

    private final DgpSettings settings;
    private final ObjectForm form;
    private final Estimate estimate;
    private final Specimen grid;
    private final long seed;
    private double objectError = Double.NaN;
    private double probeError = Double.NaN;

    /** @param grid of the object */
    Starts(DgpSettings settings, ObjectForm form, Estimate estimate, Specimen grid, long seed) {
        this.settings = settings;
        this.form = form;
        this.estimate = estimate;
        this.grid = grid;
        this.seed = seed;
    }

    /** What 1 of a complex object is for what makes it; a phase is in radians. */
    double objectUnit() {
        if (!form.complex()) {
            return 1;
        }
        List<ComplexImage> images = estimate.objects();
        double power = images.stream().mapToDouble(ComplexImage::power).sum();
        double root = Math.sqrt(power / images.size() / images.getFirst().size());
        if (!(root > 0)) {
            throw new BadInputException("the starting object is zero everywhere or not finite; give another");
        }
        return root;
    }

    /**
     * What 1 of the probe is, of all modes together: for a network the root mean square over the array, so that its mistakes and
     * the noise on its input hold the same share of the light however small the beam is; else the greatest amplitude.
     */
    double probeUnit() {
        Probe start = Probe.of(estimate.probe());
        return settings.probe() == DgpSettings.ProbeKind.NETWORK
                ? Math.sqrt(start.power() / start.mode(0).size())
                : start.greatestAmplitude();
    }

    Learned object() {
        Tensor objects = Tensors.of(estimate.objects().toArray(ComplexImage[]::new));
        Tensor start = form.start(objects.div(new Scalar(objectUnit()))).contiguous();
        if (estimate.objectKnown()) {
            return Learned.known(lasting(start));
        }
        if (settings.object() == DgpSettings.ObjectKind.PIXELS) {
            return learned(settings.pixelRate(), new PixelGenerator(start, form.ofPixels(), settings.device()));
        }
        int slices = grid.slices();
        RandomStream random = new RandomStream(seed, OBJECT_STREAM);
        NetworkGenerator generator = network(settings.objectNetwork(form, slices), start, isFlat(), random);
        objectError = generator.fit(start, settings.pretrain(), settings.pretrainRate(), random);
        return learned(settings.objectRate(), generator);
    }

    Learned probe() {
        Tensor modes = Tensors.of(estimate.probe()).div(new Scalar(probeUnit()));
        Tensor start = ComplexChannels.split(modes.unsqueeze(0)).select(0, 0).contiguous();
        if (estimate.probeKnown()) {
            return Learned.known(lasting(start));
        }
        return switch (settings.probe()) {
            case PIXELS ->
                learned(settings.pixelRate(), new PixelGenerator(start, Activation.IDENTITY, settings.device()));
            case LENS ->
                learned(
                        settings.pixelRate(),
                        new LensGenerator(modes, grid.pixelHeight(), grid.pixelWidth(), settings.device()));
            case NETWORK -> {
                RandomStream random = new RandomStream(seed, PROBE_STREAM);
                int count = estimate.probe().length;
                NetworkGenerator generator = network(settings.probeNetwork(count), start, false, random);
                probeError = generator.fit(start, settings.probePretrain(), settings.pretrainRate(), random);
                yield learned(settings.probeRate(), generator);
            }
        };
    }

    private Learned learned(double rate, Generator generator) {
        return Learned.at(rate, settings.warmUp(), generator);
    }

    private boolean isFlat() {
        return estimate.objects().stream().allMatch(ComplexImage::isFlat);
    }

    private NetworkGenerator network(UNet.Settings network, Tensor start, boolean flat, RandomStream random) {
        Initial initial = new Initial(random);
        boolean drawn =
                switch (settings.input()) {
                    case AUTO -> flat;
                    case START -> false;
                    case NOISE -> true;
                };
        Tensor input = drawn ? initial.normal(1, start.shape()) : start;
        return new NetworkGenerator(network, input, settings.noise(), settings.device(), initial);
    }

    private Tensor lasting(Tensor tensor) {
        try (Scope scope = Scope.open()) {
            return scope.keep(
                    tensor.to(settings.device().torch(), tensor.scalar_type()).clone());
        }
    }

    /** How well networks give back what the run begins with; empty where none has learned to. */
    Optional<String> note() {
        String object = said("the object", objectError);
        String probe = said("the probe", probeError);
        String both = object + (object.isEmpty() || probe.isEmpty() ? "" : ", ") + probe;
        return both.isEmpty()
                ? Optional.empty()
                : Optional.of("root mean square error with which networks give back the start: " + both);
    }

    private static String said(String what, double squared) {
        return Double.isNaN(squared) ? "" : String.format(Locale.ROOT, "%s %.3g", what, Math.sqrt(squared));
    }
}
