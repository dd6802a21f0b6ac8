package org.polyptych.io;

import java.util.Map;
import java.util.Optional;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/** Product files of other programs as results, so that they can be compared and exported. */
final class ForeignProduct {
    private ForeignProduct() {}

    static Result read(Product product) {
        Specimen specimen = product.specimen();
        Probe probe = product.probe();
        Positions positions = product.positions();
        double[] losses = product.losses();
        XrayGeometry geometry = InFile.made(
                product.file().path(),
                () -> new XrayGeometry(
                        probe.rows(),
                        probe.columns(),
                        specimen.pixelHeight(),
                        specimen.pixelWidth(),
                        product.positive(Product.ENERGY),
                        product.positive(Product.DISTANCE)));
        return new Result(
                specimen,
                probe,
                positions,
                Illumination.of(specimen, probe, positions),
                losses,
                new Result.Provenance(
                        product.text("name"),
                        product.file().path().toString(),
                        geometry,
                        "unknown",
                        "as written by the other program",
                        losses.length,
                        0,
                        Map.of(),
                        "another program",
                        "unknown",
                        "",
                        Double.NaN),
                Conditions.NONE.withWeights(product.weights(probe.variations(), positions.count())),
                Optional.empty());
    }
}
