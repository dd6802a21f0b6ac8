package org.polyptych.engines;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import org.polyptych.core.settings.Setting;
import org.polyptych.engines.constraint.Bound;
import org.polyptych.engines.constraint.ObjectLimits;
import org.polyptych.engines.refine.GeometrySettings;
import org.polyptych.engines.refine.PositionSettings;
import org.polyptych.physics.Tilt;
import org.polyptych.physics.prepare.DataSettings;
import org.polyptych.physics.regulariser.PhaseSmoothness;

/**
 * What every engine is told, whatever its method.
 *
 * @param data group {@code data}
 * @param probe group {@code probe}
 * @param object group {@code object}
 * @param positions group {@code positions}
 * @param geometry group {@code geometry}
 * @param fly group {@code fly}
 * @param background group {@code background}
 * @param stop group {@code stop}
 * @param checkpoint group {@code checkpoint}
 * @param seed of every random choice
 */
public record RunSettings(
        DataSettings data,
        ProbeSettings probe,
        ObjectSettings object,
        PositionSettings positions,
        GeometrySettings geometry,
        FlySettings fly,
        BackgroundSettings background,
        StopSettings stop,
        CheckpointSettings checkpoint,
        long seed) {

    /** The groups and their records, by name. */
    public static final Map<String, Class<? extends Record>> GROUPS = allGroups();

    private static Map<String, Class<? extends Record>> allGroups() {
        Map<String, Class<? extends Record>> groups = new LinkedHashMap<>();
        for (var component : RunSettings.class.getRecordComponents()) {
            if (component.getType().isRecord()) {
                groups.put(component.getName(), component.getType().asSubclass(Record.class));
            }
        }
        return Collections.unmodifiableMap(groups);
    }

    /**
     * Whether an engine may share the light between object and probe in its own way: not where the probe's power is said, nor
     * where the object's amplitude is.
     */
    public boolean scaleFree() {
        return probe.powerFree() && object.kind() == Kind.COMPLEX;
    }

    /** The records by the name of their group; a map of the caller's own. */
    public Map<String, Record> groups() {
        Map<String, Record> groups = new LinkedHashMap<>();
        groups.put("data", data);
        groups.put("probe", probe);
        groups.put("object", object);
        groups.put("positions", positions);
        groups.put("geometry", geometry);
        groups.put("fly", fly);
        groups.put("background", background);
        groups.put("stop", stop);
        groups.put("checkpoint", checkpoint);
        return groups;
    }

    /** Where the starting probe or object comes from. */
    public enum Start {
        /** The file's where it has one and may be used, else the data. */
        AUTO,
        /** The file's; an error where it has none. */
        FILE,
        /** Made from the mean pattern and the geometry (probe), flat (object). */
        DATA
    }

    /** Settings of the probe. */
    public record ProbeSettings(
            @Setting(value = "1", doc = "number of mutually incoherent probe modes")
            int modes,

            @Setting(
                    value = "1",
                    doc = "how many images the probe of a frame is a weighted sum of, 1 to 30: a mean, and what frames"
                            + " differ from it by (orthogonal probe relaxation); 1: the same probe in every frame")
            int variations,

            @Setting(value = "false", doc = "true: the given probe is right and stays exactly as it is")
            boolean known,

            @Setting(
                    value = "auto",
                    doc = "start of the probe: file (rescaled to the counts), data (from the mean pattern), or"
                            + " auto (file where there is one)")
            Start start,

            @Setting(
                    value = "0",
                    doc =
                            "radius of the circle around the frame's centre outside of which the probe is 0, as a share of"
                                    + " half the frame's shorter side, 0.05 to 1; 0: no such circle")
            double support,

            @Setting(
                    value = "free",
                    doc = "power of the probe: free (the engine's own way), counts (the mean counts of a frame), or a"
                            + " number of counts; the object takes the inverse factor")
            String power,

            @Setting(
                    value = "false",
                    doc = "true: keeps the centre of mass of the probe's intensity at the frame's centre, by whole"
                            + " pixels; the object moves along")
            boolean centre,

            @Setting(
                    value = "auto",
                    doc = "of a probe made from the data: metres from the specimen downstream to the beam's focus"
                            + " (electrons: the defocus, C10 = -defocus), or auto (from how the shadow moves)")
            String defocus) {
        private static final String AUTO = "auto";
        private static final String FREE = "free";
        private static final String COUNTS = "counts";

        public ProbeSettings {
            if (modes < 1 || modes > 100) {
                throw new IllegalArgumentException("modes must be 1 to 100, got " + modes);
            }
            if (variations < 1 || variations > 30) {
                throw new IllegalArgumentException("variations must be 1 to 30, got " + variations);
            }
            if (support != 0 && !(support >= 0.05 && support <= 1)) {
                throw new IllegalArgumentException("support must be 0 or 0.05 to 1, got " + support);
            }
            checkPower(power);
            checkDefocus(defocus);
        }

        private static void checkDefocus(String defocus) {
            try {
                if (defocus.equals(AUTO) || Math.abs(Double.parseDouble(defocus)) <= 1) {
                    return;
                }
            } catch (NumberFormatException e) {
                // refused below
            }
            throw new IllegalArgumentException("defocus must be auto or -1 to 1 m, got '" + defocus + "'");
        }

        /** The defocus in metres where it is said. */
        OptionalDouble knownDefocus() {
            return defocus.equals(AUTO) ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(defocus));
        }

        private static void checkPower(String power) {
            try {
                double number = power.equals(FREE) || power.equals(COUNTS) ? 1 : Double.parseDouble(power);
                if (number >= 1e-12 && number <= 1e30) {
                    return;
                }
            } catch (NumberFormatException e) {
                // refused below
            }
            throw new IllegalArgumentException(
                    "power must be free, counts or a number of 1e-12 to 1e30, got '" + power + "'");
        }

        /** True if nothing is said of the probe's power. */
        public boolean powerFree() {
            return power.equals(FREE);
        }

        /** The power asked for, in counts. */
        double powerIn(DoubleSupplier meanCounts) {
            return power.equals(COUNTS) ? meanCounts.getAsDouble() : Double.parseDouble(power);
        }
    }

    /** What is known of the object's nature. */
    public enum Kind {
        /** Nothing: it may absorb. */
        COMPLEX,
        /** It turns the phase of the wave and takes nothing away: amplitude 1. */
        PHASE,
        /** It turns the phase forward, as the potential of matter does that of electrons: amplitude 1, phase 0 to pi. */
        POTENTIAL
    }

    /** Settings of the object. */
    public record ObjectSettings(
            @Setting(value = "false", doc = "true: the given object is right and stays exactly as it is")
            boolean known,

            @Setting(
                    value = "data",
                    doc = "start of the object: data (flat, 1 everywhere), file, or auto (the same as data)")
            Start start,

            @Setting(value = "2", doc = "pixels added around the scanned area on each side")
            int margin,

            @Setting(
                    value = "complex",
                    doc =
                            "what the object is: complex, phase (amplitude 1), or potential (amplitude 1 and, in each slice,"
                                    + " a phase of 0 to pi, as atoms give to electrons)")
            Kind kind,

            @Setting(value = "off", doc = "least amplitude of the object, 0 or more, or off")
            String minAmplitude,

            @Setting(value = "off", doc = "greatest amplitude of the object, above 0, or off")
            String maxAmplitude,

            @Setting(value = "off", doc = "least phase of the object in radians, -pi to pi, or off")
            String minPhase,

            @Setting(value = "off", doc = "greatest phase of the object in radians, -pi to pi, or off")
            String maxPhase,

            @Setting(
                    value = "0",
                    doc = "total variation of the object: strength of a proximal step after each iteration, 0 to 1, in"
                            + " units of the object's rms amplitude")
            double tv,

            @Setting(
                    value = "0",
                    doc = "smoothness of the object's phase: length of a gradient step on the phases after each"
                            + " iteration, 0 to 0.25")
            double smooth,

            @Setting(
                    value = "false",
                    doc = "true: what a whole-pixel raster leaves free is removed from the object that is reported, and"
                            + " put into its probe")
            boolean rasterNull,

            @Setting(value = "1", doc = "number of slices that the object is cut into along the beam, 1 to 100")
            int slices,

            @Setting(
                    value = "0",
                    doc =
                            "metres from one slice to the next, above 0; needed for slices above 1 unless the object that is"
                                    + " started from says it")
            double sliceSpacing,

            @Setting(
                    value = "off",
                    doc =
                            "radians by which what runs through a specimen of several slices leans down the image, along the"
                                    + " beam, -0.2 to 0.2; off for that of the object that is started from, or none")
            String tiltY,

            @Setting(value = "off", doc = "the same to the right of the image")
            String tiltX,

            @Setting(
                    value = "1",
                    doc = "number of mutually incoherent states of the object, 1 to 20; one that vibrates or changes"
                            + " during a frame has several")
            int modes) {
        /** Numbers beyond this leave what a float can square. */
        private static final double MOST = 1e12;

        public ObjectSettings {
            if (slices < 1 || slices > 100) {
                throw new IllegalArgumentException("slices must be 1 to 100, got " + slices);
            }
            if (!(sliceSpacing >= 0 && sliceSpacing <= 1)) {
                throw new IllegalArgumentException("sliceSpacing must be 0 to 1 m, got " + sliceSpacing);
            }
            requireBetween("tiltY", tiltY, -Tilt.MOST, Tilt.MOST);
            requireBetween("tiltX", tiltX, -Tilt.MOST, Tilt.MOST);
            if (modes < 1 || modes > 20) {
                throw new IllegalArgumentException("modes must be 1 to 20, got " + modes);
            }
            if (margin < 1 || margin > 10000) {
                throw new IllegalArgumentException("margin must be 1 to 10000 pixels, got " + margin);
            }
            requireBetween("minAmplitude", minAmplitude, 0, MOST);
            requireBetween("maxAmplitude", maxAmplitude, 1 / MOST, MOST);
            requireBetween("minPhase", minPhase, -Math.PI, Math.PI);
            requireBetween("maxPhase", maxPhase, -Math.PI, Math.PI);
            if (kind != Kind.COMPLEX) {
                checkKind(kind, modes, List.of(minAmplitude, maxAmplitude));
            }
            ObjectLimits limits = limits(minAmplitude, maxAmplitude, minPhase, maxPhase);
            if (!(limits.minAmplitude() < limits.maxAmplitude())) {
                throw new IllegalArgumentException(
                        "minAmplitude must be below object.maxAmplitude, got " + minAmplitude + " and " + maxAmplitude);
            }
            if (kind == Kind.POTENTIAL && !(limits.maxPhase() > 0)) {
                throw new IllegalArgumentException(
                        "kind=potential has phases of 0 and more: object.maxPhase must be above 0, got " + maxPhase);
            }
            if (kind == Kind.POTENTIAL && !minPhase.equals(Bound.OFF) && limits.minPhase() < 0) {
                throw new IllegalArgumentException(
                        "kind=potential has phases of 0 and more: object.minPhase must be off" + " or not below 0, got "
                                + minPhase);
            }
            if (!(limits.minPhase() < limits.maxPhase())) {
                throw new IllegalArgumentException(
                        "minPhase must be below object.maxPhase, got " + minPhase + " and " + maxPhase);
            }
            if (!(tv >= 0 && tv <= 1)) {
                throw new IllegalArgumentException("tv must be 0 to 1, got " + tv);
            }
            if (!(smooth >= 0 && smooth <= PhaseSmoothness.LONGEST_STEP)) {
                throw new IllegalArgumentException(
                        "smooth must be 0 to " + PhaseSmoothness.LONGEST_STEP + ", got " + smooth);
            }
        }

        /**
         * That of the specimen.
         *
         * @param start of the object that is started from, which counts where nothing is said
         */
        public Tilt tilt(Tilt start) {
            return new Tilt(
                    Bound.parse("tiltY", tiltY).orElse(start.y()),
                    Bound.parse("tiltX", tiltX).orElse(start.x()));
        }

        private static void checkKind(Kind kind, int modes, List<String> amplitudes) {
            if (!amplitudes.equals(List.of(Bound.OFF, Bound.OFF))) {
                throw new IllegalArgumentException(
                        typed(kind) + " is an amplitude of 1: leave object.minAmplitude and object.maxAmplitude off");
            }
            if (modes > 1) {
                throw new IllegalArgumentException(
                        typed(kind) + " is for one state: the amplitudes of several (object.modes) share the light");
            }
        }

        /** The limits of amplitude and phase, those of its kind included. */
        public ObjectLimits limits() {
            ObjectLimits said = limits(minAmplitude, maxAmplitude, minPhase, maxPhase);
            if (kind == Kind.COMPLEX) {
                return said;
            }
            double least = kind == Kind.POTENTIAL ? Math.max(0, said.minPhase()) : said.minPhase();
            return new ObjectLimits(1, 1, least, said.maxPhase());
        }

        /** Whether there are limits beside those of its kind. */
        public boolean bounded() {
            return limits(minAmplitude, maxAmplitude, minPhase, maxPhase).any();
        }

        /** What sets the limits, as it was typed. */
        public String limitsNamed() {
            return kind == Kind.COMPLEX ? "limits of the object's amplitude and phase" : "object." + typed(kind);
        }

        private static String typed(Kind kind) {
            return "kind=" + kind.name().toLowerCase(Locale.ROOT);
        }

        private static ObjectLimits limits(String minAmplitude, String maxAmplitude, String minPhase, String maxPhase) {
            return ObjectLimits.of(
                    Bound.parse("minAmplitude", minAmplitude),
                    Bound.parse("maxAmplitude", maxAmplitude),
                    Bound.parse("minPhase", minPhase),
                    Bound.parse("maxPhase", maxPhase));
        }

        private static void requireBetween(String name, String text, double least, double most) {
            OptionalDouble bound = Bound.parse(name, text);
            if (bound.isPresent() && !(bound.getAsDouble() >= least && bound.getAsDouble() <= most)) {
                throw new IllegalArgumentException(name + " must be off or "
                        + (most == Math.PI
                                ? "-pi to pi (3.14159)"
                                : most == Tilt.MOST
                                        ? -Tilt.MOST + " to " + Tilt.MOST
                                        : least == 0 ? "0 to 1e12" : "1e-12 to 1e12")
                        + ", got '"
                        + text + "'");
            }
        }
    }
}
