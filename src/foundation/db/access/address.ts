import type { ClientConfig } from 'pg';
import type { Config, Keys } from '../../runtime/index.ts';
import { refusal } from '../../runtime/index.ts';
import type { DbRole } from './roles.ts';
import { roleName, rolePassword } from './roles.ts';
import { typeParsers } from './types.ts';

// What a login takes over from the administrator's address besides host, port and database: TLS and a socket folder.
const kept = ['sslmode', 'sslrootcert', 'uselibpqcompat', 'host'];

// Sessions speak UTC and ISO whatever the server's own settings are, and never look for names outside `public`. Compiling
// statements is off: servers up to 18 have it on, and over partitions it takes a second for what runs in milliseconds.
const session = '-c timezone=UTC -c datestyle=ISO -c search_path=public -c jit=off';

/** The administrator's address. @throws DB_NO_ADDRESS when none is configured and no embedded server was found */
export const adminAddress = (config: Pick<Config, 'databaseUrl'>): URL => {
  if (config.databaseUrl === undefined) {
    throw refusal(
      'DB_NO_ADDRESS',
      'There is no database: set PRIKBORD_DATABASE_URL or start the embedded server first.',
    );
  }
  return new URL(config.databaseUrl.reveal());
};

/** The database an address names; PostgreSQL's own rule is the user's name when it names none. */
export const databaseName = (address: URL): string =>
  decodeURIComponent(address.pathname.slice(1)) || decodeURIComponent(address.username) || 'postgres';

/** How the administrator connects, to the configured database or another one of the same server. */
export const adminConnection = (config: Pick<Config, 'databaseUrl'>, database?: string): ClientConfig => {
  const address = adminAddress(config);
  if (database !== undefined) address.pathname = `/${encodeURIComponent(database)}`;
  return {
    connectionString: address.href,
    options: session,
    application_name: 'prikbord admin',
    connectionTimeoutMillis: 10_000,
    types: typeParsers,
  };
};

/** How a login role connects: host, port, database and TLS of the administrator's address, its own name and password. */
export const roleConnection = (config: Pick<Config, 'databaseUrl'>, keys: Keys, role: DbRole): ClientConfig => {
  const admin = adminAddress(config);
  const address = new URL(admin.href);
  address.pathname = `/${encodeURIComponent(databaseName(admin))}`;
  address.username = roleName(keys, role);
  address.password = rolePassword(keys, role);
  for (const name of [...address.searchParams.keys()]) {
    if (!kept.includes(name)) address.searchParams.delete(name);
  }
  return {
    connectionString: address.href,
    options: session,
    application_name: `prikbord ${role}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: typeParsers,
  };
};
