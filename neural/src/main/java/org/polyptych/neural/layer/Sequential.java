package org.polyptych.neural.layer;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Parts one after the other, named 0, 1, ... as in PyTorch, or as they are added. */
public final class Sequential extends Module {
    private final List<Module> steps = new ArrayList<>();

    /** Named by their places from 0 on. */
    public Sequential(Module... parts) {
        for (Module part : parts) {
            add(part);
        }
    }

    /** Puts a part at the end, named by its place. */
    public Sequential add(Module part) {
        return add(String.valueOf(steps.size()), part);
    }

    /** Puts a part at the end, under a name of its own. */
    public Sequential add(String name, Module part) {
        steps.add(part(name, part));
        return this;
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor value = input;
        for (Module step : steps) {
            value = step.forward(value);
        }
        return value;
    }
}
