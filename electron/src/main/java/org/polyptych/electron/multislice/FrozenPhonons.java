package org.polyptych.electron.multislice;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.RandomStream;
import org.polyptych.electron.structure.Atom;
import org.polyptych.electron.structure.Structure;

/**
 * Einstein's model of heat for electrons, which are faster than atoms: each sees atoms frozen somewhere, each displaced for itself by
 * normal numbers of its mean square displacement along each axis; frames are the mean over many (R. F. Loane, P. Xu and J. Silcox,
 * Acta Crystallographica A 47, 267, 1991).
 */
public final class FrozenPhonons {
    private static final long STREAMS = 6L << 40;

    private FrozenPhonons() {}

    /** The structure at one moment. @param number of the configuration, from 0; each has random numbers of its own */
    public static Structure displaced(Structure structure, long seed, int number) {
        RandomStream random = new RandomStream(seed, STREAMS + number);
        List<Atom> atoms = new ArrayList<>();
        for (Atom atom : structure.atoms()) {
            double sigma = Math.sqrt(atom.meanSquare());
            atoms.add(atom.at(
                    atom.y() + sigma * random.gaussian(),
                    atom.x() + sigma * random.gaussian(),
                    atom.z() + sigma * random.gaussian()));
        }
        return new Structure(atoms, structure.depth());
    }
}
