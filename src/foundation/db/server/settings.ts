import { totalmem } from 'node:os';
import type { Cluster } from './cluster.ts';

const MB = 1024 * 1024;

// A sixteenth of the memory, at most 1 GB: the platform shares the machine with its own processes and the page cache
// serves the rest; too much would push those out, too little costs only a copy from that cache.
const sharedBuffersMb = (): number => Math.min(1024, Math.max(128, Math.round(totalmem() / MB / 16)));

// A socket address is at most 107 bytes on Linux and 103 on macOS; `/.s.PGSQL.65535` takes 16 of them.
const SOCKET_FOLDER_MAX = 87;

const socketFolder = (run: string): string =>
  Buffer.byteLength(run) <= SOCKET_FOLDER_MAX && !run.includes('"') ? `"${run}"` : '';

// What the log may not hold: values, statements and their parameters, which carry e-mail addresses and names. With
// PostgreSQL's own defaults a unique violation writes the address twice (DETAIL and STATEMENT).
const quietLog = {
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_connections: 'off',
  log_disconnections: 'off',
  log_line_prefix: '%m [%p] ',
  // One file per weekday, overwritten a week later: the log's retention needs no sweeper.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_file_mode: '0600',
};

/** Every setting of the embedded server, as `-c` arguments, so that a change of ours reaches clusters that exist. */
export const settingArguments = (cluster: Cluster, port: number): string[] => {
  const settings: Record<string, string> = {
    ...quietLog,
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: socketFolder(cluster.run),
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_compression: 'on',
    // Checkpoints far apart: a night of ingestion rewrites the same pages, and each checkpoint would log them whole.
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    max_connections: '200',
    // One transaction may touch every month partition of several tables, and a migration all of them.
    max_locks_per_transaction: '512',
    shared_buffers: `${sharedBuffersMb()}MB`,
    effective_cache_size: `${Math.round(totalmem() / MB / 2)}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    // Solid-state disks; compiling a query costs more than our queries take.
    random_page_cost: '1.1',
    jit: 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
};
