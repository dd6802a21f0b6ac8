/** One image of many patches. */
package org.polyptych.neural.stitch;
