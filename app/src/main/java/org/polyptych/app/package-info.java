/**
 * The program: the only room that wires the others. {@link org.polyptych.app.Main} hands over to a {@link
 * org.polyptych.app.commands command}, which reads a {@link org.polyptych.app.plan plan}, runs it and writes a result
 * folder. Exit codes: 0 success, 2 bad input or settings, 130 interrupted with a valid result so far, 1 anything else.
 */
package org.polyptych.app;
