-- The line: mention, customer, case, obligation, journal, in one transaction.
-- Everything belongs to one brand, which leads every key, so that a distributed PostgreSQL can spread brands.
-- Due times and all other business times come from the gateway as arguments; nothing here asks for now().
--
-- Indexes beside the keys begin with what tells rows apart. On a new database nothing is known of the tables yet, and an
-- index that begins with the brand looks as good as the key: the checks of the foreign keys would choose it, and read all
-- rows of the brand for every row inserted, until the first analyze.

-- A brand's page, handle, mailbox or number on a channel, and how far it has been read. Small; the same on every shard.
create table account (
  id             integer generated always as identity primary key,
  brand          text not null,
  name           text not null unique,
  channel        text not null,
  cursor         text not null default '',
  state          text not null default 'new',
  note           text not null default '',
  complete_until timestamptz,
  read_at        timestamptz,
  resume_at      timestamptz,
  node           text not null default '',
  term           bigint not null default 0,
  lease_until    timestamptz not null default '-infinity'
);

create table customer (
  brand text not null,
  id    bigint not null,
  name  text not null,
  since timestamptz not null,
  primary key (brand, id)
);
create sequence customer_id;

-- An author on one channel.
create table profile (
  brand       text not null,
  channel     text not null,
  author_id   text not null,
  handle      text not null,
  name        text not null,
  followers   bigint not null,
  customer_id bigint not null,
  evidence    text not null,
  primary key (brand, channel, author_id)
);
create index profile_of_customer on profile (customer_id, brand);

-- What links profiles by itself: the same e-mail address or phone number.
create table identifier (
  brand       text not null,
  kind        text not null check (kind in ('email', 'phone')),
  value       text not null,
  customer_id bigint not null,
  primary key (brand, kind, value)
);

-- Who owes what by when.
create table obligation (
  brand     text not null,
  case_id   bigint not null,
  number    integer not null,
  kind      text not null,
  about     bigint not null default 0,
  opened_at timestamptz not null,
  due_at    timestamptz not null,
  level     integer not null check (level >= 0),
  step      integer not null default 0 check (step >= 0),
  alarm_at  timestamptz not null,
  running   boolean not null,
  outcome   text not null default '' check (outcome in ('', 'met', 'missed', 'withdrawn')),
  closed_at timestamptz,
  primary key (brand, case_id, number),
  unique (brand, case_id, number, running),
  constraint running_has_no_end check (running = (closed_at is null) and running = (outcome = '')),
  constraint alarm_not_before_due check (alarm_at >= due_at)
);
create index obligation_alarm on obligation (alarm_at) where running;

-- One problem of one customer.
create table cases (
  brand            text not null,
  id               bigint not null,
  customer_id      bigint not null,
  queue            text not null,
  phase            text not null check (phase in ('waiting', 'held', 'resolved')),
  holder           text not null default '',
  owner            text not null default '',
  revision         integer not null,
  conversation     integer not null,
  numbered         integer not null,
  level            integer not null default 0,
  contacts         integer not null,
  opened_at        timestamptz not null,
  last_contact_at  timestamptz not null,
  waiting_since    timestamptz,
  answered         boolean not null,
  unanswered       jsonb not null,
  resolved_at      timestamptz,
  resolution       text not null default '',
  delivery         text not null default 'none' check (delivery in ('none', 'under-way', 'undelivered', 'unknown')),
  facts            jsonb not null,
  next_obligation  integer,
  next_kind        text not null default '',
  next_due_at      timestamptz,
  next_alarm_at    timestamptz,
  is_open          boolean generated always as (case when phase <> 'resolved' then true end) stored,
  order_at         timestamptz not null,
  parts            jsonb not null,
  customer_name    text not null,
  customer_handle  text not null,
  title            text not null,
  channels         text[] not null,
  language         text not null,
  mood             text not null,
  primary key (brand, id),
  constraint held_by_someone check ((phase = 'held') = (holder <> '')),
  -- Law 1, no naked case: an open case has an owner, and points at an obligation ...
  constraint no_naked_case check (phase = 'resolved' or (owner <> '' and next_obligation is not null
    and next_due_at is not null and next_alarm_at is not null)),
  -- ... which is its own, and still running when the transaction ends.
  constraint its_obligation_runs foreign key (brand, id, next_obligation, is_open)
    references obligation (brand, case_id, number, running) deferrable initially deferred,
  -- Law 7, closed means delivered.
  constraint closed_means_delivered check (phase <> 'resolved' or (delivery in ('none') and resolved_at is not null))
);
create sequence case_id start with 1001;
alter table obligation add constraint obligation_of_case foreign key (brand, case_id)
  references cases (brand, id) deferrable initially deferred;
