-- How often an account is read and why, who may ask its network how much more, and whose word about it is the last.

alter table account
  add column ask_from   timestamptz,                -- its network asked to be left alone until then, by whichever node
  add column due_at     timestamptz,                -- when it is read next; later is a gap, sooner is none
  add column pace       text not null default '',   -- why it is read as often as it is
  add column pace_until timestamptz,                -- until when that holds
  add column spoken_at  timestamptz,                -- when it last brought what somebody said
  add column hook_note  text not null default '',   -- why what is sent to it is refused
  add column hook_at    timestamptz;                -- when something genuine was sent to it last, to the minute

-- What a network said is left of a window that several accounts may spend from, less what was taken since.
create table quota (
  name      text primary key,
  remaining integer not null,
  resets_at timestamptz not null
);

-- A token is kept only over the one it came from: a node that slept through another's renewal keeps nothing.
alter table account_secret add column revision bigint not null default 0;
