/**
 * Who pays: which principal a class belongs to, by the profile's rules or by the rule that needs no
 * configuration, and the limits of each principal.
 */
package dev.stint.agent.principal;
