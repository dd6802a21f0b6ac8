package org.polyptych.neural.hash;

/** Arrays kept from step to step: those of a pass are read and written before the next one begins. */
final class HashMemory {
    private float[] table = {};
    private float[] values = {};

    /** Room for so many numbers or more, with anything in it. */
    float[] table(int least) {
        if (table.length < least) {
            table = new float[least];
        }
        return table;
    }

    float[] values(int least) {
        if (values.length < least) {
            values = new float[least];
        }
        return values;
    }
}
