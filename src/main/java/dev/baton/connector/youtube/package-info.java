/**
 * What is commented on a YouTube channel's videos, and what is answered there.
 * The door is {@link dev.baton.connector.youtube.YouTubeChannel}: comments and their replies are polled within a day's
 * quota; an answer is a reply below the comment, and one whose fate is unknown is looked for there.
 */
package dev.baton.connector.youtube;
