-- V2: a key that is released before it was reserved stays closed: a row without an account, which no
-- allowance counts
alter table reservations alter column user_id drop not null;
alter table reservations alter column product drop not null;
alter table reservations alter column unit drop not null;
alter table reservations alter column tier drop not null;
alter table reservations add constraint reservations_account_check check (
    num_nulls(user_id, product, unit, tier) = 0
    or (num_nulls(user_id, product, unit, tier) = 4 and state = 'released')
);
