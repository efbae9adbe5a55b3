-- Accounts that are added on the page, while Baton runs.

alter table account
  -- Nothing is read, and nothing that was read is kept: it is paused, or gone.
  add column stopped boolean not null default false;

-- What it is told is sealed with a key that is not in the database; null once it is gone. What stands in the file under the
-- same name wins.
create table added_account (
  account_id integer primary key references account,
  queue      text not null,
  sealed     bytea,
  paused     boolean not null default false,
  revision   integer not null default 1,
  removed_at timestamptz check ((removed_at is null) = (sealed is not null))
);

-- Who did what to them: the names of the keys, never what they hold.
create table account_change (
  id         bigint generated always as identity primary key,
  account_id integer not null references account,
  at         timestamptz not null,
  actor      text not null,
  what       text not null check (what in ('added', 'changed', 'paused', 'resumed', 'removed')),
  keys       text[] not null default '{}'
);
create index account_changes on account_change (account_id, id);

-- Grows with every change, so that all nodes follow.
create table added_accounts_read (
  only_row boolean primary key default true check (only_row),
  reading  bigint not null
);
insert into added_accounts_read (reading) values (0);
