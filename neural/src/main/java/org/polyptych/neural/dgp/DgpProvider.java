package org.polyptych.neural.dgp;

import java.util.EnumSet;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.RunSettings;
import org.polyptych.neural.torch.Device;

/** Offers {@link Dgp}. */
public final class DgpProvider implements EngineProvider {
    /** Times weights are held: themselves, gradients, Adam's moments, room for its steps. */
    private static final int COPIES = 5;
    /** Times they are in a checkpoint. */
    private static final int SAVED = 3;
    /** Real and imaginary part; a network of phases has one. */
    private static final int PARTS = 2;
    /** Images of its filters that a level keeps for the way back, on the way down and up. */
    private static final int KEPT = 16;

    @Override
    public String name() {
        return "dgp";
    }

    @Override
    public String description() {
        return "deep generative prior: object and probe as what untrained convolutional networks make, against noise and for"
                + " slow details";
    }

    @Override
    public String bibtex() {
        return """
                @article{mccray2025dgp,
                  author  = {McCray, Arthur R. C. and Ribet, Stephanie M. and Varnavides, Georgios and Ophus, Colin},
                  title   = {Deep generative priors for robust and efficient electron ptychography},
                  year    = {2025}
                }
                @inproceedings{ulyanov2018,
                  author    = {Ulyanov, Dmitry and Vedaldi, Andrea and Lempitsky, Victor},
                  title     = {Deep image prior},
                  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition},
                  pages     = {9446--9454},
                  year      = {2018}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return DgpSettings.class;
    }

    /** Steps of Adam do not scale with the counts to the last digits, so that four times as many give nearly the same object. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.MODES,
                Capability.MULTISLICE,
                Capability.NEAR_FIELD,
                Capability.FLY_SCAN,
                Capability.BACKGROUND,
                Capability.INTENSITY,
                Capability.POSITIONS,
                Capability.STREAMING,
                Capability.POISSON,
                Capability.DEVICE,
                Capability.KNOWN_PROBE,
                Capability.KNOWN_OBJECT);
    }

    @Override
    public int defaultIterations() {
        return 200;
    }

    /**
     * In Java's memory what goes in and out, and weights that are kept; on the processor what libtorch holds beside it is
     * counted with it, since both are the machine's.
     */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        DgpSettings dgp = (DgpSettings) settings;
        boolean byObject = dgp.object() == DgpSettings.ObjectKind.NETWORK;
        boolean byProbe = dgp.probe() == DgpSettings.ProbeKind.NETWORK;
        long ofObject = byObject ? weights(dgp.levels(), dgp.filters()) : 0;
        long ofProbe = byProbe ? weights(dgp.probeLevels(), dgp.probeFilters()) : 0;
        long working = size.objects(8) + size.probes(12) + size.kernels() + size.sums(3) + size.waves();
        working += COPIES * (ofObject + ofProbe);
        if (dgp.device() == Device.CPU) {
            working += byObject ? graph(dgp.filters(), size.objectRows() * size.objectColumns()) : 0;
            working += byProbe ? graph(dgp.probeFilters(), size.pixels()) : 0;
        }
        return new MemoryNeed(working, SAVED * (ofObject + ofProbe));
    }

    /** Bytes of the weights of a network, but for its first and last layer: 9 numbers for each pair of channels, four blocks. */
    private static long weights(int levels, int filters) {
        long widest = (long) filters << levels;
        return PARTS * Float.BYTES * 40L * widest * widest;
    }

    /** Bytes of what is kept for the way back: each level has half of the numbers of the one above. */
    private static long graph(int filters, long pixels) {
        return 2L * KEPT * PARTS * Float.BYTES * filters * pixels;
    }

    @Override
    public boolean findsDescan(Record settings) {
        return ((DgpSettings) settings).descan() == DgpSettings.DescanKind.PLANE;
    }

    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        DgpSettings dgp = (DgpSettings) settings;
        if (dgp.device() != Device.CPU) {
            dgp.device().require();
            if (run.fly().moves() || background) {
                throw new BadInputException("engine dgp cannot do fly.length above 0 or a background on device "
                        + dgp.device().typed() + "; leave them out, or choose device cpu");
            }
        }
        refuse(run.geometry().any(), "a refinement of group geometry");
        refuse(run.probe().support() > 0, "probe.support");
        refuse(!run.probe().powerFree(), "probe.power");
        refuse(run.probe().centre(), "probe.centre=true");
        refuse(run.object().tv() > 0, "object.tv (dgp.tv is its own)");
        refuse(run.object().smooth() > 0, "object.smooth");
        refuse(run.object().bounded(), "limits of the object's amplitude and phase (object.kind it can)");
        boolean soft = dgp.softTerms().any() || dgp.identicalUntil() > 0;
        if (soft && run.object().known()) {
            throw new BadInputException("dgp.tv, dgp.tvZ, dgp.surface and dgp.identicalUntil change the object, which"
                    + " object.known=true keeps as it is; leave them out");
        }
        if (dgp.probe() == DgpSettings.ProbeKind.LENS && run.probe().known()) {
            throw new BadInputException("dgp.probe=lens finds aberrations of the probe, which probe.known=true keeps as"
                    + " it is; leave one of them out");
        }
    }

    private static void refuse(boolean asked, String what) {
        if (asked) {
            throw new BadInputException("engine dgp cannot do " + what
                    + ": constraints change pixels between iterations, and it makes them by networks; leave it out");
        }
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Dgp((DgpSettings) settings);
    }
}
