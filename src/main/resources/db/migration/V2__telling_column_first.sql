-- On a new database nothing is known of the tables yet, and an index that begins with the brand looks as good as the key:
-- the checks of the foreign keys chose it, and read all rows of the brand for every row inserted, until the first analyze.
-- These begin with what tells rows apart, so that there is nothing to choose.
drop index case_of_customer;
create index case_of_customer on cases (customer_id, brand);
drop index profile_of_customer;
create index profile_of_customer on profile (customer_id, brand);
drop index mention_of_case;
create index mention_of_case on mention (case_id, brand, posted_at);
