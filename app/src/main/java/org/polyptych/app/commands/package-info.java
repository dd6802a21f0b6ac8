/**
 * One class a command, named as it is typed. Results go to standard output, progress and notes to standard error;
 * {@code --json} prints one JSON object. {@link org.polyptych.app.commands.Failures} turns what goes wrong into one line
 * and an exit code.
 */
package org.polyptych.app.commands;
