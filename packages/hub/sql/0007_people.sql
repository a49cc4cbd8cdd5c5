-- Up Migration

-- Who may use the screens. better-auth reads and writes the first three, under these names
-- (access/sign-in.ts). Their moments are the machine's: a session lasts as long as it lasts for the
-- person, however far a clock of the business is turned. Small and cold, as in 0001.
create table person (
  id             uuid        primary key,
  name           text        not null,
  email          text        not null unique, -- in small letters
  email_verified boolean     not null,
  image          text,
  role           text        not null check (role in ('owner', 'agent')),
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);

-- A browser that is signed in. The cookie holds the token with a signature by our own secret, so
-- that who reads this table still has no cookie.
create table person_session (
  id         uuid        primary key,
  person_id  uuid        not null references person on delete cascade,
  token      text        not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index person_session_by_person on person_session (person_id);

-- How a person proves who they are: a password, as its scrypt hash. The other columns are for
-- other providers, which we do not use and better-auth names all the same.
create table person_credential (
  id                       uuid        primary key,
  person_id                uuid        not null references person on delete cascade,
  account_id               text        not null,
  provider_id              text        not null,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null,
  updated_at               timestamptz not null,
  unique (provider_id, account_id)
);

-- A link that makes one person, once. It is shown once; we keep its hash.
create table invitation (
  invitation_id uuid        primary key,
  sha256        bytea       not null unique,
  role          text        not null check (role in ('owner', 'agent')),
  made_by       text        not null, -- the name of who made it, for people to read
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  used_at       timestamptz
);
