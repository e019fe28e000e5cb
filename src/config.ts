/**
 * The configuration: every environment variable the service reads, its default, what it means.
 * It must never guess what an odd value was meant to be; it refuses with the variable's name.
 */
import { resolve } from 'node:path';
import { LIMITS } from './limits.js';
import { LOG_LEVELS, type LogLevel } from './log.js';

/** Wrong usage or configuration: the process ends with exit code 2. */
export class ConfigurationError extends Error {}

export interface Config {
  readonly host: string;
  readonly port: number;
  /** `null`: a private Redis under the data directory. */
  readonly redisUrl: string | null;
  readonly redisMode: 'single' | 'sentinel';
  readonly dataDir: string;
  readonly appendfsync: 'always' | 'everysec';
  /** Processes sharing the port. */
  readonly workers: number;
  readonly gateWorkers: number;
  readonly tls: TlsFiles | null;
  readonly logLevel: LogLevel;
  /** Checks per second; 0 = no limit. */
  readonly rateLimitPerCredential: number;
  /** Hours within which an urgent measure has to be endorsed. */
  readonly urgentTermHours: number;
  /** When two reviewers have to agree on publishing. */
  readonly fourEyes: 'none' | 'grave' | 'all';
  /** Purposes of checks whose matches owners are told of. */
  readonly ownersToldFor: readonly CheckPurpose[];
  /** Days before its last valid day that a record's owner is warned. */
  readonly retentionWarningDays: number;
  /** Days after its end that a record's content is deleted. */
  readonly retentionDeleteDays: number;
  /** Days after its decision that a referral is deleted. */
  readonly retentionReferralDays: number;
}

/** Purposes of checks, as CONTRACT section 3 has them; the compiler holds them against the record's. */
const CHECK_PURPOSES = ['border', 'police', 'identification', 'security'] as const;
export type CheckPurpose = (typeof CHECK_PURPOSES)[number];

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  readonly clientCaFile: string | null;
}

/** One row per variable; the README's table is held against it. */
export const VARIABLES = {
  HOST: { default: '127.0.0.1', meaning: 'Address to listen on.' },
  PORT: { default: '8080', meaning: 'Port to listen on; 0 takes a free one.' },
  REDIS_URL: { default: '', meaning: 'An outside Redis; unset: a private one is started.' },
  REDIS_MODE: {
    default: 'single',
    meaning: 'How the outside Redis is run: single or sentinel (cluster is not built yet).',
  },
  PORTCULLIS_DATA_DIR: {
    default: './data',
    meaning: 'Directory of the private Redis and the audit.',
  },
  PORTCULLIS_FSYNC: {
    default: 'always',
    meaning: 'When the private Redis writes to disk: always, or everysec (may lose a second).',
  },
  PORTCULLIS_WORKERS: {
    default: '1',
    meaning: 'Processes sharing the port, over one store.',
  },
  PORTCULLIS_GATE_WORKERS: {
    default: '1',
    meaning: 'Threads of the compliance gate, and as many of the screening.',
  },
  RATE_LIMIT_PER_CREDENTIAL: {
    default: '2000',
    meaning: 'Checks per second and credential in each process; 0 = no limit.',
  },
  PORTCULLIS_URGENT_TERM_HOURS: {
    default: '720',
    meaning: 'Hours within which an urgent measure must be endorsed, or it lapses.',
  },
  PORTCULLIS_FOUR_EYES: {
    default: 'grave',
    meaning: 'When two reviewers must agree on publishing: none, grave (findings) or all.',
  },
  PORTCULLIS_OWNERS_TOLD_FOR: {
    default: 'border,police,identification',
    meaning: 'Purposes of checks whose matches owners are told of, with commas between; or none.',
  },
  PORTCULLIS_RETENTION_WARNING_DAYS: {
    default: '183',
    meaning: "Days before a record's last valid day that its owner is warned.",
  },
  PORTCULLIS_RETENTION_DELETE_DAYS: {
    default: '30',
    meaning: 'Days after the expiry or withdrawal of a record that its content is deleted.',
  },
  PORTCULLIS_RETENTION_REFERRAL_DAYS: {
    default: '90',
    meaning:
      'Days after its decision that a referral is deleted; of what was withheld, after the check.',
  },
  TLS_CERT: {
    default: '',
    meaning: 'Certificate file (PEM); with TLS_KEY the service speaks HTTPS.',
  },
  TLS_KEY: { default: '', meaning: 'Key file (PEM) of TLS_CERT.' },
  TLS_CLIENT_CA: {
    default: '',
    meaning: 'Authorities (PEM) whose client certificates are required.',
  },
  LOG_LEVEL: { default: 'info', meaning: `One of ${LOG_LEVELS.join(', ')}.` },
} as const satisfies Record<string, { readonly default: string; readonly meaning: string }>;
type Variable = keyof typeof VARIABLES;

