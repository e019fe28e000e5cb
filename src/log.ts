/**
 * The log: one JSON line per event on standard error.
 * It must never carry personal data, tokens or bodies: events and identifiers only.
 */
import { pino } from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Details = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  info(event: string, details?: Details): void;
  warn(event: string, details?: Details): void;
  /** `error` is written with its stack; it is the service's own, never a caller's text. */
  error(event: string, error: unknown, details?: Details): void;
}

export function openLog(level: LogLevel): Log {
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'event',
    },
    pino.destination({ fd: 2, sync: true }),
  );
  return {
    info: (event, details = {}) => logger.info(details, event),
    warn: (event, details = {}) => logger.warn(details, event),
    error: (event, error, details = {}) => logger.error({ ...details, err: error }, event),
  };
}
