package org.polyptych.engines.constraint;

import org.polyptych.core.ComplexImage;

/** What is done alike to images on the grids of object and probe, in place. */
public interface ImageChange {
    void apply(Iterable<ComplexImage> images);
}
