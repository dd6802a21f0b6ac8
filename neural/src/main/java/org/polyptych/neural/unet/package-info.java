/**
 * A U-Net behind another engine: it has learned what that engine makes of objects at one overlap, with one probe, and takes it
 * back. {@link org.polyptych.neural.unet.Pairs} are what it learns from, {@link org.polyptych.neural.unet.UNetTrainer} teaches
 * it, {@link org.polyptych.neural.unet.UNetEngine} uses it in a chain, {@code awf,unet}.
 */
package org.polyptych.neural.unet;
