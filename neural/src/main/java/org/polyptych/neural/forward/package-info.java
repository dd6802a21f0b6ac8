/**
 * The physics inside libtorch's graph: {@link org.polyptych.neural.forward.KernelLoss} and {@link
 * org.polyptych.neural.forward.ObjectLoss} with the hand-written gradients of the processor's kernel, {@link
 * org.polyptych.neural.forward.TorchForward} in libtorch's own operations, for a graphics card. The two agree.
 */
package org.polyptych.neural.forward;
