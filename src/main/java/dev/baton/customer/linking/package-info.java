/**
 * Whether two profiles are one person: what is compared, what each agreement weighs, and what follows from it. Pure: it
 * reads no table and knows no clock. The doors are {@link dev.baton.customer.linking.EmailAddresses} and
 * {@link dev.baton.customer.linking.PhoneNumbers} for identifiers in the one form that all spellings of them share, and
 * {@link dev.baton.customer.linking.Judge} for everything else.
 */
package dev.baton.customer.linking;
