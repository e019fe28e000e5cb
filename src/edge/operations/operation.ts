/**
 * What is published of an operation: its path, who may call it, what it takes, how it succeeds.
 * It must never differ from the route of the same path.
 */
import type { TSchema } from '@sinclair/typebox';
import type { Permission } from '../../access/caller.js';

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly summary: string;
  /** What a careful caller should know. */
  readonly description?: string;
  readonly access: Permission | 'open';
  readonly body?: TSchema;
  readonly bodyType?: string;
  readonly query?: readonly string[];
  readonly success: readonly number[];
}
