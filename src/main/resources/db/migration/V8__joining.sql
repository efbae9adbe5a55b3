-- One customer, one case: why a profile is whose, who could be one person, who never is, and by what they are found.
--
-- Without its links every profile is a customer of its own, with a number of its own. A link joins it to another profile,
-- and whose a profile is, is the own number of the profile at the end of its links. To undo a link is to leave it out.

alter table profile
  add column own_id     bigint not null default 0,
  add column email      text not null default '',
  add column phone      text not null default '',
  -- Something is new that could make them somebody else's; see profile_key.
  add column to_compare boolean not null default false;
create index profile_to_compare on profile (brand, channel, author_id) where to_compare;

-- Whoever brought it first; who brings it later is compared with them.
alter table identifier
  add column channel   text not null default '',
  add column author_id text not null default '';
create index identifier_of_profile on identifier (author_id, channel, brand);

-- Grows when profiles come or go, so that whoever waited for the customer's lock sees that they were somebody else's.
alter table customer add column revision integer not null default 0;

create table link (
  brand         text not null,
  id            bigint generated always as identity,
  channel       text not null,
  author_id     text not null,
  to_channel    text not null,
  to_author     text not null,
  -- Who they were without it, and whose they became.
  from_customer bigint not null,
  customer_id   bigint not null,
  evidence      jsonb not null,
  score         real not null,
  made_by       text not null check (made_by <> ''),
  made_at       timestamptz not null,
  undone_by     text not null default '',
  undone_at     timestamptz,
  primary key (brand, id),
  constraint undone_by_somebody check ((undone_at is null) = (undone_by = ''))
);
create unique index link_in_force on link (author_id, channel, brand) where undone_at is null;
create index link_to on link (to_author, to_channel, brand) where undone_at is null;

-- What Baton would not decide by itself: that two profiles are one person, that two cases are one problem, that a contact is
-- about another problem than its case.
create table suggestion (
  brand         text not null,
  id            bigint generated always as identity,
  kind          text not null check (kind in ('person', 'problem', 'other-problem')),
  channel       text not null default '',
  author_id     text not null default '',
  other_channel text not null default '',
  other_author  text not null default '',
  case_id       bigint not null default 0,
  other_case    bigint not null default 0,
  mention_id    bigint not null default 0,
  evidence      jsonb not null,
  score         real not null,
  state         text not null default 'open' check (state in ('open', 'accepted', 'refused')),
  made_by       text not null check (made_by <> ''),
  made_at       timestamptz not null,
  settled_by    text not null default '',
  settled_at    timestamptz,
  primary key (brand, id),
  constraint settled_by_somebody check ((state = 'open') = (settled_at is null) and (state = 'open') = (settled_by = ''))
);
-- Asked once; a refusal stands until there is more to say.
create unique index suggested_once on suggestion (author_id, channel, other_author, other_channel, case_id, other_case,
  mention_id, brand);
create index suggestion_of_other on suggestion (other_author, other_channel, brand) where state = 'open';
create index suggestion_of_case on suggestion (case_id, brand) where state = 'open' and case_id <> 0;
create index suggestion_of_other_case on suggestion (other_case, brand) where state = 'open' and other_case <> 0;

-- Different people, for ever. The lower of the two comes first.
create table different (
  brand         text not null,
  channel       text not null,
  author_id     text not null,
  other_channel text not null,
  other_author  text not null,
  made_by       text not null check (made_by <> ''),
  made_at       timestamptz not null,
  primary key (brand, channel, author_id, other_channel, other_author)
);
create index different_other on different (other_author, other_channel, brand);

-- Under what people are found by those they could be: hashes, since nothing more is asked of them.
create table profile_key (
  brand     text not null,
  key       bigint not null,
  channel   text not null,
  author_id text not null,
  primary key (brand, key, channel, author_id)
);
create index key_of_profile on profile_key (author_id, channel, brand);

-- Why a mention joined its case, as data; 'joined' says it in words.
alter table mention add column evidence jsonb not null default '[]';

-- What was linked before links were kept: the first profile of each customer is the customer, the others were joined to it.
with ranked as (
  select brand, channel, author_id, customer_id,
    row_number() over (partition by brand, customer_id order by evidence <> '', channel, author_id) as place from profile)
update profile p set own_id = case when r.place = 1 then p.customer_id else nextval('customer_id') end
from ranked r where r.brand = p.brand and r.channel = p.channel and r.author_id = p.author_id;
insert into link (brand, channel, author_id, to_channel, to_author, from_customer, customer_id, evidence, score, made_by, made_at)
select p.brand, p.channel, p.author_id, f.channel, f.author_id, p.own_id, p.customer_id,
  jsonb_build_array(jsonb_build_object('what', 'before', 'words', case when p.evidence = '' then 'known before' else p.evidence end,
    'weight', 0)), 0, 'baton', c.since
from profile p join profile f on f.brand = p.brand and f.own_id = p.customer_id
  join customer c on c.brand = p.brand and c.id = p.customer_id
where p.own_id <> p.customer_id;
update identifier i set channel = p.channel, author_id = p.author_id
from profile p where p.brand = i.brand and p.own_id = i.customer_id;
alter table profile alter column own_id drop default;
