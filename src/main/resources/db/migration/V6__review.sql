-- Each account's deliveries are read in their own line, so that one network that is slow holds up no other.
create index delivery_in_line on delivery (account_id, try_at, id) where state = 'new';
drop index delivery_to_read;

-- What nobody could read is thrown away after a while.
create index quarantine_age on quarantine (received_at);

-- Two edits within a moment of the network's time are two: seconds are all that some networks tell.
alter table mention_change drop constraint mention_change_pkey;
create unique index changed_once on mention_change (account_id, external_id, at, kind, md5(body));

-- Which process has a network renew what the account signs in with: a refresh token works once.
alter table account
  add column renewed_by    text not null default '',
  add column renewed_until timestamptz not null default '-infinity';
