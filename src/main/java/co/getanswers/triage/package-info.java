/**
 * The pure proposal for a message: category, risk, confidence, priority, action type and draft, each explained by signals,
 * and the autonomy gate. {@link Weight} holds every weight, {@link ActionType} what distinguishes the types; words and
 * reply texts are resource files by language.
 *
 * <p>No injection, clock, database or reactive type, and never a pattern that takes more than linear time. Another drafting
 * may replace {@link BuiltInDrafting}; nothing replaces the gate.
 */
@NullMarked
package co.getanswers.triage;

import org.jspecify.annotations.NullMarked;
