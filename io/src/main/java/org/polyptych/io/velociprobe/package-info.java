/**
 * Raw data of the Velociprobe (Advanced Photon Source; Deng et al., Rev. Sci. Instrum. 90, 083701, 2019): the master file
 * of an Eiger detector and a table of positions, both as the readers of Ptychodus and nxptycho take them.
 */
package org.polyptych.io.velociprobe;
