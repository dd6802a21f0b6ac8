package org.polyptych.bench.dgp;

import java.util.Map;
import java.util.Set;
import org.polyptych.bench.electron.AtomScan;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Scan;

/**
 * A simulated scan of atoms, whose projected potential is known.
 *
 * @param figure that it is for
 * @param name of the scan
 * @param dose as said in names: electrons a square Å
 * @param atoms what is simulated
 */
record AtomTrial(String figure, String name, String dose, AtomScan atoms) implements JudgedTrial {
    @Override
    public String id() {
        return String.join("-", figure, name, "dose" + dose, atoms.side() + "x" + atoms.side(), "f" + atoms.frame());
    }

    @Override
    public Map<String, Set<String>> traits() {
        return Trial.traits(figure, name, dose);
    }

    @Override
    public Scan scan(Where where) {
        try (Parallel parallel = where.parallel()) {
            return atoms.simulated(parallel);
        }
    }

    @Override
    public Judge judge(Scan scan, Where where) {
        return PhaseJudge.of(scan);
    }
}
