/**
 * Donations: a caller's ledger pays for one call to a service, up to an amount and a deadline.
 *
 * <p>{@link dev.stint.ledger.donation.Donations} makes them and knows all that live; {@link
 * dev.stint.ledger.donation.Donation} is the handle of the service, and nothing else of the donor
 * can be reached through it. What a service pays itself is a {@link
 * dev.stint.ledger.donation.ServiceAccount}. Called by hosts and services, never by woven JDK code.
 */
package dev.stint.ledger.donation;
