/** Small programs that the integration tests run under the agent. */
package dev.stint.agent.dist.guest;
