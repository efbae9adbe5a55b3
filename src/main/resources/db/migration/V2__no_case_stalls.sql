-- Legs, promises, flags, waiting for the customer; who is told and how; which policy was in force.

alter table cases
  add column merged_into bigint not null default 0,
  add column dealings    jsonb not null default '{}',
  add column open_legs   integer not null default 0 check (open_legs >= 0),
  add column promised_at timestamptz,
  add column flagged     text[] not null default '{}',
  add column waits_for   text not null default '' check (waits_for in ('', 'customer', 'department', 'vendor')),
  -- Law 3, no case closes with an open leg, nor with a promise that nobody answers for.
  add constraint closed_means_handed_back check (phase <> 'resolved' or (open_legs = 0 and promised_at is null
    and flagged = '{}'));
create index case_with_legs on cases (brand, order_at, id) where open_legs > 0;
create index case_promised on cases (brand, order_at, id) where promised_at is not null;
create index case_merged on cases (merged_into, brand) where merged_into <> 0;
create index case_flagged on cases using gin (flagged) where flagged <> '{}';

-- A hand-off to a department or vendor, or a flag; one while it is open is in a named person's hand.
create table leg (
  brand       text not null,
  id          bigint not null,
  case_id     bigint not null,
  party       text not null,
  opened_by   text not null check (opened_by <> ''),
  expert      text not null check (expert <> ''),
  state       text not null check (state in ('offered', 'accepted', 'answered', 'returned', 'withdrawn')),
  passes      integer not null,
  question    text not null default '',
  answer      text not null default '',
  answered_by text not null default '',
  mention_id  bigint not null default 0,
  opened_at   timestamptz not null,
  accept_by   timestamptz not null,
  answer_by   timestamptz not null,
  accepted_at timestamptz,
  closed_at   timestamptz,
  obligation  integer,
  is_open     boolean generated always as (case when state in ('offered', 'accepted') then true end) stored,
  primary key (brand, id),
  foreign key (brand, case_id) references cases (brand, id) deferrable initially deferred,
  constraint open_leg_is_owed check ((closed_at is null) = (state in ('offered', 'accepted'))
    and (obligation is not null) = (state in ('offered', 'accepted'))),
  -- An open leg has an obligation that runs; so no case can close before its legs do.
  constraint its_obligation_runs foreign key (brand, case_id, obligation, is_open)
    references obligation (brand, case_id, number, running) deferrable initially deferred
);
create sequence leg_id start with 101;
create index leg_of_case on leg (brand, case_id, id);
create index leg_of_expert on leg (expert, brand) where is_open;
create index leg_of_party on leg (brand, party, opened_at);
create index leg_answered on leg (answered_by, closed_at) where answered_by <> '';

-- The ledger: every date that a customer was given.
create table promise (
  brand      text not null,
  id         bigint not null,
  case_id    bigint not null,
  made_by    text not null check (made_by <> ''),
  made_at    timestamptz not null,
  due_at     timestamptz not null,
  what       text not null default '',
  reply_id   bigint not null default 0,
  state      text not null check (state in ('open', 'kept', 'broken', 'moved', 'withdrawn')),
  broken     boolean not null,
  reason     text not null default '',
  closed_at  timestamptz,
  obligation integer,
  is_open    boolean generated always as (case when state = 'open' then true end) stored,
  primary key (brand, id),
  foreign key (brand, case_id) references cases (brand, id) deferrable initially deferred,
  constraint open_promise_is_owed check ((closed_at is null) = (state = 'open')
    and (obligation is not null) = (state = 'open')),
  constraint its_obligation_runs foreign key (brand, case_id, obligation, is_open)
    references obligation (brand, case_id, number, running) deferrable initially deferred
);
create sequence promise_id;
create index promise_of_case on promise (brand, case_id, id);
create index promise_by_state on promise (brand, state, due_at);

