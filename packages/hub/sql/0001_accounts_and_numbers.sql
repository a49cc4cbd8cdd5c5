-- Up Migration

-- Who we act for. These tables are small and cold: on Citus they are reference tables, a copy on
-- every node. Secrets are sealed by the installation's key before they come here (access/seal.ts).

-- A portfolio is a business with its accounts; messaging limits and volume tiers count over it.
create table portfolio (
  portfolio_id bigint      primary key,
  name         text,
  created_at   timestamptz not null
);

-- An app is Meta's word for what subscribes to webhooks. Several may post to one hub.
create table app (
  app_id        bigint      primary key,
  name          text,
  verify_sha256 bytea       not null, -- of the word Meta must say in the handshake
  created_at    timestamptz not null
);

-- A secret signs the posts of its app. More than one is active while it is being changed, and a
-- kept post names the version that it was verified with.
create table app_secret (
  app_id     bigint      not null references app,
  version    integer     not null,
  sealed     bytea       not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (app_id, version)
);

-- An account sends, and pays: zone, currency, rates and tiers come from it.
create table account (
  account_id    bigint      primary key,
  portfolio_id  bigint      references portfolio,
  app_id        bigint      references app,
  name          text,
  time_zone     text        not null,
  currency      char(3)     not null,
  rules         jsonb       not null default '{}', -- what else the engine's Account holds
  api_url       text        not null, -- where this account's Graph API is
  graph_version text        not null,
  sealed_token  bytea,
  templates_listed_at timestamptz, -- when Meta last listed its templates; notices since then count
  created_at    timestamptz not null
);

-- A number is a business phone number. Since September 2026 several accounts may share one, and the
-- account that sent pays; `is_default` says whose token speaks for it when a draft does not say.
create table number (
  number_id     bigint      primary key, -- Meta's phone_number_id
  display_phone text,
  name          text,
  heard_since   timestamptz, -- since when every webhook of it reaches us; null: not yet
  created_at    timestamptz not null
);

create table number_account (
  number_id  bigint  not null,
  account_id bigint  not null references account,
  is_default boolean not null,
  primary key (number_id, account_id)
);

-- A key lets a program or a browser in. It is shown once; we keep its hash.
create table api_key (
  key_id     uuid        primary key,
  sha256     bytea       not null unique,
  prefix     text        not null, -- the first characters, to tell keys apart on a page
  name       text        not null,
  account_id bigint      references account, -- null: a key for the whole installation
  number_ids bigint[], -- null: every number of the account
  scopes     text[]      not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);

-- A template as Meta last told us it is: as it was listed, and what notices said since.
create table template (
  account_id bigint      not null references account,
  name       text        not null,
  language   text        not null,
  meta_id    text,
  category   text        not null,
  status     text        not null,
  components jsonb       not null,
  synced_at  timestamptz, -- when Meta last listed it; null: we know it from notices only
  primary key (account_id, name, language)
);
