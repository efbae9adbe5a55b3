-- What networks send by themselves, what a mention brings beside its words, what its author did to it later.

alter table mention add column extras jsonb not null default '{}';

-- An edit or a deletion. It may be here before what it is about: no network keeps an order.
create table mention_change (
  account_id  integer not null references account,
  external_id text not null,
  at          timestamptz not null,
  kind        text not null check (kind in ('edited', 'deleted')),
  body        text not null,
  received_at timestamptz not null,
  primary key (account_id, external_id, at, kind)
);

-- What came by a webhook, as it came: committed before the network is told that we have it.
create table delivery (
  id          bigint generated always as identity primary key,
  account_id  integer not null references account,
  dedup       text not null,
  head        jsonb not null,
  body        bytea not null,
  received_at timestamptz not null,
  state       text not null default 'new' check (state in ('new', 'read', 'unreadable')),
  attempts    integer not null default 0,
  try_at      timestamptz not null,
  cause       text not null default '',
  constraint kept_once unique (account_id, dedup)
);
create index delivery_to_read on delivery (try_at, id) where state = 'new';
create index delivery_unreadable on delivery (account_id, id) where state = 'unreadable';
create index delivery_age on delivery (received_at) where state = 'read';

-- What a day of an account cost, and brought.
create table account_usage (
  account_id integer not null references account,
  day        date not null,
  reads      bigint not null default 0,
  items      bigint not null default 0,
  cost       bigint not null default 0,
  primary key (account_id, day)
);
alter table account
  add column quota_left   integer not null default -1,
  add column quota_resets timestamptz;

-- What came with a mention: where the network has it, and our copy, since networks forget.
create table attachment (
  brand       text not null,
  id          bigint not null,
  account_id  integer not null references account,
  mention_id  bigint not null,
  place       integer not null,
  kind        text not null check (kind in ('image', 'video', 'audio', 'file')),
  url         text not null,
  claimed     text not null,
  description text not null,
  state       text not null default 'wanted' check (state in ('wanted', 'kept', 'refused')),
  cause       text not null default '',
  attempts    integer not null default 0,
  try_at      timestamptz not null,
  type        text not null default '',
  bytes       integer not null default 0,
  body        bytea,
  primary key (brand, id),
  foreign key (brand, mention_id) references mention (brand, id),
  constraint kept_is_there check ((state = 'kept') = (body is not null))
);
create sequence attachment_id;
alter table attachment alter column body set storage external;
create index attachment_of_mention on attachment (mention_id, brand);
create index attachment_wanted on attachment (try_at, id) where state = 'wanted';

-- How long after the network's time Baton had what it read last, and times in which an account was not read.
alter table account add column delay_ms bigint not null default -1;
create table account_gap (
  account_id integer not null references account,
  since      timestamptz not null,
  until      timestamptz not null,
  filled_at  timestamptz, -- null where what happened then cannot be read later
  cause      text not null,
  primary key (account_id, since)
);

-- What an account signs in with and its network changes, sealed with a key that is not in the database.
create table account_secret (
  account_id integer primary key references account,
  sealed     bytea not null,
  updated_at timestamptz not null
);

-- A reply's conversation on its network, in which one is under way at a time; and since when nobody knows whether it was
-- said, how often its network was asked since.
alter table reply
  add column conversation   text not null default '',
  add column doubtful_since timestamptz,
  add column asked          integer not null default 0;
create index reply_in_line on reply (account_id, conversation, brand) where state in ('queued', 'sending');
create unique index one_under_way on reply (brand, account_id, conversation)
  where state = 'sending' and conversation <> '';
create index reply_by_key on reply (account_id, attempt_key);

-- That a network could not deliver something whose id we do not know yet: its word may come before its answer.
create table undeliverable (
  brand       text not null,
  account_id  integer not null references account,
  external_id text not null,
  words       text not null,
  received_at timestamptz not null,
  primary key (brand, account_id, external_id)
);
create index undeliverable_age on undeliverable (received_at);
