package org.polyptych.app.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polyptych.io.SpecimenFiles;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.SpecimenPlacement;

/**
 * The object of {@code --object FILE}.
 *
 * @param specimen where it lies in the world
 * @param note how it was laid under the scan, if the file does not say where it lies
 */
public record StartingObject(Specimen specimen, Optional<String> note) {
    /**
     * @param geometry of the frames used
     * @param positions of all frames of the file, used or not, which is what an image was made for
     */
    public static StartingObject open(Path file, Geometry geometry, Positions positions) {
        List<String> notes = new ArrayList<>();
        Specimen specimen = SpecimenFiles.open(file, image -> {
            Specimen placed = SpecimenPlacement.under(image, geometry, positions);
            int[] first = SpecimenPlacement.firstPixel(placed, geometry, positions);
            notes.add("object: " + file.getFileName() + ", " + image.rows() + " x " + image.columns()
                    + " pixels, does not say where it lies; its middle is laid under the scan's middle, so that the scan"
                    + " begins on its row " + first[0] + ", column " + first[1]);
            return placed;
        });
        return new StartingObject(specimen, notes.stream().findFirst());
    }
}
