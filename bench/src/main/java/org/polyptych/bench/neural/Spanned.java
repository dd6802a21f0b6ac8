package org.polyptych.bench.neural;

import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.PtychoPinnProtocol;
import org.polyptych.physics.protocol.Subject;

/**
 * The rectangle of a known object from the first to the last position of a scan, on which networks are scored: beyond it their
 * answers do not cover the corners.
 *
 * @param truth of the rectangle
 */
public record Spanned(Specimen truth) {
    /** Of a simulated scan, by the positions that it says. */
    public static Spanned of(Scan scan) {
        Specimen whole = scan.truth().orElseThrow().specimen();
        Positions positions = scan.positions();
        int top = (int) Math.rint(whole.rowOf(Extent.of(positions.y()).least()));
        int left = (int) Math.rint(whole.columnOf(Extent.of(positions.x()).least()));
        int rows = (int) Math.rint(whole.rowOf(Extent.of(positions.y()).most())) - top + 1;
        int columns = (int) Math.rint(whole.columnOf(Extent.of(positions.x()).most())) - left + 1;
        return new Spanned(Specimen.of(
                whole.image().crop(top, left, rows, columns),
                whole.pixelHeight(),
                whole.pixelWidth(),
                whole.centreY() + (top + rows / 2 - whole.rows() / 2) * whole.pixelHeight(),
                whole.centreX() + (left + columns / 2 - whole.columns() / 2) * whole.pixelWidth()));
    }

    /** What a result shows there. */
    public ComplexImage found(Result result) {
        return Comparison.of(Subject.of("the result", result), subject(truth.image()), Placement.AUTOMATIC)
                .found();
    }

    /** An image of the rectangle's size by protocol {@code ptychopinn}. */
    public Evaluation evaluated(ComplexImage image) {
        return new PtychoPinnProtocol()
                .evaluate(Comparison.of(subject(image), subject(truth.image()), Placement.AUTOMATIC));
    }

    private Subject subject(ComplexImage image) {
        return new Subject(
                "an image",
                Specimen.of(image, truth.pixelHeight(), truth.pixelWidth(), truth.centreY(), truth.centreX()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
