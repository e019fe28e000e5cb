/**
 * What is published of an operation: its path, who may call it, what it takes, what it answers and how it fails.
 * It must never differ from the route of the same path; a test validates real answers.
 */
import type { TSchema } from '@sinclair/typebox';
import type { Permission } from '../../access/caller.js';
import type { FailureCode } from '../../errors.js';

/** An answer that is no failure. */
export interface Reply {
  readonly status: number;
  readonly description: string;
  /** Left out where the answer has no body. */
  readonly schema?: TSchema;
  /** Where it is not JSON or MessagePack as the caller likes. */
  readonly type?: string;
  /** With the record's version. */
  readonly etag?: true;
}

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly summary: string;
  /** What a careful caller should know. */
  readonly description?: string;
  readonly access: Permission | 'open';
  readonly body?: TSchema;
  readonly bodyType?: string;
  readonly bodyMayBeLeftOut?: true;
  readonly query?: readonly string[];
  /** Takes the version in `If-Match`. */
  readonly ifMatch?: true;
  readonly replies: readonly Reply[];
  /** Besides those that every call of its kind may meet. */
  readonly failures?: readonly FailureCode[];
}

export const ok = (schema: TSchema, description = 'Done.'): Reply => ({
  status: 200,
  description,
  schema,
});

export const created = (schema: TSchema, description: string): Reply => ({
  status: 201,
  description,
  schema,
});

/** Answers that say which version of a record there is now. */
export const versioned = (...replies: readonly Reply[]): readonly Reply[] =>
  replies.map((reply) => ({ ...reply, etag: true }));
