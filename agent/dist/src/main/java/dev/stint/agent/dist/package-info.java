/** The composition root of the agent: the engine and the status server, in one jar. */
package dev.stint.agent.dist;
