/**
 * Reviews of a business on Google, and the owner's answers to them.
 * The door is {@link dev.baton.connector.googlereviews.GoogleReviewsChannel}. The first page of each location is always
 * right and is read often; Google says that further pages may lack some, so every night all of them are read, twice.
 */
package dev.baton.connector.googlereviews;
