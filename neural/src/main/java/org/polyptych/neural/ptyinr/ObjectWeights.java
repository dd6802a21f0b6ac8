package org.polyptych.neural.ptyinr;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.physics.FinerPixels;
import org.polyptych.physics.Specimen;

/** What the object is made from, to be evaluated on pixels of any size. */
final class ObjectWeights {
    private static final String WEIGHTS = "weights";
    private static final String UNIT = "unit";

    private ObjectWeights() {}

    /** @param unit what 1 of the network's amplitude is in the object */
    static Snapshot of(Field object, double unit) {
        Snapshot snapshot = new Snapshot();
        snapshot.floats().put(WEIGHTS, object.module().values().values().toArray(float[][]::new));
        snapshot.doubles().put(UNIT, new double[] {unit});
        return snapshot;
    }

    /**
     * The object on finer pixels; evaluated on the processor, whatever the run worked on.
     *
     * @throws BadInputException if the weights are not those of such networks
     */
    static Specimen finer(PtyInrSettings settings, Snapshot snapshot, Specimen grid, int factor) {
        Libtorch.load();
        Map<String, String> values = SettingsReader.write(settings);
        values.put("device", "cpu");
        PtyInrSettings here = SettingsReader.read(PtyInrSettings.class, "ptyinr", values);
        Coordinates coordinates = new Coordinates(grid.rows(), grid.columns());
        try (Field field = Fields.object(here, coordinates, new RandomStream(0, 0))) {
            fill(field, snapshot.floats().get(WEIGHTS));
            double[] unit = snapshot.doubles().get(UNIT);
            if (unit == null || unit.length != 1 || !field.planes().continuous()) {
                throw damaged("the unit of the object is missing");
            }
            ComplexImage image = field.at(coordinates.finer(factor));
            image.scale(unit[0]);
            return new FinerPixels(grid, factor).specimen(new ComplexImage[][] {{image}});
        }
    }

    private static void fill(Field field, float[][] weights) {
        Map<String, Tensor> parameters = field.module().parameters();
        if (weights == null || weights.length != parameters.size()) {
            throw damaged(parameters.size() + " arrays of weights are needed, there are "
                    + (weights == null ? "none" : weights.length));
        }
        Map<String, float[]> values = new LinkedHashMap<>();
        int next = 0;
        for (Map.Entry<String, Tensor> parameter : parameters.entrySet()) {
            float[] of = weights[next++];
            if (of.length != parameter.getValue().numel()) {
                throw damaged("the weights '" + parameter.getKey() + "' must be "
                        + parameter.getValue().numel() + " numbers, there are " + of.length);
            }
            values.put(parameter.getKey(), of);
        }
        field.module().set(values);
    }

    private static BadInputException damaged(String why) {
        return new BadInputException("the representation is not that of engine ptyinr with its settings: " + why);
    }
}