-- A closed case owes nothing: what still ran would alarm people about it for ever, or never.
create function closed_case_owes_nothing() returns trigger language plpgsql as $$
begin
  if exists (select from obligation o where o.brand = new.brand and o.case_id = new.id and o.running)
    and exists (select from cases c where c.brand = new.brand and c.id = new.id and c.phase = 'resolved') then
    raise exception 'case % is closed but still owes something', new.id
      using errcode = 'check_violation', constraint = 'closed_case_owes_nothing';
  end if;
  return null;
end $$;
create constraint trigger closed_case_owes_nothing after insert or update on cases
  deferrable initially deferred for each row when (new.phase = 'resolved')
  execute function closed_case_owes_nothing();

-- A closed case has no leg opened and no date given: both need somebody who is accountable.
create function needs_open_case() returns trigger language plpgsql as $$
begin
  if exists (select from cases c where c.brand = new.brand and c.id = new.case_id and c.phase = 'resolved' for share) then
    raise exception '% % belongs to case %, which is closed', tg_table_name, new.id, new.case_id
      using errcode = 'check_violation', constraint = 'needs_open_case';
  end if;
  return null;
end $$;
create constraint trigger needs_open_case after insert or update on leg
  deferrable initially deferred for each row when (new.state in ('offered', 'accepted'))
  execute function needs_open_case();
create constraint trigger needs_open_case after insert or update on promise
  deferrable initially deferred for each row when (new.state = 'open')
  execute function needs_open_case();

-- Every policy that was ever in force, as it was read, without secrets; an entry of the journal names its own.
create table policy (
  version  integer generated always as identity primary key,
  hash     bytea not null unique,
  settings text not null,
  since    timestamptz not null
);
-- Which of them is: the one that was put in force last, by a start or a reload; all nodes go by it. Each start and each
-- reload is a reading of its own: the same policy, but perhaps other people, so every node reads its folder again.
create table policy_in_force (
  only_row boolean primary key default true check (only_row),
  version  integer not null references policy (version),
  since    timestamptz not null,
  reading  integer not null default 1
);
alter table journal add column policy integer not null default 0;

-- Something somebody has to know. In the inbox until they have seen it; outside it, until a message was accepted.
create table notice (
  brand       text not null,
  id          bigint generated always as identity,
  person      text not null check (person <> ''),
  case_id     bigint not null,
  subject     text not null,
  number      integer not null,
  step        integer not null,
  level       integer not null,
  about       bigint not null,
  words       text not null,
  at          timestamptz not null,
  seen_at     timestamptz,
  state       text not null check (state in ('pending', 'sending', 'told', 'failed', 'unneeded')),
  tries       integer not null default 0,
  -- When something is to be done next: send it, send it again, or, while it is sent, take it that its node died.
  try_at      timestamptz not null,
  node        text not null default '',
  lease_until timestamptz,
  -- What it goes out with; the same for all that go together, and for good.
  message     text not null default '',
  way         text not null default '',
  cause       text not null default '',
  -- When it was told, or given up.
  told_at     timestamptz,
  primary key (brand, id),
  -- The same thing at the same step is told once, however many nodes or tries find it.
  constraint told_once unique (brand, case_id, subject, number, step, about, person, at)
);
create index notice_to_send on notice (try_at) where state in ('pending', 'sending');
create index notice_under_way on notice (person, try_at) where state in ('pending', 'sending') and message <> '';
create index notice_of_person on notice (person, id);
create index notice_by_age on notice (at);
create index notice_unseen on notice (person, id) where seen_at is null;
create index notice_failed on notice (told_at) where state = 'failed';
create index notice_told on notice (person, told_at) where state = 'told';

-- A case whose step always fails: set aside, shown, tried again ever more seldom, in nobody's way.
create table set_aside (
  brand    text not null,
  case_id  bigint not null,
  since    timestamptz not null,
  tries    integer not null,
  retry_at timestamptz not null,
  cause    text not null,
  primary key (brand, case_id),
  foreign key (brand, case_id) references cases (brand, id) on delete cascade
);

-- What all nodes sign with, such as the links for people without an account; made by the first node.
create table signing_key (
  only_row boolean primary key default true check (only_row),
  key      bytea not null
);