type Environment = Readonly<Record<string, string | undefined>>;

function text(env: Environment, name: Variable): string {
  const value = env[name];
  return value === undefined || value === '' ? VARIABLES[name].default : value;
}

function whole(env: Environment, name: Variable, min: number, max: number): number {
  const value = text(env, name);
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new ConfigurationError(
    `${name} must be a whole number from ${min} to ${max}, not "${value}"`,
  );
}

function oneOf<T extends string>(env: Environment, name: Variable, allowed: readonly T[]): T {
  const value = text(env, name);
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new ConfigurationError(`${name} must be one of ${allowed.join(', ')}, not "${value}"`);
}

function purposesFrom(env: Environment, name: Variable): readonly CheckPurpose[] {
  const value = text(env, name);
  if (value === 'none') return [];
  return value.split(',').map((part) => {
    const found = CHECK_PURPOSES.find((purpose) => purpose === part.trim());
    if (found !== undefined) return found;
    throw new ConfigurationError(
      `${name} must be none or some of ${CHECK_PURPOSES.join(', ')}, not "${value}"`,
    );
  });
}

function redisFrom(env: Environment): Pick<Config, 'redisUrl' | 'redisMode'> {
  const redisUrl = text(env, 'REDIS_URL') || null;
  if (text(env, 'REDIS_MODE') === 'cluster') {
    throw new ConfigurationError('REDIS_MODE=cluster is not built yet; use single or sentinel');
  }
  const redisMode = oneOf(env, 'REDIS_MODE', ['single', 'sentinel'] as const);
  if (redisUrl === null) {
    if (redisMode === 'sentinel') {
      throw new ConfigurationError(
        'REDIS_MODE=sentinel needs REDIS_URL, the address of a sentinel',
      );
    }
    return { redisUrl, redisMode };
  }
  if (
    !/^(redis|rediss|unix):/.test(redisUrl) ||
    (!URL.canParse(redisUrl) && !redisUrl.startsWith('unix:/'))
  ) {
    throw new ConfigurationError(
      'REDIS_URL must be redis://host:port, rediss://host:port or unix:/path',
    );
  }
  return { redisUrl, redisMode };
}

function tlsFrom(env: Environment): TlsFiles | null {
  const certFile = text(env, 'TLS_CERT');
  const keyFile = text(env, 'TLS_KEY');
  const clientCaFile = text(env, 'TLS_CLIENT_CA');
  if (certFile === '' && keyFile === '' && clientCaFile === '') return null;
  if (certFile === '' || keyFile === '') {
    throw new ConfigurationError('TLS_CERT and TLS_KEY must be given together');
  }
  return { certFile, keyFile, clientCaFile: clientCaFile || null };
}

/** Throws `ConfigurationError` naming the variable at fault. */
export function configFrom(env: Environment): Config {
  const host = text(env, 'HOST');
  if (/[\s/]/.test(host)) throw new ConfigurationError(`HOST must be an address, not "${host}"`);
  const fsync = oneOf(env, 'PORTCULLIS_FSYNC', ['always', 'everysec'] as const);
  return {
    host,
    port: whole(env, 'PORT', 0, 65_535),
    ...redisFrom(env),
    dataDir: resolve(text(env, 'PORTCULLIS_DATA_DIR')),
    appendfsync: fsync,
    workers: whole(env, 'PORTCULLIS_WORKERS', 1, LIMITS.processesMax),
    gateWorkers: whole(env, 'PORTCULLIS_GATE_WORKERS', 1, LIMITS.processesMax),
    tls: tlsFrom(env),
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS),
    rateLimitPerCredential: whole(env, 'RATE_LIMIT_PER_CREDENTIAL', 0, 100_000_000),
    fourEyes: oneOf(env, 'PORTCULLIS_FOUR_EYES', ['none', 'grave', 'all'] as const),
    urgentTermHours: whole(env, 'PORTCULLIS_URGENT_TERM_HOURS', 1, 10_000),
    ownersToldFor: purposesFrom(env, 'PORTCULLIS_OWNERS_TOLD_FOR'),
    retentionWarningDays: whole(env, 'PORTCULLIS_RETENTION_WARNING_DAYS', 0, 3_650),
    retentionDeleteDays: whole(env, 'PORTCULLIS_RETENTION_DELETE_DAYS', 0, 3_650),
    retentionReferralDays: whole(env, 'PORTCULLIS_RETENTION_REFERRAL_DAYS', 1, 3_650),
  };
}
