-- V3: the link of a mail that could not be sent counts for nothing; links are purged by their end
alter table one_time_tokens add column failed_at timestamptz;
create index one_time_tokens_expires_idx on one_time_tokens (expires_at);
