/**
 * The four consumer contracts: what the agent and the capsule host lean on, written with the public
 * API alone, so that a change of the kernel that breaks a consumer fails here first.
 */
package dev.stint.ledger.contract;
