/**
 * Formats of 4D-STEM: what electron microscopes and their detectors write, one class a format, with the classes that
 * understand its headers beside it.
 */
package org.polyptych.io.electron;
