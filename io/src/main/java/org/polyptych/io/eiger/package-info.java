/** Master files of Dectris Eiger and Pilatus detectors: docs/formats/eiger.md. */
package org.polyptych.io.eiger;
