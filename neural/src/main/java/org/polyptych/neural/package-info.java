/** Networks, their training, and the engines made of them, on libtorch. */
package org.polyptych.neural;
