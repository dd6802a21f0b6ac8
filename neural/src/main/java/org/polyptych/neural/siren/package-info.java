/** Networks of sine layers, several side by side, with their way forth and back written out. */
package org.polyptych.neural.siren;
