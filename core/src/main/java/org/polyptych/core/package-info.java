/**
 * The ground everything stands on: {@link org.polyptych.core.ComplexImage complex} and {@link
 * org.polyptych.core.RealImage real} images, the {@link org.polyptych.core.Fft2 Fourier transform}, {@link
 * org.polyptych.core.Parallel parallel loops} whose results do not depend on the number of threads, {@link
 * org.polyptych.core.RandomStream seeded random numbers}, and {@link org.polyptych.core.settings typed settings}.
 * Knows nothing of ptychography.
 */
package org.polyptych.core;
