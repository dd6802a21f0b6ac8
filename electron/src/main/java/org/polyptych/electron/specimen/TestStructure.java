package org.polyptych.electron.specimen;

import org.polyptych.electron.structure.StructureSource;

/** A specimen to simulate, made of its settings; lengths in them are angstroms. */
public sealed interface TestStructure extends StructureSource
        permits Graphene, StrontiumTitanate, TungstenDiselenide, ParticleOnCarbon {
    /** Streams of random numbers from here on make structures. */
    long STREAMS = 5L << 40;
}
