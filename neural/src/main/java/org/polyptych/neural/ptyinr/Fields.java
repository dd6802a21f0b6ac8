package org.polyptych.neural.ptyinr;

import org.polyptych.core.RandomStream;
import org.polyptych.neural.siren.SirenShape;

/** What settings make object and probe by, with weights as they are drawn. */
final class Fields {
    private Fields() {}

    /**
     * One image on the object's pixels. What networks make is added to a flat object, but for amplitudes and phases of a random
     * start, which are the paper's.
     */
    static Field object(PtyInrSettings settings, Coordinates grid, RandomStream random) {
        boolean alone = settings.start() == PtyInrSettings.Start.RANDOM && settings.form() == PtyInrSettings.Form.POLAR;
        double offset = alone ? 0 : settings.amplitude();
        return field(settings, settings.object(), 1, grid, settings.coordinates(), offset, random);
    }

    /** An image a mode on the probe's pixels. */
    static Field probe(PtyInrSettings settings, int modes, Coordinates grid, RandomStream random) {
        return field(settings, settings.probe(), modes, grid, PtyInrSettings.Range.CENTRED, 0, random);
    }

    private static Field field(
            PtyInrSettings settings,
            PtyInrSettings.Kind kind,
            int images,
            Coordinates grid,
            PtyInrSettings.Range range,
            double offset,
            RandomStream random) {
        int planes = 2 * images;
        return switch (kind) {
            case SIREN -> {
                SirenShape shape = new SirenShape(
                        2,
                        settings.width(),
                        settings.hidden(),
                        settings.shared() ? planes : 1,
                        settings.firstW0(),
                        settings.hiddenW0());
                yield new Field(
                        new SirenPlanes(shape, planes, grid, range, settings.device(), random),
                        settings.form(),
                        offset);
            }
            case HASH -> new Field(new HashPlanes(planes, grid, random), settings.form(), offset);
            case PIXELS ->
                new Field(
                        new PixelPlanes(planes, grid.rows(), grid.columns(), settings.device()),
                        PtyInrSettings.Form.CARTESIAN,
                        0);
            case HASH_AND_PIXELS ->
                new Field(
                        new SumPlanes(
                                new HashPlanes(planes, grid, random),
                                new PixelPlanes(planes, grid.rows(), grid.columns(), settings.device())),
                        PtyInrSettings.Form.CARTESIAN,
                        offset);
        };
    }
}
