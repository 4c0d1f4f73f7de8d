/** The self-test: exercises every hook against a private ledger and says what is armed. */
package dev.stint.agent.doctor;