create index case_order on cases (brand, order_at, id) where phase <> 'resolved';
create index case_of_holder on cases (brand, holder, order_at, id) where holder <> '';
create index case_of_customer on cases (customer_id, brand);
create index case_undelivered on cases (brand, order_at, id) where delivery in ('undelivered', 'unknown');
create index case_level on cases (brand, level) where level > 0 and phase <> 'resolved';
create index case_resolved on cases (brand, resolved_at, id) where phase = 'resolved';

-- An alarm that went out. Laws 5 and 6: to somebody, and each step of each obligation once.
create table escalation (
  brand    text not null,
  case_id  bigint not null,
  number   integer not null,
  step     integer not null,
  level    integer not null check (level > 0),
  person   text not null check (person <> ''),
  due_at   timestamptz not null,
  fired_at timestamptz not null,
  primary key (brand, case_id, number, step)
);
create index escalation_of_person on escalation (person, fired_at);

-- One thing a customer said.
create table mention (
  brand       text not null,
  id          bigint not null,
  account_id  integer not null references account,
  external_id text not null,
  case_id     bigint not null,
  customer_id bigint not null,
  author_id   text not null,
  body        text not null,
  in_reply_to text not null,
  thread      text not null,
  url         text not null,
  language    text not null,
  visibility  text not null check (visibility in ('public', 'private')),
  answer_ref  text not null,
  mood        text not null,
  signals     text[] not null,
  joined      text not null,
  posted_at   timestamptz not null,
  received_at timestamptz not null,
  primary key (brand, id),
  constraint said_once unique (brand, account_id, external_id),
  foreign key (brand, case_id) references cases (brand, id) deferrable initially deferred
);
create sequence mention_id;
create index mention_of_case on mention (case_id, brand, posted_at);
create index mention_age on mention using brin (received_at);
create index mention_of_thread on mention (brand, account_id, thread) where thread <> '';

-- What a network sent that could not be understood: kept, visible, in nobody's way.
create table quarantine (
  account_id  integer not null references account,
  external_id text not null,
  why         text not null,
  raw         text not null,
  received_at timestamptz not null,
  primary key (account_id, external_id)
);

-- The outbox: answers on their way, and what became of them.
create table reply (
  brand          text not null,
  id             bigint not null,
  case_id        bigint not null,
  mention_id     bigint not null,
  account_id     integer not null references account,
  agent          text not null check (agent <> ''),
  body           text not null,
  visibility     text not null check (visibility in ('public', 'private')),
  state          text not null check (state in ('queued', 'sending', 'accepted', 'refused', 'unknown')),
  attempt_key    text not null,
  attempts       integer not null default 0,
  created_at     timestamptz not null,
  first_tried_at timestamptz,
  try_at         timestamptz not null,
  node           text not null default '',
  lease_until    timestamptz,
  external_id    text not null default '',
  url            text not null default '',
  cause          text not null default '',
  settled_at     timestamptz,
  primary key (brand, id),
  foreign key (brand, case_id) references cases (brand, id)
);
create sequence reply_id;
create index reply_of_case on reply (brand, case_id, id);
create index reply_to_send on reply (try_at) where state in ('queued', 'sending');
create index reply_unknown on reply (brand, id) where state = 'unknown';
create unique index reply_on_network on reply (brand, account_id, external_id) where external_id <> '';

-- All that happened, in one order. seq = transaction number * 4096 + place in the transaction; a reader takes only what
-- lies below the oldest running transaction, so that it misses nothing. Within a case revision is the order in which
-- things happened, since a transaction may have its number before it has the case's lock.
create table journal (
  seq      bigint not null,
  brand    text not null,
  at       timestamptz not null,
  kind     text not null,
  case_id  bigint not null,
  revision integer not null,
  actor    text not null,
  body     jsonb not null,
  primary key (seq, brand)
);
-- Also: no two steps of a case started from the same state.
create unique index journal_of_case on journal (brand, case_id, revision);

-- Added to transaction numbers, so that seq keeps growing when the data moves to a server whose numbers are lower.
create table journal_lift (
  only_row boolean primary key default true check (only_row),
  lift     bigint not null
);
insert into journal_lift (lift) values (0);

create table note (
  brand   text not null,
  id      bigint not null,
  case_id bigint not null,
  author  text not null check (author <> ''),
  body    text not null,
  at      timestamptz not null,
  primary key (brand, id)
);
create sequence note_id;
create index note_of_case on note (brand, case_id, id);

-- A command that was carried out, so that its repetition is answered alike.
create table command (
  actor   text not null,
  key     text not null,
  request bytea not null,
  status  integer not null,
  answer  jsonb not null,
  at      timestamptz not null,
  primary key (actor, key)
);
create index command_age on command (at);

-- Sign-in.
create table credential (
  person     text primary key,
  hash       text not null,
  changed_at timestamptz not null,
  demo       boolean not null default false
);
create table session (
  token_hash bytea primary key,
  person     text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_age on session (expires_at);
