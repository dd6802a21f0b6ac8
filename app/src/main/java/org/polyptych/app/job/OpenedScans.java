package org.polyptych.app.job;

import java.util.List;
import java.util.Optional;
import org.polyptych.app.ScanSource;
import org.polyptych.app.plan.Plan;
import org.polyptych.app.plan.Sharing;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.RunSettings;
import org.polyptych.engines.refine.PositionSettings;
import org.polyptych.io.ReaderSettings;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.several.OneSpecimen;
import org.polyptych.physics.several.SideBySide;
import org.polyptych.physics.several.Together;

/**
 * The scans of a plan, read and prepared, and made one if there are several.
 *
 * @param scan what the engine sees
 * @param all positions that an object lies under which does not say where: of the first scan's file, used or not; of all
 *     scans where they share it
 * @param together how the scans were made one, if there are several
 */
record OpenedScans(Scan scan, Positions all, Optional<Together> together) {

    static OpenedScans of(Plan plan, Reconstruction recipe) {
        plan.sharing().ifPresent(sharing -> checkSettings(plan, recipe, sharing));
        List<Prepared> prepared =
                plan.scans().stream().map(name -> prepared(name, plan, recipe)).toList();
        Positions all = prepared.getFirst().all();
        if (plan.sharing().isEmpty()) {
            return new OpenedScans(prepared.getFirst().scan(), all, Optional.empty());
        }
        List<Scan> scans = prepared.stream().map(Prepared::scan).toList();
        Together together = plan.sharing().get().what() == Sharing.What.OBJECT
                ? OneSpecimen.of(scans)
                : SideBySide.of(scans, recipe.objectMargin(scans.getFirst()));
        recipe.check(together.scan());
        boolean common = plan.sharing().get().what() == Sharing.What.OBJECT;
        return new OpenedScans(together.scan(), common ? together.scan().positions() : all, Optional.of(together));
    }

    /** @param all positions of all frames of the file */
    private record Prepared(Scan scan, Positions all) {}

    /** What is said of frames, mask and background is said of every scan. */
    private static Prepared prepared(String name, Plan plan, Reconstruction recipe) {
        Scan whole = ScanSource.open(name, plan.reader());
        ChosenFrames chosen = ChosenFrames.of(whole, plan.frames(), plan.half(), plan.maskFile());
        Scan seen = plan.backgroundFile()
                .map(file -> MeasuredBackground.in(chosen.scan(), file))
                .orElse(chosen.scan());
        return new Prepared(recipe.prepare(seen, chosen.indexes()), whole.positions());
    }

    private static void checkSettings(Plan plan, Reconstruction recipe, Sharing sharing) {
        if (plan.reader().positionFile().isPresent()) {
            throw new BadInputException("file." + ReaderSettings.POSITIONS
                    + " holds the positions of one scan, but there"
                    + " are " + plan.scans().size() + "; write each into a file of its own with its positions (export"
                    + " --format cxi), then name those");
        }
        if (sharing.what() == Sharing.What.OBJECT) {
            return;
        }
        refuse(plan.objectFile().isPresent(), "--object", "every scan has an object of its own");
        refuse(recipe.run().object().known(), "object.known=true", "every scan has an object of its own");
        refuse(
                recipe.run().object().start() == RunSettings.Start.FILE,
                "object.start=file",
                "every scan has an object of its own");
        refuse(recipe.run().object().rasterNull(), "object.rasterNull=true", "each scan may have a raster of its own");
        refuse(
                recipe.run().geometry().distance(),
                "geometry.distance=true",
                "the scans lie side by side where no common scale of the positions holds");
        refuse(
                recipe.findsDescan(),
                "a descan that an engine finds",
                "the scans lie side by side where no common way over the detector holds");
        refuse(
                recipe.run().positions().refine() && recipe.run().positions().affine() != PositionSettings.Affine.FREE,
                "positions.affine other than free",
                "the scans lie side by side where no common affine map holds");
    }

    private static void refuse(boolean asked, String what, String why) {
        if (asked) {
            throw new BadInputException(
                    what + " does not go together with --share probe: " + why + "; leave one of them out");
        }
    }
}
