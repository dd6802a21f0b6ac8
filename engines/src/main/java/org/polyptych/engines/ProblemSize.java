package org.polyptych.engines;

import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * How large a problem is, before any frame is read, and what the usual parts of an engine take of Java's memory. All
 * counts are of 4-byte floats' bytes.
 *
 * @param frames number of them
 * @param pixels of a frame
 * @param modes of the probe
 * @param objectRows rows of the object
 * @param objectColumns columns of the object
 * @param frameRows rows of a frame
 * @param threads that work
 * @param slices of the object
 * @param states of the object
 * @param parts sub-positions of a fly scan, 1 for a stage at rest
 * @param variations of the probe, 1 where it is the same in every frame
 */
public record ProblemSize(
        int frames,
        long pixels,
        int modes,
        long objectRows,
        long objectColumns,
        int frameRows,
        int threads,
        int slices,
        int states,
        int parts,
        int variations) {

    /** Of an object of one slice and one state, and a probe of one variation. */
    public ProblemSize(
            int frames, long pixels, int modes, long objectRows, long objectColumns, int frameRows, int threads) {
        this(frames, pixels, modes, objectRows, objectColumns, frameRows, threads, 1, 1, 1, 1);
    }

    private static final int COMPLEX = 2 * Float.BYTES;

    /**
     * The frames and the recipe decide, and an object that is started from, which may be larger than the one that would
     * be made.
     *
     * @param specimen given to start from, before the scan's own
     */
    static ProblemSize of(Scan scan, Reconstruction recipe, Optional<Specimen> specimen) {
        Geometry geometry = scan.geometry();
        RunSettings.ObjectSettings object = recipe.run().object();
        int margin = StartingPoint.margin(geometry, recipe.run());
        Optional<Specimen> chosen = StartingPoint.chosen(scan, object, specimen);
        Optional<ComplexImage> start = chosen.map(Specimen::image);
        return new ProblemSize(
                scan.frames().count(),
                (long) geometry.rows() * geometry.columns(),
                recipe.run().probe().modes(),
                start.map(image -> (long) image.rows())
                        .orElseGet(() -> side(scan.positions().y(), geometry.pixelHeight(), geometry.rows(), margin)),
                start.map(image -> (long) image.columns())
                        .orElseGet(() -> side(scan.positions().x(), geometry.pixelWidth(), geometry.columns(), margin)),
                geometry.rows(),
                recipe.threads(),
                Math.max(object.slices(), chosen.map(Specimen::slices).orElse(1)),
                Math.max(object.modes(), chosen.map(Specimen::modes).orElse(1)),
                recipe.run().fly().moves() ? recipe.run().fly().parts() : 1,
                recipe.run().probe().variations());
    }

    private static long side(double[] positions, double pixel, int frame, int margin) {
        double range = Extent.of(positions).length();
        return (long) Math.min(Integer.MAX_VALUE, Math.ceil(range / pixel) + 2.0 * margin + 1 + frame);
    }

    /** The frames as engines hold them. */
    public long frameStack() {
        return frames * pixels * Float.BYTES;
    }

    /** So many objects, with all slices and states. */
    public long objects(int count) {
        return count * (long) slices * states * objectRows * objectColumns * COMPLEX;
    }

    /** So many probes, with all modes. */
    public long probes(int count) {
        return count * modes * pixels * COMPLEX;
    }

    /** So many times what the probe has beside its first variation, with all modes. */
    public long variations(int count) {
        return count * (variations - 1L) * modes * pixels * COMPLEX;
    }

    /** An exit wave for every frame and mode. */
    public long exitWaves() {
        return frames * modes * pixels * COMPLEX;
    }

    /** What each thread needs for one frame. */
    public long kernels() {
        return threads * pixels * COMPLEX * (3L * modes + 4);
    }

    /**
     * What each thread keeps of one frame where there are slices, states, sub-positions or variations: every wave on its
     * way, and the probe of the frame with its gradient.
     */
    public long waves() {
        boolean one = slices == 1 && states == 1 && parts == 1 && variations == 1;
        long mixture = variations == 1 ? 0 : 3;
        return one ? 0 : threads * pixels * COMPLEX * modes * (parts * ((long) slices * states + 1) + mixture);
    }

    /** Sums over frames: so many real images on the object's grid, one set a chunk of frames, and the probe's. */
    public long sums(int planes) {
        int chunks = Parallel.chunks(frames);
        // Frames are sorted by y: a chunk covers a band over the whole width.
        long band = Math.min(objectRows, frameRows + (objectRows - frameRows) / chunks + 1);
        return planes * objectColumns * (objectRows + chunks * band) * Float.BYTES
                + chunks * pixels * ((long) variations * modes * COMPLEX + Float.BYTES);
    }
}
