/** Programs that we did not write, unmodified, with the real agent jar attached. */
package dev.stint.agent.dist.programs;
