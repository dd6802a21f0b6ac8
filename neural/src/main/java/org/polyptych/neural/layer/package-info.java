/** What networks are made of: each layer one small class with typed settings. */
package org.polyptych.neural.layer;
